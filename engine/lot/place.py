"""The room that a run keeps on the disk for its reports, so that a disk that fills up has them all the same."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_OF_A_REPORT, _OF_A_CONTRACT, _MOST = 200_000, 50_000, 50_000_000
"""Bytes: what the reports take for none, for each contract, and at most."""
_PIECE = bytes(100_000)
"""What the room is filled with: fifty megabytes at once would be the most that a run ever holds in memory."""


@contextmanager
def room_for_reports(folder: Path, contracts: int) -> Iterator[IO[bytes] | None]:
    """Hold as much of the disk as the reports of a run take; closing the file gives it back.

    The file has no name (where the system knows that), and goes with the process, however it ends.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    wanted = min(_OF_A_REPORT + _OF_A_CONTRACT * contracts, _MOST)
    file = next((held for part in (1, 2, 4) if (held := _filled(folder, wanted // part))), None)
    try:
        yield file
    finally:
        if file:
            with suppress(OSError):
                file.close()


def _filled(folder: Path, size: int) -> IO[bytes] | None:
    """The file, or nothing where there is no room left: the run says so by itself."""
    try:
        file = tempfile.TemporaryFile(dir=folder, prefix=".cpom-")  # noqa: SIM115 - held during the whole run
    except OSError:
        return None
    try:
        for written in range(0, size, len(_PIECE)):
            file.write(_PIECE[: size - written])
        file.flush()
    except OSError:
        with suppress(OSError):
            file.close()
        return None
    return file
