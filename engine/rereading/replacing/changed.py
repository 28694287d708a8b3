"""What was changed by hand in a document and is not in the one that is about to take its place.

What the description says now is no loss, wherever it comes from: a change of the hand is looked for in what is going to
be written, word by word, as what the description and the law changed since stands there too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from engine.carried import Line
from engine.passages import first_words, passages, shown
from engine.rereading.lines.alignment import Pair, aligned
from engine.rereading.lines.letters import are_same, said

_WORDS = 12
"""The words that are told of a line, at most."""
Edit = tuple[int, int, tuple[str, ...]]
"""Words of a text, from one to another, and those that take their place."""


def lost(base: Sequence[Line], edited: Sequence[Line], new: Sequence[Line]) -> Iterator[str]:
    """The passages changed by hand in the `edited` lines that the `new` ones do not have, each under its heading."""
    if not are_changed(base, edited):
        return
    then = {at: pair for pair in aligned(base, new) for at in pair.base}
    there = {said(one.text) for one in new}
    for pair in aligned(base, edited):
        before, after = _text(base, pair.base), _text(edited, pair.edited)
        if are_same(before, after) and len(pair.base) == len(pair.edited):
            if pair.moved and not then[pair.base[0]].moved:
                yield f"{_heading(base, pair)}déplacé : « {first_words(before, _WORDS)} »"
        elif not _is_said(pair, before, edited, then, new, there):
            found = " ; ".join(shown(one) for one in passages(before, after)) or f"« {first_words(after, _WORDS)} »"
            yield f"{_heading(base, pair)}{found}"


def are_changed(base: Sequence[Line], edited: Sequence[Line]) -> bool:
    """Whether the hand changed a word."""
    if [one.text for one in base] == [one.text for one in edited]:
        return False
    return [said(one.text) for one in base] != [said(one.text) for one in edited]


def _is_said(
    pair: Pair, before: str, edited: Sequence[Line], then: dict[int, Pair], new: Sequence[Line],
    there: set[tuple[str, ...]],
) -> bool:  # fmt: skip
    """Whether the new lines say what the hand made of a line."""
    if pair.edited and all(said(edited[at].text) in there for at in pair.edited):
        return True
    if not pair.base:
        return False
    if not pair.edited:
        return not any(then[at].edited for at in pair.base)
    pairs = list(dict.fromkeys(then[at] for at in pair.base))
    same = tuple(at for one in pairs for at in one.base) == pair.base
    now = " ".join(_text(new, one.edited) for one in pairs)
    return same and _edits(before, _text(edited, pair.edited)) <= _edits(before, now)


def _edits(before: str, after: str) -> set[Edit]:
    old, new = said(before), said(after)
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return {(first, last, new[start:end]) for tag, first, last, start, end in found if tag != "equal"}


def _text(lines: Sequence[Line], ranks: Sequence[int]) -> str:
    return " ".join(lines[at].text for at in ranks)


def _heading(base: Sequence[Line], pair: Pair) -> str:
    """« Article 3 : Moyens : », the heading that a line stands under."""
    for at in range(pair.base[0] if pair.base else -1, -1, -1):
        if base[at].kind == "heading":
            return f"{first_words(base[at].text, _WORDS)} : "
    return ""
