"""The lines of an edited document with its facts as they were printed: what differs then was said in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.carried import Line, Words
from engine.rereading.lines.places import Place


def reprinted(edited: Sequence[Line], places: Iterable[Place]) -> tuple[Line, ...]:
    """Edited lines in which what was typed in these places is what was printed there again.

    A fact is one, in whatever form somebody types it: the words around it are not changed by that.
    """
    found = list(edited)
    for one in sorted((one for one in places if one.span), key=lambda one: (one.edited, one.span), reverse=True):
        where = _in_its_line(found, one)
        if where:
            number, start, end = where
            found[number] = replace(found[number], words=tuple(_put(found[number].words, start, end, one)))
    return tuple(found)


def _in_its_line(lines: Sequence[Line], place: Place) -> tuple[int, int, int] | None:
    """The line that holds a place, where it begins and ends there; None where it is cut in two."""
    number, (start, end) = place.edited, place.span or (0, 0)
    while number < len(lines) and start > (length := len(lines[number].text)):
        start, end, number = start - length - 1, end - length - 1, number + 1
    return (number, start, end) if number < len(lines) and end <= len(lines[number].text) else None


def _put(words: Sequence[Words], start: int, end: int, place: Place) -> Iterator[Words]:
    """Words with those that were printed in place of these letters; they look as these do."""
    at, is_put = 0, False
    for one in words:
        first, last = start - at, end - at
        at += len(one.text)
        if first > len(one.text) or last < 0 or (first == len(one.text) and not is_put and last > first):
            yield one
            continue
        if first > 0:
            yield replace(one, text=one.text[:first])
        if not is_put:
            yield Words(place.printed, place.name, bold=one.bold, italic=one.italic)
            is_put = True
        if last < len(one.text):
            yield replace(one, text=one.text[max(last, 0) :])
    if not is_put:
        yield Words(place.printed, place.name)
