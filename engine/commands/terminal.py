"""What a terminal, a file or a pipe can show: its encoding, its width, and whether somebody still reads it."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from typing import TYPE_CHECKING, Any, Final, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_NARROWEST: Final = 40
_USUAL: Final = 80
_NEAREST: Final = {"\u202f": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-",
                   "…": "...", "œ": "oe", "Œ": "OE", "×": "x", "€": "EUR", "°": "o", "→": "->", "≥": ">="}  # fmt: skip
"""What stands for a character of ours where the encoding of a terminal does not have it."""


def open_streams() -> None:
    """Make lines UTF-8 wherever they go, with file names as they are on disk.

    A terminal keeps its encoding, and so does what PYTHONIOENCODING says: what they don't have is written with what
    they have. A stream that the caller closed becomes one that drops everything.
    """
    codecs.register_error("cpom", _nearest)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            kept = stream.isatty() or "PYTHONIOENCODING" in os.environ
            encoding = codecs.lookup(stream.encoding).name if kept else "utf-8"
            stream.reconfigure(encoding=encoding, errors="surrogateescape" if encoding == "utf-8" else "cpom")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """The nearest characters that an encoding has, « ? » where there are none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    said = ""
    for character in error.object[error.start : error.end]:
        near = _NEAREST.get(character) or unicodedata.normalize("NFKD", character)
        said += "".join(one for one in near if not unicodedata.combining(one)).encode("ascii", "replace").decode()
    return said, error.end


def keep_bytes(stream: Any) -> None:
    """Make UTF-8 what goes to a file or a pipe, to be read back by cpom."""
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def console(stream: TextIO) -> Console:
    """A stream in colours; rich respects NO_COLOR and prints plain text where it is not a terminal."""
    from rich.console import Console

    return Console(file=stream, highlight=False, soft_wrap=True)


def folded(text: str, stream: TextIO) -> str:
    """Text with its lines folded to the width of a terminal; as it is for a file or a pipe, where `grep` reads."""
    return fold(text, _width(stream)) if stream.isatty() else text


def fold(text: str, width: int) -> str:
    """Lines of a width at most, what follows of each under it and four columns further; a word is never cut."""
    return "\n".join(part for line in text.split("\n") for part in _parts(line, width))


def _parts(line: str, width: int) -> list[str]:
    import textwrap

    indent = " " * (len(line) - len(line.lstrip(" ")))
    under = f"{indent}    "
    return textwrap.wrap(line, width, subsequent_indent=under, break_long_words=False, break_on_hyphens=False) or [line]


def _width(stream: TextIO) -> int:
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdecimal() and int(asked):
        return max(int(asked), _NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns or _USUAL, _NARROWEST)
    except (OSError, ValueError):
        return _USUAL


def drop(stream: TextIO) -> None:
    """Let what waits to be written go nowhere, or it fails again when Python ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # a stream that has no file
        return
