"""A folder of this user alone, in which what a program can make again is kept.

What is read back may be code that will run: it is read from regular files of this user, in folders that nobody else may
write. Whatever is wrong costs its making again.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from engine.compiling.sealing import LARGEST
from models.regexes import regex

_VERSION = regex("[a-z]+-[0-9a-f]{16}")
_KEPT = 5
"""The folders that are kept beside the one in use: that of other options, of another Python."""
_PASSING = ".tmp"
"""The end of the name of what is being written."""
_LEFT = 3_600
"""The seconds after which nobody is writing it any more: it takes one at most."""
_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def cache_home() -> Path | None:
    """Where this user's programs keep what they can make again; None where there is no such place."""
    names = {"win32": "LOCALAPPDATA"}
    asked = os.environ.get(names.get(sys.platform, "XDG_CACHE_HOME"), "")
    with suppress(RuntimeError, OSError, ValueError):
        if asked and Path(asked).is_absolute():
            return Path(asked) / "cpom"
        home = Path.home()
        return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "cpom"
    return None


def own_folder(home: Path | None, name: str) -> Path | None:
    """A folder of this name, « clauses-0123456789abcdef », made where there is none.

    None where it cannot be this user's alone. Those of former versions go, but the last few.
    """
    if home is None:
        return None
    folder = home / name
    try:
        made = not folder.is_dir()
        for one in (home, folder):  # each by itself: the folders above are made as the user's others are
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = all(is_ours(one.lstat(), stat.S_ISDIR) for one in (home, folder))
    except (OSError, ValueError):
        return None
    if not kept:
        return None
    with suppress(OSError):  # another process may do the same
        os.utime(folder)
        if made:
            _forget_others(home, folder, name.rpartition("-")[0])
    return folder


def content(path: str) -> bytes:
    """What a regular file of this user holds; nothing of a link, of a pipe, or of what somebody else may write.

    Raises:
        OSError: where it cannot be read.
    """
    number = os.open(path, _READING)
    try:  # without a file object, which takes ten times as long as to read: a command reads a hundred of them
        status = os.fstat(number)
        return os.read(number, min(status.st_size, LARGEST)) if is_ours(status, stat.S_ISREG) else b""
    finally:
        os.close(number)


def put(folder: Path, name: str, written: bytes) -> None:
    """Write a file at once: another process sees the whole or nothing.

    Raises:
        OSError: where it cannot be written; nothing of it is left.
    """
    from tempfile import mkstemp  # noqa: PLC0415 - where something is kept anew, which is seldom

    _remove_the_half_written(folder)
    number, passing = mkstemp(dir=folder, prefix=f"{name}.", suffix=_PASSING)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(written)
        os.replace(passing, folder / name)
    except BaseException:  # a signal too: nobody would remove what is half-written
        os.unlink(passing)
        raise


@cache
def _remove_the_half_written(folder: Path) -> None:
    """Remove what processes that were killed left half-written, once for each process that writes there."""
    with suppress(OSError), os.scandir(folder) as entries:
        for one in entries:
            with suppress(OSError):  # another process may do the same
                if one.name.endswith(_PASSING) and one.stat(follow_symlinks=False).st_mtime < time.time() - _LEFT:
                    os.unlink(one.path)


def is_ours(status: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    """Whether it is of this kind, of this user, and writable by nobody else; Windows keeps a profile by itself."""
    mine = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & _OTHERS)
    return is_kind(status.st_mode) and mine


def _forget_others(home: Path, folder: Path, family: str) -> None:
    """Remove the folders of former versions, but the few that were used last: another Python, another environment."""
    others = [one for one in home.glob(f"{family}-*") if one != folder and _VERSION.fullmatch(one.name)]
    used = sorted((one.lstat().st_mtime, one) for one in others if is_ours(one.lstat(), stat.S_ISDIR))
    for _, former in used[:-_KEPT]:
        import shutil  # noqa: PLC0415 - likewise

        shutil.rmtree(former, ignore_errors=True)
