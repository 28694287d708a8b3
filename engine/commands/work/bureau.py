"""`cpom bureau`: the desk served, exported, or filled from what was exported."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any, Final

import cpom
from engine.commands.chosen_library import bibliotheque_of
from engine.commands.output import report, result, result_as_it_is, tell
from engine.errors import Finding, InputError
from engine.french import plural
from engine.writing.files import reason

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from engine.bureau.settings import Settings
    from engine.bureau.storage.archive import Counted

_ELSEWHERE: Final = "Arrêtez ce qui y répond déjà, ou donnez une autre adresse : « --adresse 127.0.0.1:8001 »."
_BASES: Final = "Écrivez « --base sqlite:///bureau.db », ou « --base postgresql+psycopg://nom@machine/base »."
_ADDRESSES: Final = "Écrivez « 127.0.0.1:8000 », ou « unix:CHEMIN »."
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+")
_MAILS: Final = "Écrivez-la comme « jeanne.exemple@departement.fr »."
_SETTINGS: Final = "Corrigez la variable CPOM_BUREAU_… qui le dit."
_NEW_FOLDER: Final = "Donnez un dossier neuf, où vous pouvez écrire."
_NEW_BASE: Final = "Donnez une base neuve : « --base sqlite:///neuf.db »."
_NOT_INSTALLED: Final = Finding(
    "bureau-non-installe",
    "le bureau demande l'extra « bureau » de cpom, qui n'est pas installé.",
    hint="Installez-le : pip install 'cpom[bureau]'.",
)


def run(arguments: Namespace) -> int:
    """Serve the desk until it is stopped.

    Raises:
        InputError: where the extra is not installed, or where the address or the base cannot be had.
    """
    with _extra():
        from engine.bureau import server
        from engine.bureau.access.first import first_link
        from engine.bureau.storage.migrate import migrate

    settings = _settings(arguments)
    listening = _bound(settings.adresse, server.bound)
    with _base(settings) as base:
        migrate(base)
        link = first_link(base, settings)
    is_file = settings.adresse.startswith(server.UNIX)
    tell(f"Le bureau s'ouvre sur {settings.adresse if is_file else settings.public_url} (Ctrl-C l'arrête).")
    if link:
        tell(
            "Il n'a pas encore de compte. Ce lien connecte son administrateur, une fois, dans les vingt-quatre heures :"
        )
        result_as_it_is(link)
    if arguments.ouvrir and not is_file:
        server.open_when_ready(f"http://{settings.adresse}", link or settings.public_url)
    server.serve(settings, listening, arguments.processus)
    return 0


def run_export(arguments: Namespace) -> int:
    """Write everything in a folder.

    Raises:
        InputError: where the base cannot be read, or the folder cannot be written.
    """
    with _extra():
        from engine.bureau.storage.archive import exported

    folder: Path = arguments.dossier
    with _base(_settings(arguments)) as base:
        try:
            counted = exported(base, folder)
        except LookupError:
            raise _refusal("bureau-base", "cette base n'est pas celle d'un bureau.", _BASES) from None
        except FileExistsError:
            raise _refusal("bureau-dossier", f"« {folder} » n'est pas vide.", _NEW_FOLDER) from None
        except OSError as error:
            raise _refusal(
                "bureau-dossier", f"« {folder} » ne peut pas être écrit : {reason(error)}.", _NEW_FOLDER
            ) from None
    result(f"{folder} : {_told(counted)}")
    return 0


def run_import(arguments: Namespace) -> int:
    """Put back what was exported, or make a dossier of each description.

    Raises:
        InputError: where it cannot be read, or where the base has something already.
    """
    with _extra():
        from engine.bureau.storage.archive import HEAD

    settings = _settings(arguments)
    with _base(settings) as base:
        if any(one.is_dir() for one in arguments.fichiers):
            folder, *others = arguments.fichiers
            if others or not (folder / HEAD).exists():
                raise _no_export(folder, "il n'a pas de « bureau.json »")
            return _put_back(base, folder)
        return _opened(base, settings, arguments)


def run_administrator(arguments: Namespace) -> int:
    """Print a link that signs an administrator in.

    Raises:
        InputError: where this is no address of mail, or where the base cannot be reached.
    """
    with _extra():
        from engine.bureau.access.first import administrator_link
        from engine.bureau.storage.migrate import migrate

    courriel = arguments.courriel.strip().casefold()
    if not _MAIL.fullmatch(courriel):
        raise _refusal("bureau-courriel", f"« {arguments.courriel} » n'est pas une adresse de courriel.", _MAILS)
    settings = _settings(arguments)
    with _base(settings) as base:
        migrate(base)
        result_as_it_is(administrator_link(base, settings, courriel))
    return 0


def _put_back(base: Engine, folder: Path) -> int:
    from engine.bureau.storage.archive import DamagedError, NotEmptyError, imported

    try:
        counted = imported(base, folder)
    except NotEmptyError:
        raise _refusal("bureau-non-vide", "cette base n'est pas vide : rien n'y a été importé.", _NEW_BASE) from None
    except DamagedError as error:
        raise _no_export(folder, str(error)) from None
    result(f"{folder} : {_told(counted)}")
    return 0


def _opened(base: Engine, settings: Settings, arguments: Namespace) -> int:
    """A dossier of each description, under the name of its file; 1 where one is no description."""
    from engine.bureau.access.rights import ADMINISTRATEUR, Visitor
    from engine.bureau.dossiers.creating import New, created
    from engine.bureau.storage.migrate import migrate

    migrate(base)
    who, wrong = Visitor(ADMINISTRATEUR, "cpom bureau importer", "commande:importer"), 0
    for path in arguments.fichiers:
        try:
            dossier = cpom.ouvrir(path, jour=arguments.aujourdhui)
        except cpom.PasUneDescription as error:
            report(error.findings)
            wrong = 1
            continue
        titre = path.stem
        created(base, settings, New(titre, dossier.yaml(), nature="import"), who, arguments.aujourdhui)
        result(f"{path} : dossier « {titre} »")
    return wrong


def _settings(arguments: Namespace) -> Settings:
    """The settings of the environment, then those of the words."""
    from engine.bureau.settings import PREFIX, settings_of

    try:
        settings = settings_of()
    except ValueError as error:
        raise _refusal("bureau-reglage", f"un réglage n'est pas un nombre : {error}.", _SETTINGS) from None
    said = {name: getattr(arguments, name) for name in ("adresse", "base", "journal") if getattr(arguments, name, "")}
    asked = hasattr(arguments, "bibliotheque") or hasattr(arguments, "au_dessus")
    if asked or PREFIX + "BIBLIOTHEQUE" not in os.environ:
        folders = [str(Path(one).resolve()) for one in bibliotheque_of(arguments).dossiers]
        said["bibliotheque"] = os.pathsep.join(folders)
    return replace(settings, **said)


def _bound(address: str, bound: Callable[[str], socket]) -> socket:
    try:
        return bound(address)
    except OSError as error:
        raise _refusal(
            "bureau-adresse", f"« {address} » ne peut pas être prise : {reason(error)}.", _ELSEWHERE
        ) from None
    except ValueError:
        raise _refusal("bureau-adresse", f"« {address} » n'est pas une adresse.", _ADDRESSES) from None


@contextmanager
def _base(settings: Settings) -> Iterator[Engine]:
    """The base, closed at the end.

    Raises:
        InputError: where it cannot be reached, or is that of a later version.
    """
    from alembic.util import CommandError
    from sqlalchemy.exc import ArgumentError, DatabaseError

    from engine.bureau.storage.connect import connect

    try:
        base = connect(settings.base)
    except (ArgumentError, ModuleNotFoundError):
        raise _refusal("bureau-base", "ce n'est pas l'adresse d'une base de données.", _BASES) from None
    shown = base.url.render_as_string(hide_password=True)
    try:
        yield base
    except DatabaseError as error:  # away, not a database, damaged
        raise _refusal("bureau-base", f"« {shown} » ne répond pas : {_first_line(error.orig)}.", _BASES) from None
    except CommandError:
        raise _refusal(
            "bureau-base", f"« {shown} » vient d'une version plus récente de cpom.", "Mettez cpom à jour."
        ) from None
    finally:
        base.dispose()


@contextmanager
def _extra() -> Iterator[None]:
    """What needs the extra.

    Raises:
        InputError: where it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("engine", "cpom", "models"):
            raise
        raise InputError([_NOT_INSTALLED]) from None


def _told(counted: Counted) -> str:
    parts = ((counted.dossiers, "dossier"), (counted.etats, "état"), (counted.fichiers, "fichier"))
    return ", ".join(plural(count, name) for count, name in parts)


def _no_export(folder: Path, why: str) -> InputError:
    message = f"« {folder} » n'est pas un bureau exporté, ou n'est plus entier : {why}. Rien n'a été importé."
    return _refusal("bureau-import", message, "Donnez le dossier que « cpom bureau exporter » a écrit, tel quel.")


def _refusal(code: str, message: str, hint: str) -> InputError:
    return InputError([Finding(code, message, hint=hint)])


def _first_line(error: Any) -> str:
    return str(error).strip().partition("\n")[0]
