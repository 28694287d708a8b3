"""From two contracts to the operations of an avenant: the smallest that are read at sight, part by part.

Words where few of an alinéa change, the alinéa where many do, the article where most of its alinéas do; an annexe is
given whole when more than words of it change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import cast

from engine.avenants.alike import matched, matched_parts
from engine.avenants.changed import changed_words
from engine.avenants.letters import body_of, same
from engine.avenants.modifications import (
    Deleted,
    Inserted,
    Modification,
    Place,
    Repealed,
    Rewritten,
    WordsDeleted,
    WordsInserted,
    WordsReplaced,
)
from engine.avenants.parts import Part, contract_of, repealed_heading
from engine.avenants.places import Unit, parts_under, place_of, places_of, several, title_of, units_of
from engine.avenants.what import what
from engine.carried import Line

_MOST = 0.5
"""The share of its alinéas from which a part is written again."""
_MOST_UNDER = 0.75
"""The same, of a part that has others under it."""
_FEW = 2
"""The alinéas of a part that are always named one by one."""


def modifications(old: Sequence[Line], new: Sequence[Line]) -> tuple[Modification, ...]:
    """What makes the new contract of the old, in the order of the new; nothing where they are equal.

    Both are lines as `lines_of(document)` gives them; the numbers of `new` are those of `old`, frozen, and what is
    repealed in it has the heading `repealed_heading` alone. Spaces that do not break are no difference.
    """
    old, new = body_of(old), body_of(new)
    return tuple(_Difference(old, new).of_parts(contract_of(old), contract_of(new)))


class _Difference:
    """Two contracts, and the operations between their parts."""

    def __init__(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        self.old, self.new = old, new

    def of_parts(self, old: Part, new: Part) -> Iterator[Modification]:
        """Between what stands under two parts that are the same."""
        pairs = matched_parts(old.parts, new.parts, self.old, self.new)
        before: Part | None = None
        for one, other in pairs:
            if one and other:
                yield from self._of_part(one, other)
                before = one
            elif one:
                yield Deleted(place_of(one))
            elif other:
                yield self._inserted_part(other, before, old)

    def _inserted_part(self, new: Part, before: Part | None, under: Part) -> Inserted:
        lines = tuple(self.new[new.start : new.stop])
        said, feminine, plural = what(new)
        if before:
            annexed = new.annexe and new.headed
            return Inserted(place_of(before), "après", said, lines, new.start, feminine, plural, annexed)
        if under.parts:
            return Inserted(place_of(under.parts[0]), "avant", said, lines, new.start, feminine, plural)
        return Inserted(place_of(under), "fin", said, lines, new.start, feminine, plural)

    def _of_part(self, old: Part, new: Part) -> list[Modification]:
        lines = self.new[new.start : new.stop]
        if same(self.old[old.start : old.stop], lines):
            return []
        if old.headed and len(lines) == 1 and lines[0].text == repealed_heading(self.old[old.start].text):
            return [Repealed(place_of(old))]
        found = [*self._of_titles(old, new), *self._of_units(old, new), *self.of_parts(old, new)]
        if self._is_rewritten(old, found):
            return [Rewritten(place_of(old), tuple(lines), new.start, annexed=old.annexe)]
        return found

    def _is_rewritten(self, old: Part, found: Sequence[Modification]) -> bool:
        """Whether the part is better said again: most of it changes, or an annexe changes by more than words."""
        if old.annexe and old.headed:
            return any(not isinstance(one, WordsReplaced | WordsInserted | WordsDeleted) for one in found)
        within = [old, *parts_under(old)]
        alineas = sum(len(units_of(one, self.old)) for one in within)
        changed = sum(_changed(one) for one in found)
        return alineas > _FEW and changed > (_MOST_UNDER if old.parts else _MOST) * alineas

    def _of_titles(self, old: Part, new: Part) -> Iterator[Modification]:
        if old.headed and not same([self.old[old.start]], [self.new[new.start]]):
            yield Rewritten(title_of(old), (self.new[new.start],), new.start)

    def _of_units(self, old: Part, new: Part) -> Iterator[Modification]:
        """Between the alinéas and tables of two parts."""
        ones, others = units_of(old, self.old), units_of(new, self.new)
        places = places_of(old, self.old)
        pairs = matched([self._lines(one, self.old) for one in ones], [self._lines(one, self.new) for one in others])
        at = -1
        for is_pair, run in groupby(pairs, key=lambda pair: None not in pair):
            if is_pair:
                for one, other in run:
                    at = cast(int, one)
                    place = place_of(old) if len(ones) == 1 and not old.parts else places[at]
                    yield from self._of_unit(place, places[at], ones[at], others[cast(int, other)])
                continue
            alone = list(run)
            gone = [one for one, _ in alone if one is not None]
            added = [others[other] for _, other in alone if other is not None]
            yield from self._of_gap([(places[one], ones[one]) for one in gone], added, at, old, places)
            at = gone[-1] if gone else at

    def _of_gap(
        self,
        gone: Sequence[tuple[Place, Unit]],
        added: Sequence[Unit],
        before: int,
        part: Part,
        places: Sequence[Place],
    ) -> Iterator[Modification]:
        """Between alinéas that stay: those that are there no more, and those that are there now."""
        alineas = all(unit.kind == "alinéa" for _, unit in gone)
        if gone and added and (alineas or len(gone) == 1):
            start, stop = added[0].start, added[-1].stop
            said, _, plural = what(*added)
            yield Rewritten(_together(gone), tuple(self.new[start:stop]), start, what=said, plural=plural)
            return
        if added:
            yield self._inserted(added, before, part, places)
        for is_alinea, run in groupby(gone, key=lambda one: one[1].kind == "alinéa"):
            together = list(run)
            yield from [Deleted(_together(together))] if is_alinea else [Deleted(place) for place, _ in together]

    def _lines(self, unit: Unit, lines: Sequence[Line]) -> Sequence[Line]:
        return lines[unit.start : unit.stop]

    def _inserted(self, added: Sequence[Unit], before: int, part: Part, places: Sequence[Place]) -> Inserted:
        start, stop = added[0].start, added[-1].stop
        lines = tuple(self.new[start:stop])
        said, feminine, plural = what(*added)
        if before >= 0:
            return Inserted(places[before], "après", said, lines, start, feminine, plural)
        if places:
            return Inserted(places[0], "avant", said, lines, start, feminine, plural)
        if part.parts:
            return Inserted(place_of(part.parts[0]), "avant", said, lines, start, feminine, plural)
        return Inserted(place_of(part), "fin", said, lines, start, feminine, plural)

    def _of_unit(self, words: Place, place: Place, old: Unit, new: Unit) -> Iterator[Modification]:
        """Between two alinéas, or two tables; `words` is how the place is named for words of it."""
        before, after = self._lines(old, self.old), self._lines(new, self.new)
        if same(before, after):
            return
        if len(before) == len(after) and all(one.kind == other.kind for one, other in zip(before, after, strict=True)):
            around = [one.text for one in self.old[words.start : words.stop]]
            found = [
                changed_words(words, one.text, other.text, around, cell=one.kind == "cell")
                if not same([one], [other])
                else None
                for one, other in zip(before, after, strict=True)
            ]
            said = [one for one in found if one is not None]
            if all(said) and len(said) <= _FEW:
                yield from (operation for one in said for operation in one)
                return
        yield Rewritten(place, tuple(after), new.start)


def _together(alineas: Sequence[tuple[Place, Unit]]) -> Place:
    """The place of alinéas that follow one another."""
    first, last = alineas[0][0], alineas[-1][0]
    return first if len(alineas) == 1 else several(first, last, adjacent=len(alineas) == _FEW)


def _changed(operation: Modification) -> float:
    """How many alinéas an operation changes."""
    match operation:
        case Rewritten(lines=lines) | Inserted(lines=lines):
            return len([one for one in lines if one.kind != "cell"]) or 1
        case Deleted(place):
            return place.stop - place.start
        case Repealed():
            return 1
    return 0.5
