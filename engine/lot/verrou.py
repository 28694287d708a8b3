"""One run at a time in a folder: two would each empty the journal of the other.

The lock is the system's, on a file of the folder: it goes with the process that holds it, however that one ends, so
that nobody ever has to remove it by hand. Where the disk knows no locks (some shared ones), the run goes on without.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from engine.errors import Finding, InputError
from engine.writing.files import reason

if sys.platform == "win32":  # pragma: no cover
    import msvcrt
else:
    import fcntl

NAME = "cpom-lot.verrou"
_FAR = 2**30
"""On Windows a locked byte cannot be read by others: it is one far beyond the number of the process."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder, made where it is not there, until the end of a run.

    Raises:
        InputError: where another run holds it, or where it cannot be made or written.
    """
    path = folder / NAME
    file = _taken(path)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()  # held still: whoever opened it meanwhile sees that it is no longer there
        file.close()
        with suppress(OSError):
            if sys.platform == "win32":  # pragma: no cover - no open file is removed there
                path.unlink()


def _taken(path: Path) -> IO[bytes]:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("a+b")
        except OSError as error:
            where = path if os.path.exists(path) else path.parent
            message = f"{where} ne peut pas être écrit : {reason(error)}."
            hint = "Vérifiez que le dossier existe, que vous pouvez y écrire et que le disque n'est pas plein."
            raise InputError([Finding("ecriture-impossible", message, hint=hint)]) from None
        if not _locked(file):
            with file:
                file.seek(0)
                raise _held(path.parent, file.read(20))
        if _is_still(file, path):
            with suppress(OSError):  # a full disk may refuse it: the lock holds all the same
                file.truncate(0)
                file.write(str(os.getpid()).encode())
                file.flush()
            return file
        file.close()


def _locked(file: IO[bytes]) -> bool:
    """Whether the lock is ours, or whether there are none here."""
    try:
        if sys.platform == "win32":  # pragma: no cover
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _is_still(file: IO[bytes], path: Path) -> bool:
    """Whether the file locked is the one in the folder, and not one that a run which ends has just removed."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _held(folder: Path, pid: bytes) -> InputError:
    who = f" (processus {int(pid)})" if pid.isdigit() else ""
    message = f"un autre lot{who} écrit dans {folder}."
    hint = "Attendez qu'il finisse, ou choisissez un autre dossier (--sortie)."
    return InputError([Finding("dossier-occupe", message, hint=hint)])
