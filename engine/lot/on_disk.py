"""Things kept in a file rather than in memory, and read again one at a time: a run has thousands of contracts to draft.

The file has no name (where the system knows that), and goes with the process, however it ends. It is for one thread:
to read a thing is to move in the file, then to read there, and another thread could move in between.
"""

from __future__ import annotations

import pickle
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from typing import IO, TypeVar, overload

from engine.errors import Finding, InputError
from engine.writing.files import reason

Thing = TypeVar("Thing")


class OnDisk(Sequence[Thing]):
    """Things in their order; each is made anew whenever it is asked for."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Keep them.

        Raises:
            InputError: where there is no room for them.
        """
        self._starts = array("Q")
        with _refusals():
            self._file = TemporaryFile()  # noqa: SIM115 - held as long as they are
        weakref.finalize(self, _close, self._file)
        for one in things:  # whoever makes them says what goes wrong there
            with _refusals():
                self._starts.append(self._file.tell())
                pickle.dump(one, self._file)
        with _refusals():
            self._file.flush()

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> Thing: ...

    @overload
    def __getitem__(self, at: slice) -> list[Thing]: ...

    def __getitem__(self, at: int | slice) -> Thing | list[Thing]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        self._file.seek(self._starts[at])
        found: Thing = pickle.load(self._file)  # noqa: S301 - from this process
        return found


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # a full disk refuses the end of what is not wanted any more
        file.close()


@contextmanager
def _refusals() -> Iterator[None]:
    """Say in words why the file cannot be written."""
    try:
        yield
    except OSError as error:
        message = f"le dossier temporaire du système ne peut pas être écrit : {reason(error)}."
        hint = "Faites de la place, ou nommez un autre dossier dans la variable d'environnement TMPDIR."
        raise InputError([Finding("ecriture-impossible", message, hint=hint)]) from None
