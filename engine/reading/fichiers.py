"""The files that a description or a programmation names: found as people write them, and in their own folder alone.

A description often comes back from somebody else: a path that it holds must not put in a contract, or send over the
network, another file of the officer's disk. A file of another folder is read only where the officer allows that folder.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath
from typing import Final

from engine.errors import Finding, InputError

ALLOWED: Final = "CPOM_DOSSIERS_PERMIS"
"""The variable of the environment that holds the folders allowed, which the processes of a run have too."""


def named_file(name: str, folder: Path, whose: str = "description", allowed: Sequence[Path] = ()) -> Path:
    """The file that a text names, from the folder of that text; one that is not there is left to its reader to tell.

    `allowed` are other folders that it may be in, beside those of the environment. Separators of Windows, accents as a
    Mac writes them and capitals are those of the disk's own name.

    Raises:
        InputError: where it is outside the folder and of those that are allowed, a link followed; without a place.
    """
    parts = PureWindowsPath(name)  # which knows the separators of both systems
    asked = Path(name) if parts.anchor else folder.joinpath(*parts.parts)
    if parts.anchor and not asked.is_absolute():  # « C:\charte.docx » on another system than Windows
        raise _elsewhere(name, whose)
    folders = (folder, *allowed, *_allowed())
    written = Path(os.path.abspath(asked))
    if not _is_inside(written, [Path(os.path.abspath(one)) for one in folders]):
        raise _elsewhere(name, whose)
    try:
        found = asked if parts.anchor else _found(folder, parts.parts)
        if not _is_inside(found.resolve(), [one.resolve() for one in folders]):
            raise _elsewhere(name, whose)
    except (OSError, RuntimeError, ValueError):  # links in a ring, a name too long: the reader tells
        return asked
    return found


def named_elsewhere(name: str, folder: Path, allowed: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """What forbids to read a file that a description names, whatever it holds."""
    try:
        named_file(name, folder, allowed=allowed)
    except InputError as error:
        return error.findings
    return ()


def allow_folders(folders: Sequence[Path]) -> None:
    """Allow, for this process and those that it starts, the files of these folders too."""
    known = os.environ.get(ALLOWED, "").split(os.pathsep)
    os.environ[ALLOWED] = os.pathsep.join(filter(None, (*known, *(str(one.absolute()) for one in folders))))


def _allowed() -> list[Path]:
    return [Path(one) for one in os.environ.get(ALLOWED, "").split(os.pathsep) if one.strip()]


def _is_inside(path: Path, folders: Sequence[Path]) -> bool:
    return any(path.is_relative_to(one) for one in folders)


def _found(folder: Path, parts: Sequence[str]) -> Path:
    here = folder
    for part in parts:
        here = here / part if os.path.lexists(here / part) else _alike(here, part)
    return here


def _alike(folder: Path, name: str) -> Path:
    """The entry of a folder whose name reads the same, or the name as it is given."""
    for same in (_composed, _without_case):
        found = [entry for entry in sorted(os.listdir(folder)) if same(entry) == same(name)]
        if len(found) == 1:
            return folder / found[0]
    return folder / name


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _without_case(name: str) -> str:
    return _composed(name).casefold()


def _elsewhere(name: str, whose: str) -> InputError:
    of = {"description": "de la description", "programmation": "de la programmation"}[whose]
    hint = (
        "Copiez le fichier dans ce dossier et donnez son nom seul, ou permettez le sien :"
        f" --dossier-permis DOSSIER, ou la variable d'environnement {ALLOWED}."
    )
    return InputError([Finding("fichier-ailleurs", f"« {name} » n'est pas dans le dossier {of}.", hint=hint)])
