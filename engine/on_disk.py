"""Things kept in a file rather than in memory, and read again one at a time: a run has thousands of contracts to draft.

The file has no name (where the system knows that), and goes with the process, however it ends. To read a thing is to
move in the file, then to read there: one thread at a time. Each is sealed with a key that this process alone has: what
it did not write there itself, in that place, is never taken for a thing.
"""

from __future__ import annotations

import os
import pickle
import weakref
from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from io import BytesIO
from itertools import islice
from tempfile import TemporaryFile, gettempdir
from threading import Lock
from typing import IO, TypeVar, overload

from engine.errors import Finding, InputError
from engine.writing.files import in_the_temporary_folder

Thing = TypeVar("Thing")

FEW = 2**19
"""The bytes that need no file: those of few things."""
_A_BATCH = 64
_SEAL = 16
"""The bytes of a seal."""
_KEY = os.urandom(32)


class MadeAnew(Sequence[Thing], ABC):
    """Things in their order, each of which is made anew whenever it is asked for."""

    @abstractmethod
    def made(self, at: int) -> Thing:
        """The one of this rank, which is there: neither negative nor beyond the last."""

    @overload
    def __getitem__(self, at: int) -> Thing: ...

    @overload
    def __getitem__(self, at: slice) -> list[Thing]: ...

    def __getitem__(self, at: int | slice) -> Thing | list[Thing]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return self.made(range(len(self))[at])


class OnDisk(MadeAnew[Thing]):
    """Things in their order; each is made anew whenever it is asked for."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Keep them.

        Raises:
            InputError: where there is no room for them.
        """
        self._starts = array("Q")
        self._end = 0
        self._lock = Lock()
        self._file: IO[bytes] = BytesIO()
        for one in things:  # whoever makes them says what goes wrong there
            self._starts.append(self._put(one))
        with in_the_temporary_folder():
            self._file.flush()

    def __len__(self) -> int:
        return len(self._starts)

    def made(self, at: int) -> Thing:
        """The one of this rank.

        Raises:
            InputError: where the file does not hold it any more.
        """
        with self._lock, suppress(OSError):
            start, end = self._starts[at], self._starts[at + 1] if at + 1 < len(self._starts) else self._end
            self._file.seek(start)
            seal, data = self._file.read(_SEAL), self._file.read(end - start - _SEAL)
            if seal == _sealed(start, data):
                found: Thing = pickle.loads(data)  # noqa: S301 - from this process
                return found
        message = f"ce que cpom gardait dans le dossier temporaire du système, {gettempdir()}, y a été changé."
        raise InputError([Finding("fichier-temporaire-change", message, hint="Relancez la commande.")])

    def append(self, thing: Thing) -> None:
        """Keep one more.

        Raises:
            InputError: where there is no room for it.
        """
        with self._lock:
            self._file.seek(0, os.SEEK_END)
            self._starts.append(self._put(thing))

    def _put(self, thing: Thing) -> int:
        """Write a thing at the end of the file; give where it begins."""
        with in_the_temporary_folder():
            start, data = self._file.tell(), pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
            self._file.write(_sealed(start, data))
            self._file.write(data)
            self._end = start + _SEAL + len(data)
            if isinstance(self._file, BytesIO) and self._file.tell() > FEW:
                self._move(self._file.getvalue())
        return start

    def _move(self, written: bytes) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - held as long as they are
        weakref.finalize(self, _close, self._file)
        self._file.write(written)


class Batches(MadeAnew[Thing]):
    """Small things that are read one after the other: so many are written, and read again, at once."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Keep them.

        Raises:
            InputError: where there is no room for them.
        """
        several = iter(things)
        self._batches = OnDisk(iter(lambda: list(islice(several, _A_BATCH)), []))
        self._last: tuple[int, list[Thing]] = (-1, [])
        self._count = len(self._batches) and (len(self._batches) - 1) * _A_BATCH + len(self._batches[-1])

    def __len__(self) -> int:
        return self._count

    def made(self, at: int) -> Thing:
        """The one of this rank."""
        rank, place = divmod(at, _A_BATCH)
        last, batch = self._last
        if rank != last:
            batch = self._batches[rank]
            self._last = (rank, batch)
        return batch[place]

    def __iter__(self) -> Iterator[Thing]:
        for batch in self._batches:
            yield from batch


def _sealed(start: int, data: bytes) -> bytes:
    """What tells that this process wrote it, there."""
    return blake2b(data, digest_size=_SEAL, key=_KEY, salt=start.to_bytes(blake2b.SALT_SIZE, "big")).digest()


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # a full disk refuses the end of what is not wanted any more
        file.close()
