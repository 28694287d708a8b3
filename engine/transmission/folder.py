"""A folder that is put in its place whole or not at all, and never in that of one where somebody worked."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from engine.errors import Finding, InputError, Severity
from engine.libraries.bibliotheque import of_the_system
from engine.reading.decoding import printable
from engine.rereading.replacing.copies import dated
from engine.rereading.replacing.guard import objection_to
from engine.rereading.settled import Libraries
from engine.transmission.manifest import SUMS, read_sums
from engine.transmission.pieces import Piece
from engine.writing.files import reason
from engine.writing.temporary import TEMPORARY

_LOOKED_INTO = (".docx", ".pdf", ".xlsx")
"""The documents in which somebody may have worked, which tell it themselves."""


def put_folder(
    folder: Path, pieces: Iterable[Piece], libraries: Libraries, *, overwrite: bool = False
) -> tuple[Finding, ...]:
    """Put these files in a folder of their own, all or none; tell the copy that was kept of the one that was there.

    Raises:
        InputError: where the folder that is there would lose something, or where it cannot be written.
    """
    files = {one.name: one.content for one in pieces}
    try:
        lost = list(_lost(folder, files, libraries))
        if lost and not overwrite:
            raise InputError(lost)
        if _is_there(folder, files):
            return ()
        return _put(folder, files, datetime.now() if lost else None)
    except OSError as error:
        message = f"{printable(folder)} ne peut pas être écrit : {reason(error)}."
        hint = "Vérifiez que le dossier qui le contient existe, que vous pouvez y écrire et que rien n'y est ouvert."
        raise InputError([Finding("ecriture-impossible", message, hint=hint)]) from None


def _put(folder: Path, files: Mapping[str, bytes], kept: datetime | None) -> tuple[Finding, ...]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside, old = (folder.parent / f"{TEMPORARY}{token_hex(8)}" for _ in range(2))
    try:
        aside.mkdir()
        for name, content in files.items():
            (aside / name).write_bytes(content)
        if folder.exists():
            old = _dated(folder, kept) if kept else old
            folder.rename(old)
        try:
            aside.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        for left in (aside, *(() if kept else (old,))):
            with suppress(OSError):
                shutil.rmtree(left)
    if not kept or not old.exists():
        return ()
    message = f"{printable(folder)} a été remplacé ; ce qu'il était est gardé : {printable(old)}."
    return (Finding("copie-gardee", message, Severity.INFORMATION),)


def _dated(folder: Path, now: datetime) -> Path:
    """« dossier (copie du 2026-11-28 14h05) », a name that nothing has."""
    return next(copy for name in dated(folder.name, "", now) if not (copy := folder.with_name(name)).exists())


def _is_there(folder: Path, files: Mapping[str, bytes]) -> bool:
    if not folder.is_dir() or {one.name for one in folder.iterdir()} != set(files):
        return False
    return all((folder / name).read_bytes() == content for name, content in files.items())


def _lost(folder: Path, files: Mapping[str, bytes], libraries: Libraries) -> Iterator[Finding]:
    """What would be lost of what stands there."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise OSError(errno.ENOTDIR, "")
    there = [one for one in sorted(folder.iterdir()) if not of_the_system(one.name)]
    sums = folder / SUMS
    known = read_sums(sums.read_text("utf-8", errors="replace")) if sums.is_file() else {}
    for path in there:
        if not path.is_file() or path.name not in (*known, SUMS):
            yield _finding(path, "n'est pas un fichier que cpom y a mis")
        elif path.suffix in _LOOKED_INTO and path.name in files:
            objection = objection_to(path, files[path.name], libraries=libraries)
            yield from [objection] if objection else []
        elif path.name != SUMS and sha256(path.read_bytes()).hexdigest() != known[path.name]:
            yield _finding(path, "a été changé depuis que cpom l'a écrit")


def _finding(path: Path, why: str) -> Finding:
    message = f"{printable(path)} {why} : le dossier n'est pas remplacé."
    hint = "Donnez un autre dossier (--sortie), ou remplacez-le par --ecraser, qui en garde une copie datée."
    return Finding("dossier-change", message, hint=hint)
