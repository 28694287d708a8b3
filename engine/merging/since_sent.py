"""What a form changed since it was sent, put into the description that it comes back to.

What the description says and the form did not show, or shows as it was sent, is no answer of the form.
"""

from __future__ import annotations

from dataclasses import replace

from engine.errors import Path
from engine.libraries.modele import Modele
from engine.merging.answers import Answers
from engine.merging.sides import Side
from engine.merging.three_way import Conflict, Prefers, ThreeWay, plain
from engine.reading.description import stated
from models.records import dataclass

INTO, FORM = 0, 1


@dataclass(frozen=True, slots=True)
class SinceSent:
    """The description with what the form changed, as one that came back; what both changed otherwise stays in it."""

    side: Side
    conflicts: tuple[Conflict, ...]


def since_sent(into: Side, form: Side, model: Modele, answers: Answers, prefers: Prefers = lambda _: None) -> SinceSent:
    """Take what a form changed since it was sent; a conflict has the answers of `INTO` and of `FORM`.

    The paths of conflicts are those of the description, and so are those that `prefers` is asked about.
    """
    base = stated(dict(form.sent or {}), model.description)
    given = {INTO: into.data, FORM: form.data}
    told = ThreeWay(answers, [into, form], leads=True)
    told.merge((), base, given)
    placed = {one.path: _in(one.path, told) for one in told.conflicts}
    kept = ThreeWay(
        answers,
        [into, form],
        prefers=lambda path: FORM if prefers(placed.get(path, path)) == FORM else INTO,
        leads=True,
    )
    whole = Side(form.name, plain(kept.merge((), base, given)), form.party)
    left = (replace(one, path=placed[one.path]) for one in told.conflicts)
    return SinceSent(whole, tuple(one for one in left if prefers(one.path) is None))


def _in(path: Path, work: ThreeWay) -> Path:
    """A path of what was sent, where the description has it."""
    sent: Path = ()
    found: Path = ()
    for step in path:
        ranks = work.ranks.get((sent, INTO), {})
        found = (*found, next((rank for rank, origin in ranks.items() if origin == step), step))
        sent = (*sent, step)
    return found
