"""What files hold, told by one digest: files that keep their dates and their sizes are not read again for it."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from engine.compiling.cache import Store, key_of
from engine.compiling.own_folder import cache_home

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is written again has another date, whatever the disk."""
_MOST = 500
FAMILY = "etats"
"""The store of what files hold, which says the dates of this machine."""


class State(NamedTuple):
    """A file, by its name in its folder, with what changes as it is written again."""

    name: str
    size: int
    stamps: tuple[int, ...]
    path: str


def states(folder: str, endings: tuple[str, ...], within: str = "", folders: list[str] | None = None) -> list[State]:
    """The files of one folder, in their order; the names of those in it are added to `folders`.

    Raises:
        OSError: where one of them is no regular file.
    """
    found = []
    with os.scandir(folder) as entries:
        for one in entries:
            if one.is_dir():
                if folders is not None:
                    folders.append(one.name)
            elif one.name.endswith(endings):
                state = one.stat()
                if not stat.S_ISREG(state.st_mode):  # to open a pipe would wait for ever: reading says what it is
                    raise OSError
                stamps = (state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
                found.append(State(f"{within}{one.name}", state.st_size, stamps, one.path))
    return sorted(found)


def digest_of(files: Callable[[], Iterable[State]]) -> str:
    """The digest of what these files hold and of their names; empty where they cannot all be read."""
    try:
        before, found = time.time_ns(), list(files())
        key = key_of(repr([tuple(one) for one in found]), "etat")
        known = _store().read(key)
        if isinstance(known, str):
            return known
        digest = _read(found)
        if found == list(files()) and all(max(one.stamps[:2]) < before - _SETTLED for one in found):
            _store().write(key, digest)
    except OSError:
        return ""
    return digest


def _read(files: Iterable[State]) -> str:
    """The same, whatever their dates.

    Raises:
        OSError: where one of them cannot be read.
    """
    found = sha256()
    for one in files:
        with open(one.path, "rb") as file:
            held = file.read()
        found.update(f"{one.name}:{len(held)}:".encode("utf-8", "surrogatepass") + held)
    return found.hexdigest()


@cache
def _store() -> Store:
    return Store(cache_home(), family=FAMILY, most=_MOST)
