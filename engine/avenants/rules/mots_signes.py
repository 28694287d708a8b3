"""What an avenant changes are the words that were signed, and not those that a library or the engine gives since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from engine.avenants.case import Case
from engine.carried import Line
from engine.errors import Finding, Place

_LONGEST = 90


def check(case: Case) -> Iterator[Finding]:
    """Refuse, by article, what would change for another reason than the new contract.

    A contract that is brought up to the law of the avenant takes the words of today, and the avenant says them.
    """
    if case.avenant.actualise:
        return
    signed, today, new = case.old.lines, case.old.today, case.lines
    wanted = list(_changed(signed, new))
    told: set[str] = set()
    for start, stop, others in _changed(signed, today):
        if not any(_meet(start, stop, *span[:2]) for span in wanted):
            continue  # the new contract says what was signed
        where = _article(signed, start)
        if where not in told:
            told.add(where)
            yield _told(case, where, signed[start:stop], others)


def _changed(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[int, int, Sequence[Line]]]:
    texts = [" ".join(one.text.split()) for one in old], [" ".join(one.text.split()) for one in new]
    for kind, start, stop, low, high in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start, stop, new[low:high]


def _meet(start: int, stop: int, begin: int, end: int) -> bool:
    return start < max(end, begin + 1) and begin < max(stop, start + 1)


def _article(lines: Sequence[Line], at: int) -> str:
    """The heading above a line."""
    headings = (one.text for one in reversed(lines[: at + 1]) if one.kind == "heading")
    return " ".join(next(headings, "début du contrat").split())


def _told(case: Case, where: str, signed: Sequence[Line], today: Sequence[Line]) -> Finding:
    before, after = (_short(lines) for lines in (signed, today))
    message = f"{where} : les mots signés ({before}) ne sont plus ceux que la bibliothèque donne ({after})."
    hint = (
        "Gardez les mots signés dans le nouveau contrat (cpom adapter), ou ajoutez --actualiser : l'avenant dit alors "
        "aussi ce que la bibliothèque et le droit ont changé depuis."
    )
    return Finding("avenant-mots-signes", message, hint=hint, place=Place(case.old.name))


def _short(lines: Sequence[Line]) -> str:
    text = " ".join(" ".join(one.text for one in lines).split())
    if not text:
        return "rien"
    return f"« {text} »" if len(text) <= _LONGEST else f"« {text[:_LONGEST].rsplit(' ', 1)[0]}… »"
