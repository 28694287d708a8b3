"""The lines and the articles of two contracts that stand for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.carried import Kind, Words
from engine.carried import Line as Written
from engine.comparing.printed import Article, Line, LineKind
from engine.rereading.lines.alignment import aligned
from engine.rereading.lines.ordered import in_order, increasing
from models.records import dataclass

_KINDS: dict[LineKind, Kind] = {"titre": "heading", "puce": "item", "rangée": "cell", "en-tête": "cell"}

_Ranks = tuple[tuple[int, ...], tuple[int, ...], bool]
"""The ranks of lines in both, and whether they moved."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Lines of the first contract and those of the second that stand for them; none where they are of one alone."""

    old: tuple[Line, ...]
    new: tuple[Line, ...]
    moved: bool = False


def paired_lines(old: Sequence[Line], new: Sequence[Line]) -> tuple[Pair, ...]:
    """Every line of two articles, in the order of the second: rows by their first cell, all else by its words."""
    rows = _rows(old, new)
    left = [at for at in range(len(old)) if at not in rows]
    right = [at for at in range(len(new)) if at not in set(rows.values())]
    found: list[_Ranks] = [((one,), (other,), False) for one, other in rows.items()]
    found += (
        (tuple(left[at] for at in pair.base), tuple(right[at] for at in pair.edited), pair.moved)
        for pair in aligned([_written(old[at]) for at in left], [_written(new[at]) for at in right])
    )
    before = {at: rank for rank, (ones, others, _) in enumerate(found) for at in ones if others}
    return tuple(
        Pair(tuple(old[at] for at in ones), tuple(new[at] for at in others), moved)
        for ones, others, moved in sorted(found, key=lambda one: _place(one, before, found))
    )


def _place(one: _Ranks, before: Mapping[int, int], found: Sequence[_Ranks]) -> tuple[int, int, int]:
    """Where a pair is shown: where it stands in the second, or else after what came before it in the first."""
    ones, others, _ = one
    if others:
        return (others[0], 0, 0)
    known = [at for at in range(ones[0], -1, -1) if at in before]
    return (found[before[known[0]]][1][-1] if known else -1, 1, ones[0])


def _rows(old: Sequence[Line], new: Sequence[Line]) -> dict[int, int]:
    """The rows of tables that are the same, then those of the same name."""
    ones, others = ([at for at, line in enumerate(lines) if line.kind == "rangée"] for lines in (old, new))
    texts = [[" ".join(lines[at].text.split()) for at in ranks] for lines, ranks in ((old, ones), (new, others))]
    found = {ones[one]: others[other] for one, other in in_order(*texts)}
    ones = [at for at in ones if at not in found]
    others = [at for at in others if at not in set(found.values())]
    keys = [[lines[at].key for at in ranks] for lines, ranks in ((old, ones), (new, others))]
    found |= {ones[one]: others[other] for one, other in in_order(*keys) if keys[0][one]}
    for one in [at for at in ones if at not in found and old[at].key]:
        same = (at for at in others if at not in set(found.values()) and new[at].key == old[one].key)
        if (other := next(same, None)) is not None:
            found[one] = other
    return found


def _written(line: Line) -> Written:
    words = tuple(Words(run.text, run.fact) for run in line.runs if run.text)
    return Written(words, _KINDS.get(line.kind, "paragraph"))


def paired_articles(old: Mapping[str, Article], new: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    """The names of the articles that stand for each other, in the order of the second, of the first alone in place.

    Those of one name do, then those of one title.
    """
    same = {name: name for name in old if name in new}
    titles = {_words(one.title): name for name, one in new.items() if name not in same and one.title}
    for name, one in old.items():
        if name not in same and (other := titles.pop(_words(one.title), None)):
            same[name] = other
    shown = list(new)
    of = {other: name for name, other in same.items()}
    after: dict[str, list[str]] = {}
    last = ""
    for name in old:
        if name in same:
            last = same[name]
        else:
            after.setdefault(last, []).append(name)
    yield from ((name, "") for name in after.get("", []))
    for name in shown:
        yield of.get(name, ""), name
        yield from ((gone, "") for gone in after.get(name, []))


def _words(title: str) -> str:
    return " ".join(title.rpartition(" : ")[2].rpartition("›")[2].casefold().split())


def moved_articles(pairs: Sequence[tuple[str, str]], old: Mapping[str, Article]) -> set[str]:
    """Those of the second that no more stand between the same others."""
    ranks = {name: rank for rank, name in enumerate(old)}
    both = [(rank, ranks[one]) for rank, (one, other) in enumerate(pairs) if one and other]
    kept = {rank for rank, _ in increasing(both)}
    return {pairs[rank][1] for rank, _ in both if rank not in kept}
