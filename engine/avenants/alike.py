"""Which parts and which alinéas of two contracts stand for each other, in the order of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from engine.avenants.letters import key, spaced
from engine.avenants.parts import Part
from engine.carried import Line
from engine.rereading.lines.letters import said

_ALIKE = 0.35
"""The share of common words from which two alinéas are one that was changed."""
_LARGEST = 10_000
"""The pairs of alinéas of a gap above which none is compared: what stands there is said again."""

Pairs = list[tuple[int | None, int | None]]


def matched(old: Sequence[Sequence[Line]], new: Sequence[Sequence[Line]]) -> Pairs:
    """The ranks of those that are one; alone, those of what was deleted, then of what was added."""
    keys = [key(one) for one in old], [key(one) for one in new]
    found: Pairs = []
    for a, b, c, d, equal in _blocks(*keys):
        if equal:
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            found += _changed(old, new, range(a, b), range(c, d))
    return found


def _blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int, int, int, bool]]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield a, b, c, d, tag == "equal"


def _changed(old: Sequence[Sequence[Line]], new: Sequence[Sequence[Line]], ones: range, others: range) -> Pairs:
    """Between two that are equal: the pairs, in order, that have the most words in common."""
    if len(ones) * len(others) > _LARGEST:
        return [*((one, None) for one in ones), *((None, other) for other in others)]
    words = {("old", at): _words(old[at]) for at in ones} | {("new", at): _words(new[at]) for at in others}
    alone = len(ones) == len(others) == 1
    best: dict[tuple[int, int], float] = {}
    for i in range(len(ones), -1, -1):
        for j in range(len(others), -1, -1):
            if i == len(ones) or j == len(others):
                best[i, j] = 0.0
                continue
            score = _score(old[ones[i]], new[others[j]], words["old", ones[i]], words["new", others[j]], alone=alone)
            together = score + best[i + 1, j + 1] if score else -1.0
            best[i, j] = max(together, best[i + 1, j], best[i, j + 1])
    found: Pairs = []
    i = j = 0
    while i < len(ones) or j < len(others):
        score = 0.0
        if i < len(ones) and j < len(others):
            score = _score(old[ones[i]], new[others[j]], words["old", ones[i]], words["new", others[j]], alone=alone)
        if score and best[i, j] == score + best[i + 1, j + 1]:
            found.append((ones[i], others[j]))
            i, j = i + 1, j + 1
        elif i < len(ones) and (j == len(others) or best[i, j] == best[i + 1, j]):
            found.append((ones[i], None))
            i += 1
        else:
            found.append((None, others[j]))
            j += 1
    return found


def _score(old: Sequence[Line], new: Sequence[Line], one: Counter[str], other: Counter[str], *, alone: bool) -> float:
    """How much two are one, 0 where they are not: a table is no alinéa."""
    if (old[0].kind == "cell") != (new[0].kind == "cell"):
        return 0.0
    if old[0].kind == "cell":
        return 1.0
    share = 2 * sum((one & other).values()) / ((one.total() + other.total()) or 1)
    return share if share >= _ALIKE else 0.01 if alone else 0.0


def _words(lines: Sequence[Line]) -> Counter[str]:
    return Counter(word for line in lines for word in said(line.text))


def matched_parts(
    old: Sequence[Part], new: Sequence[Part], before: Sequence[Line], after: Sequence[Line]
) -> list[tuple[Part | None, Part | None]]:
    """The parts of one name, in the order of both; then, between these, those without a number whose title changed."""
    found: list[tuple[Part | None, Part | None]] = []
    names = [_name(one) for one in old], [_name(one) for one in new]
    for a, b, c, d, equal in _blocks(*names):
        if equal:
            found += zip(old[a:b], new[c:d], strict=True)
            continue
        ones, others = list(old[a:b]), list(new[c:d])
        while ones and others and _is_retitled(ones[0], others[0], before, after):
            found.append((ones.pop(0), others.pop(0)))
        found += [*((one, None) for one in ones), *((None, other) for other in others)]
    return found


def _name(part: Part) -> str:
    return spaced(part.words) if part.headed or "placées après" not in part.words else "stipulations"


def _is_retitled(old: Part, new: Part, before: Sequence[Line], after: Sequence[Line]) -> bool:
    if not (old.words.startswith("rubrique ") and new.words.startswith("rubrique ")):
        return False
    one, other = _words(before[old.start : old.stop]), _words(after[new.start : new.stop])
    return 2 * sum((one & other).values()) >= _ALIKE * (one.total() + other.total())
