"""What is on a disk for a while is held by the process that made it, and removed by another once that one is dead.

A process that is killed removes nothing. What it made is locked while it lives, and the system undoes the lock however
it ends: the next process that makes something in the same place removes what nobody holds. Where the system or the
disk knows no locks, all of it stays.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal, get_args

from models.regexes import regex

if sys.platform != "win32":
    import fcntl

TEMPORARY = ".cpom-"
"""How the name of a file begins until it is whole, in the folder where it goes."""
_A_FILE = regex(r"\.cpom-[0-9a-f]{16}")
What = Literal[
    "base", "bureau", "classeur", "comparaison", "dossier", "etats", "lot", "polices", "recu", "signe", "typst",
]  # fmt: skip
"""What a temporary folder is for, as its name says; no folder of another name is ever removed."""
_A_FOLDER = regex(rf"cpom-temporaire-(?:{'|'.join(get_args(What))})-[a-z0-9_]{{8}}")
"""With the eight characters of `mkdtemp`."""
_A_MINUTE = 60
"""How old, in seconds, what is removed is at least: what has just been made is not locked yet."""
_swept: set[str] = set()


def hold(descriptor: int) -> int | None:
    """Lock what is open under this descriptor until what is returned is closed; None where there are no locks."""
    if sys.platform == "win32":  # pragma: no cover
        return None
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.dup(descriptor)
    return None


def release(held: int | None) -> None:
    """Undo a lock."""
    if held is not None:
        os.close(held)


def new_folder(what: What) -> tuple[Path, int | None]:
    """A folder of this user alone, in the system's temporary one, and what holds it; `what` is for who looks there.

    Raises:
        OSError: where it cannot be made.
    """
    from tempfile import gettempdir, mkdtemp  # noqa: PLC0415 - of what most commands do not need

    sweep_once(gettempdir())
    folder = Path(mkdtemp(prefix=f"cpom-temporaire-{what}-"))
    held = None
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        held = hold(descriptor)
        os.close(descriptor)
    return folder, held


@contextmanager
def temporary_folder(what: What) -> Iterator[str]:
    """Such a folder, removed at the end.

    Raises:
        OSError: where it cannot be made.
    """
    from shutil import rmtree  # noqa: PLC0415 - likewise

    folder, held = new_folder(what)
    try:
        yield str(folder)
    finally:
        rmtree(folder, ignore_errors=True)
        release(held)


def sweep_once(place: str) -> None:
    """Remove what dead processes left in a folder, the first time that this process makes something there."""
    if place in _swept or sys.platform == "win32":
        return
    _swept.add(place)
    before = time.time() - _A_MINUTE
    with suppress(OSError), os.scandir(place) as there:
        for one in there:
            is_file = _A_FILE.fullmatch(one.name) is not None
            if not is_file and not _A_FOLDER.fullmatch(one.name):
                continue
            with suppress(OSError):
                status = one.stat(follow_symlinks=False)
                kind = stat.S_ISREG if is_file else stat.S_ISDIR
                if kind(status.st_mode) and status.st_uid == os.getuid() and status.st_mtime < before:
                    _remove_unheld(one.path)


def _remove_unheld(path: str) -> None:
    """Remove a file or a folder that nobody holds.

    Raises:
        OSError: where somebody does, or where there are no locks.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            from shutil import rmtree  # noqa: PLC0415 - of what is seldom found

            rmtree(path, ignore_errors=True)
        else:
            os.unlink(path)
    finally:
        os.close(descriptor)
