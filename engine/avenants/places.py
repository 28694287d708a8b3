"""The places of a contract that an avenant names: parts, titles, alinéas, tables.

Alinéas are the paragraphs and the items of lists of a part, in their order, without its title and without its
subdivisions; the cells that follow one another are a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Literal

from engine.avenants.letters import spaced
from engine.avenants.modifications import Place
from engine.avenants.parts import Part, at, contract_of, of
from engine.carried import Line
from engine.french import one_line, ordinal
from models.records import dataclass

_MANY = re.compile(r"(?:les|aux|des) (.+?) alinéas ((?:de |du |des ).+)")
_BETWEEN = re.compile(r" (?:à|et) ")


@dataclass(frozen=True, slots=True)
class Unit:
    """An alinéa or a table: the ranks of its lines."""

    kind: Literal["alinéa", "tableau"]
    start: int
    stop: int


def units_of(part: Part, lines: Sequence[Line]) -> list[Unit]:
    """What a part holds itself, in order."""
    found: list[Unit] = []
    for rank in range(part.start + part.headed, part.own):
        if lines[rank].kind != "cell":
            found.append(Unit("alinéa", rank, rank + 1))
        elif found and found[-1].kind == "tableau" and found[-1].stop == rank:
            found[-1] = Unit("tableau", found[-1].start, rank + 1)
        else:
            found.append(Unit("tableau", rank, rank + 1))
    return found


def place_of(part: Part) -> Place:
    """A part, with what is under it."""
    plural = part.article == "les"
    feminine = part.feminine or (plural and "stipulations" in part.words)
    return Place(part.name, part.start, part.stop, part.chief.name, feminine, plural)


def title_of(part: Part) -> Place:
    """Its title."""
    return Place(f"l’intitulé {of(part.name)}", part.start, part.start + 1, part.chief.name)


def places_of(part: Part, lines: Sequence[Line]) -> list[Place]:
    """Its alinéas and its tables, one by one, as `units_of` gives them."""
    units = units_of(part, lines)
    counts = {kind: sum(one.kind == kind for one in units) for kind in ("alinéa", "tableau")}
    met = {"alinéa": 0, "tableau": 0}
    found = []
    for unit in units:
        met[unit.kind] += 1
        if counts[unit.kind] > 1:
            name = f"le {ordinal(met[unit.kind])} {unit.kind}"
        else:
            name = "le tableau" if unit.kind == "tableau" else "le premier alinéa" if part.parts else "l’alinéa unique"
        found.append(Place(f"{name} {of(part.name)}", unit.start, unit.stop, part.chief.name))
    return found


def several(first: Place, last: Place, adjacent: bool) -> Place:
    """« les troisième à cinquième alinéas de l’article 4 »."""
    start, _, rest = first.name.removeprefix("le ").partition(" alinéa ")
    stop = last.name.removeprefix("le ").partition(" alinéa ")[0]
    name = f"les {start} {'et' if adjacent else 'à'} {stop} alinéas {rest}"
    return Place(name, first.start, last.stop, first.part, plural=True)


@dataclass(slots=True)
class Places:
    """Every place of a contract, found again by its name, whatever preposition stands before it."""

    lines: Sequence[Line]
    whole: Part = field(init=False)
    _named: dict[str, Place] = field(init=False)

    def __post_init__(self) -> None:
        self.whole = contract_of(self.lines)
        self._named = {}
        for part in parts_under(self.whole):
            titled = [title_of(part)] if part.headed else []
            for place in (place_of(part), *titled, *places_of(part, self.lines)):
                for form in (place.name, of(place.name), at(place.name)):
                    self._named[_plain(form)] = place

    def found(self, name: str) -> Place | None:
        """The place of this name; None where there is none."""
        said = _plain(name)
        if place := self._named.get(said):
            return place
        many = _MANY.fullmatch(said)
        return self._alineas(many[1], many[2]) if many else None

    def _alineas(self, ends: str, part: str) -> Place | None:
        """« vingt et unième à vingt-troisième »: cut where both ends are alinéas, since an ordinal has « et » too."""
        for cut in _BETWEEN.finditer(ends):
            first, last = (
                self._named.get(f"le {end} alinéa {part}") for end in (ends[: cut.start()], ends[cut.end() :])
            )
            if first and last and first.start < last.start:
                return several(first, last, adjacent=False)
        return None


def parts_under(part: Part) -> Iterator[Part]:
    """All the parts under another, in order."""
    for one in part.parts:
        yield one
        yield from parts_under(one)


def _plain(name: str) -> str:
    said = one_line(spaced(name)).replace("'", "’")
    return said[:1].lower() + said[1:]
