"""Sealed pieces in one file, behind an index of them: what is asked for is read, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress

from engine.compiling.sealing import LARGEST, sealed, whole

_INDEX = "index"
_LENGTH = 8
"""The bytes that say how long the index is, which stands first."""
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Pack:
    """A file of pieces; one that is missing, cut short, or not `trusted` by what the system says of it, has none."""

    def __init__(self, path: str, trusted: Callable[[os.stat_result], bool]) -> None:
        self._path, self._start = path, 0
        self._index: Mapping[str, tuple[int, int]] = {}
        self._number: int | None = (
            None  # of the file, held until the process ends: a command reads three hundred pieces
        )
        with (
            suppress(OSError, ValueError, EOFError, TypeError),
            open(os.open(path, _READING), "rb", buffering=0) as file,
        ):
            if trusted(os.fstat(file.fileno())):
                size = int.from_bytes(file.read(_LENGTH), "big")
                self._index = whole(_INDEX, file.read(min(size, LARGEST))) or {}
                self._start = _LENGTH + size
                self._number = os.dup(file.fileno()) if hasattr(os, "pread") else None

    def piece(self, key: str) -> bytes:
        """The piece of a key, as it was sealed; nothing where there is none.

        Raises:
            OSError: where the file has just gone.
        """
        at, size = self._index.get(key, (0, 0))
        if not size:
            return b""
        if self._number is not None:
            return os.pread(self._number, size, self._start + at)
        with open(self._path, "rb", buffering=0) as file:  # Windows replaces no file that is held
            file.seek(self._start + at)
            return file.read(size)

    def pieces(self) -> dict[str, bytes]:
        """All of them.

        Raises:
            OSError: where the file has just gone.
        """
        return {key: self.piece(key) for key in self._index}


def packed(pieces: Mapping[str, bytes]) -> bytes:
    """The file that holds these pieces: the same for the same ones, in their order."""
    index: dict[str, tuple[int, int]] = {}
    at = 0
    for key, piece in pieces.items():
        index[key] = at, len(piece)
        at += len(piece)
    head = sealed(_INDEX, index, same=True)
    return b"".join((len(head).to_bytes(_LENGTH, "big"), head, *pieces.values()))
