"""What is measured of the shipped fonts: their fingerprint, the characters that they draw, how wide the main one's are.

To read it in the fonts takes a tenth of a second: it is kept beside them, in mesures.json, which this module writes
when it is run (`python -m engine.writing.layout.measured_fonts`). Fonts of another size are read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from engine.lock import fingerprint_of
from engine.writing.layout.fonts import fonts_directory

MAIN = {False: "LiberationSans-Regular.ttf", True: "LiberationSans-Bold.ttf"}
"""The main font, by whether it is bold."""


class Measured(NamedTuple):
    """The fingerprint of the fonts, the characters that one of them draws, widths of letters (bold or not), in ems."""

    fingerprint: str
    covered: frozenset[str]
    widths: Mapping[bool, Mapping[str, float]]


@cache
def measured() -> Measured:
    """What is known of the shipped fonts, read once a process."""
    kept = json.loads(kept_file().read_bytes())
    said = kept if kept["sizes"] == _sizes() else measure()
    return Measured(
        said["fingerprint"],
        frozenset(map(chr, chain.from_iterable(range(first, last + 1) for first, last in said["covered"]))),
        {bold: _widths(said["widths"][name]) for bold, name in MAIN.items()},
    )


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
