"""What is measured of the shipped fonts: their fingerprint, the characters that they draw, how wide the main one's are.

To read it in the fonts takes a tenth of a second: it is kept beside them, in mesures.json, which this module writes
when it is run (`python -m engine.writing.layout.measured_fonts`). Fonts of another size are read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from engine.lock import fingerprint_of
from engine.writing.layout.fonts import fonts_directory

MAIN = {False: "LiberationSans-Regular.ttf", True: "LiberationSans-Bold.ttf"}
"""The main font, by whether it is bold."""


class Measured:
    """What is known of the shipped fonts."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        """Take it as the file has it."""
        self._said = said

    @property
    def fingerprint(self) -> str:
        """That of the fonts."""
        return str(self._said["fingerprint"])

    @cached_property
    def covered(self) -> frozenset[str]:
        """The characters that one of them draws, which a PDF alone asks for."""
        ranges = (range(first, last + 1) for first, last in self._said["covered"])
        return frozenset(map(chr, chain.from_iterable(ranges)))

    @cached_property
    def widths(self) -> Mapping[bool, Mapping[str, float]]:
        """The widths of the letters of the main one (bold or not), in ems."""
        return {bold: _widths(self._said["widths"][name]) for bold, name in MAIN.items()}


@cache
def measured() -> Measured:
    """What is known of the shipped fonts, read once a process."""
    kept = json.loads(kept_file().read_bytes())
    return Measured(kept if kept["sizes"] == _sizes() else measure())


def kept_file() -> Path:
    """Where the measures are kept."""
    return fonts_directory() / "mesures.json"


def measure() -> dict[str, Any]:
    """Measure the fonts: plain data, as the file has it."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow: only where the fonts are not those that were measured

    covered: set[int] = set()
    widths: dict[str, Any] = {}
    for path in _fonts():
        with TTFont(path, lazy=True) as font:
            names = font.getBestCmap()
            covered.update(names)
            if path.name in MAIN.values():
                advances = [font["hmtx"][name][0] for name in names.values()]
                widths[path.name] = {"em": font["head"].unitsPerEm, "codes": [*names], "advances": advances}
    return {
        "fingerprint": fingerprint_of(b"".join(path.read_bytes() for path in _fonts())),
        "sizes": _sizes(),
        "covered": [*_ranges(sorted(covered))],
        "widths": widths,
    }


def _fonts() -> list[Path]:
    return sorted(fonts_directory().glob("*.ttf"))


def _sizes() -> dict[str, int]:
    return {path.name: path.stat().st_size for path in _fonts()}


def _ranges(codes: Iterable[int]) -> Iterator[list[int]]:
    """The first and the last of the numbers that follow one another."""
    found: list[int] = []
    for code in codes:
        if found and code == found[1] + 1:
            found[1] = code
            continue
        if found:
            yield found
        found = [code, code]
    if found:
        yield found


def _widths(said: Mapping[str, Any]) -> dict[str, float]:
    em = said["em"]
    return {chr(code): wide / em for code, wide in zip(said["codes"], said["advances"], strict=True)}


if __name__ == "__main__":
    kept_file().write_text(json.dumps(measure(), separators=(",", ":")) + "\n", encoding="utf-8")
