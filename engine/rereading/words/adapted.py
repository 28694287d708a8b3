"""The words of a clause edited by hand, as the text of an adaptation: its facts live where their words were left.

Each change is made on the text as its author wrote it, then printed: it is kept where it prints the edited lines, and
made more coarsely where it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from engine.carried import Line
from engine.errors import InputError
from engine.rereading.words.atoms import read_back
from engine.rereading.words.marked_pieces import marked
from engine.rereading.words.matched import Segment, change_of, looks, same, segments, with_facts, without_looks
from engine.rereading.words.rewriting import Frozen, rewritten
from engine.rereading.words.source_reader import pieces_of
from models.records import dataclass

Prints = Callable[[str, str], tuple[Line, ...]]
"""The lines that a body prints under a title, in a contract."""
NOTHING = "::: vierge\n(sans texte)\n:::"
"""The body of a clause of which a contract keeps the title only."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """The body and the title of a clause that print edited lines; `frozen` is what follows no fact any more.

    `lost` are the passages whose words could not be carried over: the lines that the clause prints, those wanted.
    `plain` are the lines whose words were, but not their bold and italic letters.
    """

    texte: str
    titre: str
    frozen: tuple[Frozen, ...] = ()
    lost: tuple[tuple[tuple[Line, ...], tuple[Line, ...]], ...] = ()
    plain: tuple[Line, ...] = ()


def adapted(texte: str, titre: str, edited: Sequence[Line], prints: Prints) -> Adapted:
    """The text of a clause changed so that it prints edited lines; the facts in them are those of the contract.

    Raises:
        InputError: where the text itself cannot be printed.
    """
    base = prints(texte, titre)
    wanted = with_facts(base, edited)
    found = Adapted(texte, titre)
    if same(base, wanted) and looks(base) == looks(wanted):
        return found
    if whole := _tried(found, wanted, prints):
        return whole
    parts = segments(base, wanted)
    for rank in range(len(parts)):
        if parts[rank].is_changed:
            now = _upto(parts, rank)
            if made := _tried(found, now, prints) or _tried(found, now, prints, coarse=True):
                found = made
            elif made := _tried(found, plain := without_looks(now, base), prints, coarse=True):
                found = replace(made, plain=(*made.plain, *plain[parts[rank].start : parts[rank].end]))
                parts[rank] = parts[rank].without_looks()
            else:
                found = replace(found, lost=(*found.lost, (parts[rank].base, parts[rank].edited)))
                parts[rank] = parts[rank].undone()
    return found


def _upto(parts: Sequence[Segment], rank: int) -> tuple[Line, ...]:
    """The lines with the changes of the first segments only."""
    return tuple(line for at, one in enumerate(parts) for line in (one.edited if at <= rank else one.base))


def _tried(found: Adapted, wanted: Sequence[Line], prints: Prints, *, coarse: bool = False) -> Adapted | None:
    """The text that prints these lines, changed as little as can be; None where no change of it does."""
    pieces = pieces_of(found.texte, found.titre)
    try:
        atoms, base = read_back(prints(*marked(pieces)), pieces)
    except InputError:
        return None
    if not same(base, prints(found.texte, found.titre)):
        return None
    change = change_of(pieces, atoms, base, wanted)
    ways = ((True, True), (False, True), (False, False)) if coarse else ((True, False),)
    for live, whole in ways:
        made, frozen = rewritten(change, live=live, whole=whole)
        texte = made.text if made.text.strip() else NOTHING
        if _prints(texte, made.title, wanted, prints):
            return replace(found, texte=texte, titre=made.title, frozen=(*found.frozen, *frozen))
    return None


def _prints(texte: str, titre: str, wanted: Sequence[Line], prints: Prints) -> bool:
    try:
        found = prints(texte, titre)
    except InputError:
        return False
    return same(found, wanted) and looks(found) == looks(wanted)
