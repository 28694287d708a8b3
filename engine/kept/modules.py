"""The modules that commands import, ours and others, from one file: to open four hundred took a sixth of a command.

Python looks for a module in each of its folders, asks for the date and the size of its source, and opens what it
compiled of it. Here the date and the size of the source are asked for, and what was compiled is a piece of one file.
Whatever is wrong with that file, or with one of its pieces, or changed in a source, leaves the module to Python.

A module of a package is where its package is: what was kept of it is taken where nothing was added to that folder
since, of which Python might take it instead. For the others Python looks in its folders in order: what was kept of them
is taken where nothing was added to any since, and where the first, the script's or the user's own, has none of that
name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ExtensionFileLoader, ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType

from engine.compiling.pack import Pack
from engine.compiling.sealing import sealed, whole

_FOLDERS = " folders"
"""The piece that says where Python looked for the modules of no package: the name of none."""


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

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._folders = _folders()
        self._first = _names(sys.path[0]) if sys.path else set()
        self._same = False
        with suppress(OSError, ValueError, EOFError, TypeError):
            self._same = whole(_FOLDERS, pack.piece(_FOLDERS)) == self._folders
        self._others: dict[str, Sequence[str] | None] = {}
        self._added: dict[str, int] = {}

    def find_spec(self, name: str, path: Sequence[str] | None, _: ModuleType | None = None) -> ModuleSpec | None:
        """How a module is loaded; None where Python is left to find it."""
        if path is not None or (self._same and name not in self._first):
            with suppress(OSError, ValueError, EOFError, TypeError, AttributeError):
                source, package, state, cached, code = whole(name, self._pack.piece(name))
                if self._state(source) == state and _stands(source, package, path):
                    loader = ExtensionFileLoader(name, source) if code is None else _InHand(name, source, code)
                    spec = ModuleSpec(name, loader, origin=source, is_package=package)
                    spec.has_location, spec.cached = True, cached
                    if spec.submodule_search_locations is not None:
                        spec.submodule_search_locations.append(os.path.dirname(source))
                    return spec
        self._others[name] = path
        return None

    def _state(self, source: str) -> tuple[int, int, int]:
        """What tells that a source has not changed, and that nothing was added beside it.

        Raises:
            OSError: where it is no more.
        """
        status, folder = os.stat(source), os.path.dirname(source)
        if folder not in self._added:
            self._added[folder] = _changed(folder)
        return status.st_mtime_ns, status.st_size, self._added[folder]

    def new(self) -> dict[str, bytes]:
        """The pieces of what Python loaded itself, and where it looked for it."""
        self._added.clear()  # Python may just have added its own folder to them
        asked = self._others.items()
        new = {name: piece for name, path in asked if (piece := self._piece(name, path))}
        return new | {_FOLDERS: sealed(_FOLDERS, self._folders)} if new and not self._same else new

    def _piece(self, name: str, path: Sequence[str] | None) -> bytes:
        """What is kept of a module: where its source is, its state, its code; nothing of one that stands elsewhere."""
        spec: ModuleSpec | None = getattr(sys.modules.get(name), "__spec__", None)
        if spec is None or spec.name != name or spec.origin is None:
            return b""
        with suppress(OSError, ImportError, SyntaxError, ValueError):
            package = spec.submodule_search_locations is not None
            of_source = type(spec.loader) is SourceFileLoader
            if (of_source or type(spec.loader) is ExtensionFileLoader) and _stands(spec.origin, package, path):
                state = self._state(spec.origin)  # before its code is read: what changes meanwhile is found changed
                code = spec.loader.get_code(name) if isinstance(spec.loader, SourceFileLoader) else None
                return sealed(name, (spec.origin, package, state, spec.cached, code))
        return b""


def _stands(source: str, package: bool, path: Sequence[str] | None) -> bool:
    """Whether a source is where Python looks for it: the one folder of its package, or one of those of no package."""
    folder = os.path.dirname(os.path.dirname(source) if package else source)
    return folder in sys.path[1:] if path is None else len(path) == 1 and folder == path[0]


def _folders() -> list[tuple[str, int]]:
    """The folders of the modules of no package but the first, and when something was added to each."""
    return [(one, _changed(one)) for one in sys.path[1:]]


def _changed(folder: str) -> int:
    with suppress(OSError, ValueError):
        return os.stat(folder).st_mtime_ns
    return 0


def _names(folder: str) -> set[str]:
    """The modules that a folder may have."""
    with suppress(OSError, ValueError):
        return {one.partition(".")[0] for one in os.listdir(folder or os.curdir)}
    return set()
