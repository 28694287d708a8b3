"""Our modules that commands import, kept in one file of the user's: to open three hundred took a tenth of a command.

Python looks for a module in its folder, asks for the date and the size of its source, and opens what it compiled of it.
Here the date and the size of the source are asked for, and what was compiled is a piece of one file. Whatever is wrong
with that file, or with one of its pieces, or changed in a source, leaves the module to Python; it is kept anew as the
command ends. Only a process that is a command's does this: an application that imports cpom imports it as any other.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType

from engine.compiling.own_folder import cache_home, is_ours, own_folder, put
from engine.compiling.pack import Pack, packed
from engine.compiling.sealing import PYTHON, sealed, whole

_OURS = ("cpom.", "engine.", "models.")
_FILE = "modules"
_LARGEST = 30_000_000
"""The bytes of that file beyond which it is begun again: all our modules take some nine million."""


class _InHand(SourceFileLoader):
    """Python's own loader, with the code of its module in hand the first time that it is asked for."""

    def __init__(self, name: str, source: str, code: CodeType) -> None:
        super().__init__(name, source)
        self._code: CodeType | None = code

    def get_code(self, fullname: str) -> CodeType | None:
        """The code of the module, which nothing holds once it has run: it would take some megabytes."""
        code, self._code = self._code, None
        return code or super().get_code(fullname)


class KeptModules:
    """A finder of the modules that were kept; the others that it was asked for are kept when the command ends."""

    def __init__(self) -> None:
        told = f"1 {PYTHON} {os.path.dirname(__file__)}"  # the code of a module says the path of its source
        self._folder = own_folder(cache_home(), f"modules-{sha256(os.fsencode(told)).hexdigest()[:16]}")
        self._path = os.path.join(self._folder or os.devnull, _FILE)
        self._kept = Pack(self._path, lambda status: is_ours(status, stat.S_ISREG))
        self._others: dict[str, Sequence[str]] = {}

    def find_spec(self, name: str, path: Sequence[str] | None, _: ModuleType | None = None) -> ModuleSpec | None:
        """How a module of a package is loaded; None where Python is left to find it."""
        if path is None or not name.startswith(_OURS):
            return None
        with suppress(OSError, ValueError, EOFError, TypeError, AttributeError):
            package, changed, size, cached, code = whole(name, self._kept.piece(name))
            source = _source(name, path, package)
            status = os.stat(source)
            if (status.st_mtime_ns, status.st_size, source) == (changed, size, code.co_filename):
                spec = ModuleSpec(name, _InHand(name, source, code), origin=source, is_package=package)
                spec.has_location, spec.cached = True, cached
                if spec.submodule_search_locations is not None:
                    spec.submodule_search_locations.append(os.path.dirname(source))
                return spec
        self._others[name] = path
        return None

    def keep(self) -> None:
        """Keep what Python loaded itself, where it may keep what it compiles."""
        if self._folder is None or sys.dont_write_bytecode:
            return
        if others := {name: piece for name, path in self._others.items() if (piece := _piece(name, path))}:
            with suppress(OSError):
                small = os.path.exists(self._path) and os.path.getsize(self._path) < _LARGEST
                put(self._folder, _FILE, packed((self._kept.pieces() if small else {}) | others))


def find_kept_modules() -> Callable[[], None]:
    """Import from what was kept, from now on; returns what keeps the rest, to be called at the end."""
    kept = KeptModules()
    sys.meta_path.insert(0, kept)
    return kept.keep


def _source(name: str, path: Sequence[str], package: bool) -> str:
    """The source of a module of a package, of which this is the path; ours have one folder."""
    return f"{path[0]}{os.sep}{name.rpartition('.')[2]}{f'{os.sep}__init__' if package else ''}.py"


def _piece(name: str, path: Sequence[str]) -> bytes:
    """What is kept of a module: its kind, the state of its source, its code; nothing of one that stands elsewhere."""
    spec: ModuleSpec | None = getattr(sys.modules.get(name), "__spec__", None)
    if spec is None:
        return b""
    with suppress(OSError, ImportError, SyntaxError, ValueError):
        package = spec.submodule_search_locations is not None
        if type(spec.loader) is SourceFileLoader and spec.origin == _source(name, path, package):
            status = os.stat(spec.origin)  # before its code is read: what changes meanwhile is found changed
            code = spec.loader.get_code(name)
            return sealed(name, (package, status.st_mtime_ns, status.st_size, spec.cached, code))
    return b""
