"""What was compiled of our own library as the wheel was made (`make paquet`), shipped beside the code that does it.

It is one file, and holds what a user's cache would hold, under the same names: they say the content of the library, the
code that read it and, for what is code, the Python that compiled it. A file cut short, changed, or of another version
costs what it costs to have none: all is compiled into the user's cache. An installation of the folder of cpom has none.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from engine.compiling import pack
from engine.compiling.sealing import sealed

FILE = Path(__file__).with_name("precompiled.bin")
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def content(store: str, key: str) -> bytes:
    """What is shipped under a key of a store, as it was sealed; nothing where nothing is.

    Raises:
        OSError: where the file has just gone.
    """
    return _shipped().piece(f"{store}/{key}")


def packed(stores: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The file that ships these values, by the names of their stores and their keys: the same for the same values."""
    values = sorted((f"{store}/{key}", key, value) for store, held in stores.items() for key, value in held.items())
    return pack.packed({place: sealed(key, value, same=True) for place, key, value in values})


@cache
def _shipped() -> pack.Pack:
    return pack.Pack(str(FILE), _as_well_kept_as_our_code)


def _as_well_kept_as_our_code(status: os.stat_result) -> bool:
    """Whether it is a regular file that nobody may write who may not write this module."""
    ours = os.stat(__file__)
    theirs = status.st_mode & _OTHERS & ~ours.st_mode
    return stat.S_ISREG(status.st_mode) and status.st_uid == ours.st_uid and not theirs
