"""Whether a command has what Python made of its modules and of their regular expressions, and keeps it for the next.

Only a process that is a command's does this: an application that imports cpom imports it as any other.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from engine.compiling.own_folder import cache_home, is_ours, own_folder, put
from engine.compiling.pack import Pack, packed
from engine.kept.modules import KeptModules
from engine.kept.regexes import KeptRegexes

_FILE = "modules"
_LARGEST = 60_000_000
"""The bytes of that file beyond which it is begun again: all that our commands import takes a third of it."""


class Kept:
    """What was kept, and the folder where the rest will be: of this Python, of this environment, of this code."""

    def __init__(self) -> None:
        told = f"2 {sys.version} {sys.flags.optimize} {sys.byteorder} {sys.prefix} {os.path.dirname(__file__)}"
        self._folder = own_folder(cache_home(), f"modules-{sha256(os.fsencode(told)).hexdigest()[:16]}")
        self._pack = Pack(os.path.join(self._folder or os.devnull, _FILE), lambda status: is_ours(status, stat.S_ISREG))
        self.modules, self.regexes = KeptModules(self._pack), KeptRegexes(self._pack)

    def keep(self) -> None:
        """Keep what Python made itself, where it may keep what it compiles."""
        if self._folder is None or sys.dont_write_bytecode:
            return
        with suppress(Exception):  # what the command did is done, and nothing undoes it
            if new := self.modules.new() | self.regexes.new():
                put(self._folder, _FILE, packed((self._pack.pieces() if self._is_small(self._folder) else {}) | new))

    def _is_small(self, folder: Path) -> bool:
        path = os.path.join(folder, _FILE)
        return os.path.exists(path) and os.path.getsize(path) < _LARGEST


def take_what_is_kept() -> Callable[[], None]:
    """Import from what was kept, from now on; returns what keeps the rest, to be called at the end."""
    kept = Kept()
    sys.meta_path.insert(0, kept.modules)
    kept.regexes.take()
    return kept.keep
