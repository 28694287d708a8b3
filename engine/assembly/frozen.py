"""The numbers of a contract that avenants changed: those that were signed stay, what is new takes one between them.

« 5 bis » follows « 5 »; between « 5 » and « 5 bis » comes « 5 bis A », before « 1er » « 1er A », as in bills before
Parliament; what comes after all the others goes on counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from engine.document import Number
from engine.libraries.plan import Niveau
from models.records import dataclass
from models.regexes import regex

LATIN = ("", " bis", " ter", " quater", " quinquies", " sexies", " septies", " octies", " nonies", " decies")
_NUMBER = regex(r"(?P<base>\w+)(?P<latin> [a-z]+)?(?P<letter> [A-Z])?")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Counted:
    """A heading as its plan counts it: its key, that of the heading above, its rank in the outline, from 0."""

    key: str
    parent: str
    depth: int


def roman(number: int) -> str:
    """A small number in Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def counted(kind: str, number: int) -> str:
    """A number as a level of headings writes it."""
    if kind == "romain":
        return roman(number)
    if kind == "lettre":
        return chr(ord("a") + number - 1)
    return "1er" if kind == "premier" and number == 1 else str(number)


def frozen(
    order: Sequence[Counted],
    of: Mapping[str, Number],
    signed: Mapping[str, str],
    levels: Sequence[Niveau],
    names: Mapping[str, str],
) -> dict[str, Number]:
    """The numbers of the headings of a part, in their order: those that were signed, by their names, and the others."""
    found: dict[str, str] = {one.key: signed[names[one.key]] for one in order if names[one.key] in signed}
    for group in _groups(order, levels):
        level = levels[min(group[0].depth, len(levels) - 1)]
        known = {one.key: _own(found[one.key], level) for one in group if one.key in found}
        counts = _completed([one.key for one in group], known, level.numero)
        for one in group:  # « Article 1er » has « 1-1 » under it
            parent = found.get(one.parent, "").replace("1er", "1")
            found.setdefault(one.key, level.motif.format(n=counts[one.key], parent=parent))
    return {key: replace(number, value=found[key]) for key, number in of.items()}


def level_of(value: str, levels: Sequence[Niveau]) -> int:
    """The level of a number, by how it is written, from 0: that of « 3-1 » is under that of « 3 »."""
    found = [(at, level.numero, _counted_by(value, level)) for at, level in enumerate(levels)]
    return next((at for at, kind, own in reversed(found) if own and _rank(own, kind)), 0)


def is_number_of(value: str, level: Niveau) -> bool:
    """Whether a number is written as those of a level are: « 3 », « 3 bis A », « 3-1 » under it."""
    own = _counted_by(value, level)
    match = _NUMBER.fullmatch(own)
    return match is not None and (match["latin"] or "") in LATIN and _rank(own, level.numero) > 0


def _groups(order: Sequence[Counted], levels: Sequence[Niveau]) -> Iterable[list[Counted]]:
    """The headings that are counted together, those of the higher levels first."""
    for depth in sorted({one.depth for one in order}):
        level = levels[min(depth, len(levels) - 1)]
        groups: dict[str, list[Counted]] = {}
        for one in order:
            if one.depth == depth:
                groups.setdefault("" if level.continu else one.parent, []).append(one)
        yield from groups.values()


def _own(value: str, level: Niveau) -> str:
    """The part of a number that its level counts: « 3 » of « 2-3 »; the whole where it is not written so."""
    return _counted_by(value, level) or value


def _counted_by(value: str, level: Niveau) -> str:
    before, after = level.motif.split("{n}")
    start = re.escape(before).replace(r"\{parent\}", ".+")
    match = re.fullmatch(f"{start}(.+?){re.escape(after)}", value)
    return match.group(1) if match else ""


def _completed(keys: Sequence[str], known: Mapping[str, str], kind: str) -> dict[str, str]:
    """What each heading of a group counts, where some of them are known."""
    found: dict[str, str] = {}
    taken = set(known.values())
    for at, key in enumerate(keys):
        following = next((known[one] for one in keys[at + 1 :] if one in known), "")
        before = found[keys[at - 1]] if at else ""
        if key in known:
            found[key] = known[key]
        elif not following:
            highest = max((_rank(one, kind) for one in taken), default=0)
            found[key] = counted(kind, highest + 1)
        else:
            found[key] = _after(before, taken) if before else _first_before(following, taken)
        taken.add(found[key])
    return found


def _after(before: str, taken: set[str]) -> str:
    """The first number after another that is not taken, and that comes before what follows it."""
    match = _NUMBER.fullmatch(before)
    base, latin, letter = (match["base"], match["latin"] or "", match["letter"] or "") if match else (before, "", "")
    if letter:
        return _lettered(base + latin, taken, letter.strip())
    rank = LATIN.index(latin) if latin in LATIN else 0
    following = base + LATIN[min(rank + 1, len(LATIN) - 1)]
    return _lettered(following, taken, "@") if following in taken else following


def _lettered(number: str, taken: set[str], after: str) -> str:
    """A number with the first letter after another that is free: « 5 bis A » comes before « 5 bis »."""
    letters = (chr(code) for code in range(ord(after) + 1, ord("Z") + 1))
    return next((made for one in letters if (made := f"{number} {one}") not in taken), number)


def _first_before(following: str, taken: set[str]) -> str:
    return _lettered(following, taken, "@")


def _rank(own: str, kind: str) -> int:
    """What a number counts, from 1; 0 for one that does not count as its level does."""
    base = own.split(" ", maxsplit=1)[0]
    return next((rank for rank in range(1, 200) if _same(counted(kind, rank), base, kind)), 0)


def _same(made: str, base: str, kind: str) -> bool:
    return made == base or (kind == "premier" and made.removesuffix("er") == base)
