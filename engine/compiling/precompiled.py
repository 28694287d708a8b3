"""What was compiled of our own library as the wheel was made (`make paquet`), shipped beside the code that does it.

It is one file, and holds what a user's cache would hold, under the same names: they say the content of the library, the
code that read it and, for what is code, the Python that compiled it. A file cut short, changed, or of another version
costs what it costs to have none: all is compiled into the user's cache. An installation of the folder of cpom has none.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from engine.compiling.sealing import LARGEST, sealed, whole

FILE = Path(__file__).with_name("precompiled.bin")
_INDEX = "index"
_LENGTH = 8
"""The bytes that say how long the index is, which stands first."""
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def content(store: str, key: str) -> bytes:
    """What is shipped under a key of a store, as it was sealed; nothing where nothing is.

    Raises:
        OSError: where the file has just gone.
    """
    start, index = _index()
    at, size = index.get(store, {}).get(key, (0, 0))
    if not size:
        return b""
    with open(FILE, "rb", buffering=0) as file:
        file.seek(start + at)
        return file.read(size)


def packed(stores: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The file that ships these values, by the names of their stores and their keys: the same for the same values."""
    pieces: list[bytes] = []
    index: dict[str, dict[str, tuple[int, int]]] = {}
    at = 0
    for store, values in sorted(stores.items()):
        for key, value in sorted(values.items()):
            pieces.append(sealed(key, value, same=True))
            index.setdefault(store, {})[key] = at, len(pieces[-1])
            at += len(pieces[-1])
    head = sealed(_INDEX, index, same=True)
    return b"".join((len(head).to_bytes(_LENGTH, "big"), head, *pieces))


@cache
def _index() -> tuple[int, Mapping[str, Mapping[str, tuple[int, int]]]]:
    """Where the pieces begin, and the place of each from there, with its size."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        number = os.open(FILE, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(number, "rb", buffering=0) as file:
            if _as_well_kept_as_our_code(os.fstat(number)):
                size = int.from_bytes(file.read(_LENGTH), "big")
                if found := whole(_INDEX, file.read(min(size, LARGEST))):
                    return _LENGTH + size, found
    return 0, {}


def _as_well_kept_as_our_code(status: os.stat_result) -> bool:
    """Whether it is a regular file that nobody may write who may not write this module."""
    ours = os.stat(__file__)
    theirs = status.st_mode & _OTHERS & ~ours.st_mode
    return stat.S_ISREG(status.st_mode) and status.st_uid == ours.st_uid and not theirs
