"""A library: folders of models, clauses and law laid over one another, the user's own first, the installed one last.

Nothing here is « the current library »: whoever needs one is given it, and what is read of it is kept with it, so that
two libraries in one process never mix.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import field
from functools import cached_property, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from engine.reading.decoding import printable
from models.records import dataclass

FORMAT = 1
"""The format of libraries that this version reads; what changes the shape of a library changes it."""
IDENTITE = "bibliotheque.yaml"
"""The file that makes a folder a library."""
OF_A_LIBRARY = (".md", ".yaml", ".docx")
"""How the files that are read of a library end."""
AVENANTS, COURRIERS, ACTES = ACCOMPAGNEMENTS = ("avenants", "courriers", "actes")
"""The folders of the acts that accompany a contract, whatever its model."""
OF_THE_WHOLE = ("communes", "programmations", *ACCOMPAGNEMENTS, "droit", "chartes")
"""The folders of a library that are of no model."""
_NOT_OF_A_LIBRARY = ("output", "__pycache__")
_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini")


def of_the_system(name: str) -> bool:
    """Whether a file is no one's work: what Windows, macOS, or an open Word or LibreOffice leave in a folder."""
    return name.startswith((".", "~$")) or name.lower() in _OF_THE_SYSTEM


@dataclass(frozen=True, slots=True)
class Fichier:
    """A file of a library, and what messages call it: its path as the user would open it."""

    chemin: Path
    nom: str


@dataclass(frozen=True, slots=True)
class Couche:
    """One library by itself: what its `bibliotheque.yaml` says, and its folders.

    A file is looked up in each of `racines` in turn; the second part of a root is what messages call it.
    """

    nom: str
    version: str
    racines: tuple[tuple[Path, str], ...]
    format: int = FORMAT
    titulaire: str = ""
    source: str = ""
    installee: bool = False
    sans: frozenset[str] = frozenset()
    """The files that are looked up as if they were not there: they cannot be read, and that has been told."""

    @property
    def titre(self) -> str:
        """Its name and version, as reports say them: « Département Exemple 2.1 »."""
        return f"{self.nom} {self.version}"

    @property
    def dossier(self) -> Path:
        """The folder of its `bibliotheque.yaml`."""
        return self.racines[0 if self.installee else -1][0]

    def trouve(self, chemin: str) -> Fichier | None:
        """A file or a folder by its path in the library (« exemple/duree.md »); None where there is none."""
        for racine, nom in self.racines if chemin not in self.sans else ():
            if os.path.lexists(f"{racine}/{chemin}"):  # a path is long to make, and most names are of another folder
                return Fichier(racine.joinpath(*chemin.split("/")), Path(nom, chemin).as_posix())
        return None

    def nomme(self, chemin: str) -> str:
        """What messages call a file of it, which may be missing."""
        if found := self.trouve(chemin):
            return found.nom
        is_of_a_model = "/" in chemin and chemin.split("/", maxsplit=1)[0] not in OF_THE_WHOLE
        return Path(self.racines[0 if self.installee or is_of_a_model else -1][1], chemin).as_posix()

    def dossiers(self, sous: str = "") -> Iterator[str]:
        """The names of its folders, or of those under one of them; a folder of a model has its files in it."""
        for racine, _ in self.racines:
            within = racine / sous if sous else racine
            if within.is_dir():
                named = (entry.name for entry in within.iterdir() if entry.is_dir())
                yield from (name for name in named if printable(Path(name)) == name)  # no message could tell another

    def fichiers(self) -> Iterator[Path]:
        """Every file that may decide what a contract says, in a settled order."""
        seen: set[str] = set()
        for folder, folders, names in os.walk(self.dossier, followlinks=True):
            kept = [one for one in folders if one[0] != "." and one not in _NOT_OF_A_LIBRARY]
            folders[:] = [] if os.path.realpath(folder) in seen else sorted(kept)  # a link may lead back
            seen.add(os.path.realpath(folder))
            written = (one for one in sorted(names) if one.endswith(OF_A_LIBRARY) and not of_the_system(one))
            yield from (Path(folder, one) for one in written)


