"""A description written in place of the one that was read, whole, unless it changed meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from engine.errors import Finding, InputError, Place
from engine.reading.decoding import printable, read_bytes
from engine.writing.files import write_whole

if sys.platform != "win32":
    import fcntl

_MARK = b"\xef\xbb\xbf"


def rewrite(path: Path, text: str, read: bytes) -> None:
    """Write a description where it is, even through a link, with its byte order mark; `read` is what it held.

    Raises:
        InputError: where somebody wrote it since, or where it cannot be written.
    """
    target = path.resolve()
    with _held(target):
        if read_bytes(target) != read:
            message = "ce fichier a été changé pendant que la commande le lisait ; rien n'a été écrit."
            raise InputError(
                [Finding("fichier-change", message, hint="Relancez la commande.", place=Place(printable(path)))]
            )
        write_whole(target, (_MARK if read.startswith(_MARK) else b"") + text.encode())


@contextmanager
def _held(file: Path) -> Iterator[None]:
    """Hold a file until it is replaced, where its disk knows locks: two commands would both find it unchanged."""
    if sys.platform == "win32":  # pragma: no cover - no open file is replaced there
        yield
        return
    with ExitStack() as until:
        with suppress(OSError):  # told by whoever reads it
            fcntl.flock(until.enter_context(file.open("rb")), fcntl.LOCK_EX)
        yield
