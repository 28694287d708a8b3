"""Where a new library goes: a folder written beside it, then given its name, so that nobody ever finds half of it."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from secrets import token_hex

from engine.errors import Finding, InputError
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import model_names
from engine.reading.suggestions import nearest, plain
from engine.writing.files import reason
from engine.writing.temporary import TEMPORARY

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = ("chartes", "communes", "droit", "essais", "exemples", "modeles", "output", "programmations", "tableaux",
             "con", "prn", "aux", "nul", "com1", "lpt1")  # fmt: skip
"""The folders of a library, and what Windows keeps for itself."""
_NOT_EMPTY = (errno.ENOTEMPTY, errno.EEXIST)


def check_name(nom: str, herite: str, library: Bibliotheque) -> None:
    """Refuse a name that no model can have here.

    Raises:
        InputError: where it has something else than letters, digits and hyphens, or is the name of another model.
    """
    if not _NAME.fullmatch(nom) or nom in _RESERVED:
        better = "-".join(re.findall(r"[a-z0-9]+", plain(nom)))
        hint = "Un nom de modèle a des lettres sans accent ni majuscule, des chiffres et des tirets : "
        hint += f"« {better} »." if better and better not in (*_RESERVED, nom) else "« sad-exemple »."
        raise InputError([Finding("nom-de-modele", f"« {nom} » ne peut pas être le nom d'un modèle.", hint=hint)])
    if nom in model_names(library) and nom != herite:
        message = f"« {nom} » est déjà un modèle : le vôtre prendrait sa place."
        hint = f"Donnez-lui un autre nom avec --nom, ou, si c'est ce que vous voulez, héritez de lui : --herite {nom}."
        raise InputError([Finding("nom-de-modele", message, hint=hint)])


def unknown_parent(parent: str, known: Collection[str]) -> Finding:
    """What is told of a name from which nothing can be inherited."""
    near = nearest(parent, known)
    hint = f"Vouliez-vous dire « {near} » ?" if near else f"Modèles dont on peut hériter : {', '.join(known)}."
    return Finding("modele-inconnu", f"« {parent} » n'est pas un modèle.", hint=hint)


def check_empty(folder: Path) -> None:
    """Refuse a folder where something could be overwritten.

    Raises:
        InputError: where it is not empty, is no folder, or is the one that the command is run from.
    """
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise InputError([_taken(folder, f"{folder} n'est pas un dossier.")])
    try:
        inside = sorted(os.listdir(folder))
    except OSError as error:
        raise InputError([_unwritten(folder, error)]) from None
    if inside:
        raise InputError([_not_empty(folder, inside)])
    if folder.samefile(Path()):
        message = f"{folder} est le dossier courant, qui ne peut pas être remplacé."
        hint = "Donnez le nom d'un dossier nouveau : « cpom bibliotheque nouvelle ma-bibliotheque »."
        raise InputError([Finding("dossier-non-vide", message, hint=hint)])


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write these files, by their paths in a folder that is not there or is empty; all of them, or nothing.

    Raises:
        InputError: where the folder cannot be written, or where another has just written it.
    """
    target = Path(os.path.realpath(folder))
    beside = target.parent / f"{TEMPORARY}{token_hex(8)}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            file = beside.joinpath(*name.split("/"))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if target.is_dir():
            shutil.copymode(target, beside)
            if os.name == "nt":  # where a folder takes the place of none, be it empty
                target.rmdir()
        beside.rename(target)
    except OSError as error:
        if error.errno in _NOT_EMPTY and target.is_dir():
            raise InputError([_not_empty(folder, sorted(os.listdir(target)))]) from None
        raise InputError([_unwritten(folder, error)]) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _not_empty(folder: Path, inside: list[str]) -> Finding:
    shown = ", ".join(inside[:3]) + (", …" if len(inside) > 3 else "")
    return _taken(folder, f"{folder} n'est pas vide ({shown}) : rien n'y a été écrit.")


def _taken(folder: Path, message: str) -> Finding:
    hint = "Donnez le nom d'un dossier nouveau. Un modèle de plus dans une bibliothèque : "
    hint += f"écrivez {folder / 'modeles' / 'NOM' / 'modele.yaml'}."
    return Finding("dossier-non-vide", message, hint=hint)


def _unwritten(folder: Path, error: OSError) -> Finding:
    message = f"{folder} ne peut pas être écrit : {reason(error)}."
    hint = "Vérifiez que vous pouvez écrire dans le dossier qui le contient, et que le disque n'est pas plein."
    return Finding("ecriture-impossible", message, hint=hint)