@dataclass(frozen=True, eq=False)
class Bibliotheque:
    """Libraries laid over one another, the topmost first. It equals itself alone; `gardes` is what was read of it.

    `gardee` is the folder where an archive of it was unpacked (archive.py), of which the digest is the name.
    """

    couches: tuple[Couche, ...]
    gardee: Path | None = None
    gardes: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def siennes(self) -> tuple[Couche, ...]:
        """The layers that are not the installed one, topmost first."""
        return tuple(one for one in self.couches if not one.installee)

    @property
    def titres(self) -> tuple[str, ...]:
        """The name and version of each layer, topmost first."""
        return tuple(one.titre for one in self.couches)

    def a_ecrire(self, chemin: str) -> str:
        """What messages call the file where whoever owns the library writes what it does not hold."""
        return self.couches[0].nomme(chemin)

    @property
    def a_nommer(self) -> tuple[str, ...]:
        """The same, where documents and reports are to say them: where one is not the installed library."""
        return self.titres if self.siennes else ()

    def trouve(self, chemin: str) -> Fichier | None:
        """A file by its path, of the topmost layer that has it."""
        return next(self.versions(chemin), None)

    def versions(self, chemin: str) -> Iterator[Fichier]:
        """The same file in every layer that has it, topmost first."""
        return (found for _, found in self.par_couche(chemin))

    def par_couche(self, chemin: str) -> Iterator[tuple[Couche, Fichier]]:
        """The same, each with its layer."""
        return ((couche, found) for couche in self.couches if (found := couche.trouve(chemin)))

    def chemin(self, nom: str) -> Path:
        """The file that messages call by this name; the name itself where it is of no layer."""
        roots = [root for couche in self.couches for root in couche.racines]
        inside = ((racine, Path(nom).relative_to(name)) for racine, name in roots if Path(nom).is_relative_to(name))
        return next((racine / rest for racine, rest in inside), Path(nom))

    def dossiers(self, sous: str = "") -> list[str]:
        """The names of the folders of every layer that hold a plan (`modele.yaml`), in alphabetical order."""
        return list(_dossiers(self, sous))

    @cached_property
    def empreinte(self) -> str:
        """The digest of the files of the layers that are not installed; empty where there is none."""
        return self.gardee.name if self.gardee else digest(self.siennes)


def digest(couches: tuple[Couche, ...]) -> str:
    """The digest of all that these layers hold; empty where there is no layer."""
    found = sha256()
    for couche in couches:
        for path in couche.fichiers():
            content = b""
            with suppress(OSError):  # whoever reads it tells
                content = path.read_bytes()
            found.update(f"{path.relative_to(couche.dossier).as_posix()}:{len(content)}:".encode() + content)
    return found.hexdigest() if couches else ""


def stamps(couches: tuple[Couche, ...]) -> tuple[tuple[str, int, int], ...]:
    """What tells cheaply that a file of these layers has changed: its name, its size, when it was written."""
    found = []
    for path in (path for couche in couches for path in couche.fichiers()):
        with suppress(OSError):  # it has just gone
            state = path.stat()
            found.append((str(path), state.st_size, state.st_mtime_ns))
    return tuple(found)


class Gardien(Protocol):
    """What keeps what was worked out of it for as long as it lives: a library, a model of it."""

    @property
    def gardes(self) -> dict[Any, Any]:
        """What was worked out, by the function and its arguments."""
        ...


_Of = TypeVar("_Of", bound=Gardien)
_Rest = ParamSpec("_Rest")
_Read = TypeVar("_Read")


def kept(read: Callable[Concatenate[_Of, _Rest], _Read]) -> Callable[Concatenate[_Of, _Rest], _Read]:
    """Read once for each library or model, which keeps what was read; safe between threads, that all get the same."""

    @wraps(read)
    def reading(of: _Of, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Read:
        key = (read, args, tuple(kwargs.items()))
        if key not in of.gardes:
            of.gardes.setdefault(key, read(of, *args, **kwargs))
        found: _Read = of.gardes[key]
        return found

    return reading


@kept
def _dossiers(library: Bibliotheque, sous: str) -> tuple[str, ...]:
    prefix = f"{sous}/" if sous else ""
    every = {name for couche in library.couches for name in couche.dossiers(sous)}
    return tuple(sorted(name for name in every if library.trouve(f"{prefix}{name}/modele.yaml")))


@kept
def beneath(library: Bibliotheque, first: int) -> Bibliotheque:
    """The layers of a library from that of this rank on, as a library of their own."""
    return Bibliotheque(library.couches[first:])
