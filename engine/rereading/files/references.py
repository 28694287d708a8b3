"""Which headings the references of an edited document repeat: editors keep their bookmarks, and not our anchors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.carried import Line, Words
from engine.rereading.files.gathering import LOST


def with_anchors(lines: Iterable[Line], written: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with the anchor of each reference, known by the lines that nobody changed."""
    lines = tuple(lines)
    unchanged = {line.text: _references(line) for line in written}
    anchors: dict[str, str] = {}
    for line in lines:
        before, now = unchanged.get(line.text, []), _references(line)
        if len(before) == len(now):
            anchors |= dict(zip(now, before, strict=True))
    return tuple(replace(line, words=tuple(_named(one, anchors) for one in line.words)) for line in lines)


def _named(words: Words, anchors: Mapping[str, str]) -> Words:
    return replace(words, reference=anchors.get(words.reference, LOST)) if words.reference else words


def _references(line: Line) -> list[str]:
    return [one.reference for one in line.words if one.reference]
