"""The cache of compiled clauses: a folder of the user's own, in which whatever is wrong costs a compilation only.

Compiling is a third of a cold `cpom verifier`. What Python compiled is code that will run: it is read back from regular
files of this user alone, in folders that nobody else may write, and only where it is whole. What is shipped with cpom
(precompiled.py) is found first, and kept no second time.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from engine.compiling import precompiled
from engine.compiling.own_folder import content, own_folder, put
from engine.compiling.sealing import LARGEST, PYTHON, sealed, whole
from engine.versions import version_of


class Store:
    """What one version of everything that compiles made, under `home`; `options` are part of it.

    `family` names what is kept; of one that is not bounded by the texts of a library, at most as many as `most` are.
    """

    def __init__(self, home: Path | None, options: str = "", family: str = "clauses", most: int | None = None) -> None:
        self.home, self.options, self.family, self.most = home, options, family, most

    @cached_property
    def name(self) -> str:
        """What this version is called: the same wherever the same code, whose options are the same, makes the same."""
        said = f"{version_of()}\0{_compiler()}\0{version_of('jinja2')}\0{self.options}"
        return f"{self.family}-{sha256(said.encode()).hexdigest()[:16]}"

    @cached_property
    def folder(self) -> Path | None:
        """The folder of this version, made where there is none; None where it cannot be this user's alone."""
        return own_folder(self.home, self.name)

    def read(self, key: str) -> Any:
        """What is shipped or was kept under a key; None where nothing is, or nothing that can be trusted."""
        for held in (self._shipped, self._kept):
            with suppress(OSError, ValueError, EOFError, TypeError):
                if (found := whole(key, held(key))) is not None:
                    return found
        return None

    def _shipped(self, key: str) -> bytes:
        return precompiled.content(self.name, key)

    def _kept(self, key: str) -> bytes:
        return content(os.path.join(self.folder, key)) if self.folder else b""

    def write(self, key: str, value: Any) -> None:
        """Keep code or plain data that is not too large; a full or read-only disk only costs its making next time."""
        written = sealed(key, value)
        if self.folder is None or len(written) > LARGEST:
            return
        with suppress(OSError):
            if self.most is not None:
                _remove_the_oldest(self.folder, self.most)
            put(self.folder, key, written)


def key_of(text: str, sort: str) -> str:
    """The name under which what was made of a text is kept."""
    return sha256(f"{sort}\0{text}".encode()).hexdigest()


class CompiledClauses(BytecodeCache):
    """The code that Jinja compiled, under `home`; its `family`, and how many are kept, are those of a `Store`."""

    def __init__(self, home: Path | None, family: str = "clauses", most: int | None = None) -> None:
        self.store = Store(home, "", family, most)

    def of(self, environment: Environment) -> CompiledClauses:
        """The same, for this environment: its options are part of what the code was compiled with."""
        said = {name: repr(value) for name, value in vars(environment).items() if isinstance(value, str | bool | int)}
        named = (type(environment).__name__, *environment.filters, *environment.tests, *environment.extensions)
        options = f"{sorted(said.items())} {sorted(named)} {PYTHON}"
        self.store = Store(self.store.home, options, self.store.family, self.store.most)
        return self

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a clause, if it was kept."""
        kept = self.store.read(f"{bucket.key}-{bucket.checksum}")
        bucket.code = kept if isinstance(kept, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a clause."""
        if bucket.code is not None:
            self.store.write(f"{bucket.key}-{bucket.checksum}", bucket.code)


@cache
def _compiler() -> str:
    """What compiles clauses: a change of it is a change of version, even while it is being written."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _remove_the_oldest(folder: Path, most: int) -> None:
    """Remove the files that were written first, where there are too many, with a tenth more: not at each writing."""
    if len(os.listdir(folder)) <= most:
        return
    with os.scandir(folder) as entries:
        written = sorted((one.stat(follow_symlinks=False).st_mtime_ns, one.path) for one in entries)
    for _, path in written[: max(0, len(written) - most + most // 10)]:
        with suppress(OSError):  # another process may do the same
            os.unlink(path)
