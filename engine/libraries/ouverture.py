"""Opening a library: the installed one, and those that a user lays over it, by their folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any

from engine.errors import Finding, InputError, Place
from engine.libraries.bibliotheque import FORMAT, IDENTITE, OF_THE_WHOLE, Bibliotheque, Couche, Fichier, stamps
from engine.libraries.clause import AnyFiche, typed
from engine.libraries.files import yaml_source
from engine.reading.decoding import printable
from engine.reading.suggestions import nearest
from engine.reading.yaml_strict import Source
from engine.shipped import shipped
from models.champs import Entier, Fiche, Texte
from models.fiches.marks import Avant
from models.nombres import lire_entier
from models.records import dataclass


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Folders = Annotated[list[Texte], Avant(_several)]


class Identite(Fiche):
    """A `bibliotheque.yaml`. `titulaire` is whose library it is; `herite` names the libraries that it is laid over."""

    format: Entier
    nom: Texte
    version: Texte
    titulaire: Texte = ""
    source: Texte = ""
    herite: Folders = []


@cache
def installed() -> Bibliotheque:
    """The library that comes with cpom, by itself."""
    clauses, data = shipped("engine.bibliotheque"), shipped("engine.referentiels")
    said, _ = _identity(Fichier(clauses / IDENTITE, f"clauses/{IDENTITE}"))
    racines = ((clauses, "clauses"), (data, "data"))
    layer = Couche(said.nom, said.version, racines, titulaire=said.titulaire, source=said.source, installee=True)
    return Bibliotheque((layer,))


def opened(folders: Iterable[Path]) -> Bibliotheque:
    """These libraries, the first over the others, and all of them over the installed one.

    A library that did not change on disk is the same object; one that did is read again.

    Raises:
        InputError: where a folder is no library, or was made for a later format.
    """
    at_home = (Path(os.path.expanduser(one)) for one in folders)
    return _opened((Path(os.path.abspath(one)), normal(one)) for one in at_home)


def _opened(folders: Iterable[tuple[Path, Path]]) -> Bibliotheque:
    couches = _laid_over_one_another(folders)
    if not couches:
        return installed()
    layers = tuple(couches.values())
    library = _laid(layers, stamps(layers))
    if lost := list(_lost(library)):
        raise InputError(lost)
    return library


def _lost(library: Bibliotheque) -> Iterator[Finding]:
    """The folders of `modeles/` that are of no model: what they hold would never serve."""
    known = library.dossiers()
    for couche in library.siennes:
        models, name = couche.racines[0]
        for folder in sorted(models.iterdir()) if models.is_dir() else ():
            if folder.is_dir() and folder.name not in (*known, *OF_THE_WHOLE) and folder.name[0] not in "._":
                said, near = printable(Path(folder.name)), nearest(folder.name, known)
                message = f"« {said} » n'est pas un modèle : aucune bibliothèque n'en a le plan."
                hint = f"Vouliez-vous dire « {near} » ? Sinon, écrivez" if near else "Écrivez"
                hint = f"{hint} {name}/{said}/modele.yaml."
                yield Finding("modele-sans-plan", message, hint=hint, place=Place(f"{name}/{said}"))


def again(library: Bibliotheque) -> Bibliotheque:
    """The same library as it is on disk now: itself, where nothing of it has changed.

    Raises:
        InputError: where it cannot be opened any more.
    """
    return _from_archive(library.gardee) if library.gardee else _opened(provenance(library).dossiers)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a library is opened from again, in another process: its folders with their names, and what they held.

    `gardee` is the folder of one that an archive kept: then nothing of it can have changed.
    """

    dossiers: tuple[tuple[Path, Path], ...] = ()
    empreinte: str = ""
    gardee: Path | None = None

    def ouverte(self) -> Bibliotheque:
        """The same library.

        Raises:
            InputError: where it is not there, or has changed since.
        """
        if self.gardee:
            return _kept_in(self.gardee)
        library = _opened(self.dossiers)
        if library.empreinte != self.empreinte:
            message = f"la bibliothèque « {self.dossiers[0][1].as_posix()} » a changé depuis le début du lot."
            raise InputError([Finding("bibliotheque-changee", message, hint="Relancez avec --reprendre.")])
        return library


OURS = Provenance()
"""That of the installed library, by itself."""


def provenance(library: Bibliotheque) -> Provenance:
    """What a library is opened from."""
    folders = tuple((one.dossier, Path(one.racines[-1][1])) for one in library.siennes)
    return Provenance(folders, library.empreinte, library.gardee)


@lru_cache(maxsize=8)
def _kept_in(folder: Path) -> Bibliotheque:
    return _from_archive(folder)


