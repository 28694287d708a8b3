"""A description written in place of the one that was read, whole, unless it changed meanwhile."""

from __future__ import annotations

from pathlib import Path

from engine.errors import Finding, InputError, Place
from engine.reading.decoding import printable, read_bytes
from engine.writing.files import write_whole

_MARK = b"\xef\xbb\xbf"


def rewrite(path: Path, text: str, read: bytes) -> None:
    """Write a description where it is, even through a link, with its byte order mark; `read` is what it held.

    Raises:
        InputError: where somebody wrote it since, or where it cannot be written.
    """
    target = path.resolve()
    if read_bytes(target) != read:
        message = "ce fichier a été changé pendant que la commande le lisait ; rien n'a été écrit."
        raise InputError(
            [Finding("fichier-change", message, hint="Relancez la commande.", place=Place(printable(path)))]
        )
    write_whole(target, (_MARK if read.startswith(_MARK) else b"") + text.encode())