def _from_archive(folder: Path) -> Bibliotheque:
    from engine.libraries.archive import opened_from  # noqa: PLC0415 - few libraries are kept in an archive

    return opened_from(folder)


@lru_cache(maxsize=8)
def _laid(couches: tuple[Couche, ...], _stamps: object) -> Bibliotheque:
    return Bibliotheque((*couches, *installed().couches))


def at_of(source: Source, key: str, at: int) -> tuple[str | int, ...]:
    """Where a file names a library: one of a list, or the only one."""
    return (key, at) if isinstance(source.data.get(key), list) else (key,)


def normal(path: Path) -> Path:
    """A path without « x/.. », as the user would type it."""
    return Path(os.path.normpath(path))


def _laid_over_one_another(folders: Iterable[tuple[Path, Path]]) -> dict[Path, Couche]:
    """The layers of these folders and of the libraries that they are laid over, each once, the topmost first."""
    asked = [_Named(whole, name) for whole, name in folders]
    read: dict[Path, _Read] = {}
    left = list(reversed(asked))
    while left:
        one = left.pop()
        if one.whole not in read:
            read[one.whole] = _read(one)
            left += reversed(read[one.whole].parents)
    return {path: read[path].couche for path in reversed(_the_lowest_first(asked, read))}


def _the_lowest_first(asked: Sequence[_Named], read: Mapping[Path, _Read]) -> list[Path]:
    """What several are laid over comes beneath them all.

    Raises:
        InputError: where a library is laid over itself.
    """
    found: dict[Path, None] = {}
    heirs = [(Path(), list(asked))]  # each with what is left of its parents
    while heirs:
        path, left = heirs[-1]
        if not left:
            found[path] = None
            heirs.pop()
        elif (one := left.pop()).whole in (heir for heir, _ in heirs):
            message = f"herite : « {one.said} » repose déjà sur cette bibliothèque."
            raise InputError([Finding("bibliotheque-en-rond", message, hint="Retirez l'un des deux.", place=one.at)])
        elif one.whole not in found:
            heirs.append((one.whole, list(read[one.whole].parents)))
    return list(found)[:-1]


@dataclass(frozen=True, slots=True)
class _Named:
    """The folder of a library, what messages call it, and where an `herite` says it."""

    whole: Path
    name: Path
    at: Place | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """The layer of a folder, and the libraries that it is laid over."""

    couche: Couche
    parents: tuple[_Named, ...]


def _read(one: _Named) -> _Read:
    whole, name = one.whole, Path(printable(one.name))
    if not os.path.isfile(whole / IDENTITE):
        raise InputError([no_library(whole, name, one.at)])
    said, source = _identity(Fichier(whole / IDENTITE, (name / IDENTITE).as_posix()))
    racines = ((whole / "modeles", (name / "modeles").as_posix()), (whole, name.as_posix()))
    couche = Couche(said.nom, said.version, racines, said.format, said.titulaire, said.source)
    named = enumerate(said.herite)
    parents = (_Named(normal(whole / parent), normal(name / parent), source.place(at_of(source, "herite", at)), parent)
               for at, parent in named)  # fmt: skip
    return _Read(couche, tuple(parents))


def _identity(file: Fichier) -> tuple[Identite, Source]:
    source = yaml_source(file.chemin, file.nom)
    written: Any = source.data.get("format")
    with suppress(ValueError):
        number = lire_entier(written)
        if isinstance(number, int) and number > FORMAT:
            message = (
                f"cette bibliothèque demande un cpom plus récent (format {number} ; celui-ci lit le format {FORMAT}) : "
                "mettez cpom à jour."
            )
            raise InputError([Finding("bibliotheque-plus-recente", message, place=source.place(("format",)))])
    return whole(Identite, source), source


def whole(kind: type[AnyFiche], source: Source) -> AnyFiche:
    """What a small file of a library says.

    Raises:
        InputError: with all that is wrong in it.
    """
    said, wrong = typed(kind, source)
    if wrong or said is None:
        raise InputError(wrong)
    return said


def no_library(folder: Path, named: Path, place: Place | None) -> Finding:
    """Why a folder is not a library."""
    name = named.as_posix()
    if not os.path.isdir(folder):
        what = "n'est pas un dossier" if os.path.exists(folder) else "n'existe pas"
        message = f"la bibliothèque « {name} » {what}."
        return Finding("bibliotheque-absente", message, hint="Vérifiez son nom et son dossier.", place=place)
    message = f"« {name} » n'est pas une bibliothèque : {IDENTITE} y manque."
    hint = f"Nommez le dossier qui le contient, ou écrivez-y {IDENTITE} : « format: {FORMAT} », « nom » et « version »."
    return Finding("bibliotheque-sans-identite", message, hint=hint, place=place)
