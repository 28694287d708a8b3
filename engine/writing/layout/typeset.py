"""Words as they are set on a page: what no line may cut, and the letters that stand higher.

The tree holds the characters of the contract, and plain text prints them. On a page, « 24 juillet 2003 », « 30 000 € »
or « M. NOM » stay on one line, whoever typed them, and « 1er » is written with its last letters raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from engine.french import DIVISIONS, MONTHS, NO_BREAK, after
from models.regexes import regex

_MONTH = "|".join(MONTHS)
_UNIT = (
    "[%‰€]|(?:euros?|ans?|années?|mois|semaines?|jours?|heures?|h|min|minutes?|kms?|m²|ETP|places?|lits?|points?)\\b"
)
_AFTER_A_DIVISION = after(*DIVISIONS, "[Pp]age", "[Pp]ages")
_NUMBERED = r"(?=\d|[LRDA]\.|[IVX]+\b)"
_DIGIT = "0"
_PATTERNS = (
    (_DIGIT, rf" (?<=\d )(?=(?:{_MONTH})\b)"),
    (_DIGIT, rf" (?<=\b1er )(?=(?:{_MONTH})\b)"),
    (_DIGIT, rf"\b(?:{_MONTH}) \d{{4}}\b"),
    (_DIGIT, r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)"),
    (_DIGIT, r"(?<!\d)0\d(?: \d\d){4}(?!\d)"),
    (_DIGIT, rf" (?<=\d )(?={_UNIT})"),
    ("°", r"\bn°s? (?=\w)"),
    ("°", rf"\b[Oo]bjectifs? n° {_NUMBERED}"),
    (f"{_DIGIT}.IVX", rf" {_NUMBERED}{_AFTER_A_DIVISION}"),
    (".", r"\. (?:(?<=\b[LRDA]\. )|(?<=\bLO\. )|(?<=\bart\. ))(?=\d)"),
    ("MDP", r"\b(?:M|MM|Mme|Mmes|Dr|Me|Pr)\.? (?=[A-ZÀÂÉÈÊËÎÏÔÖÛÜÇ])"),
    (":;!?", r" (?<=\w )(?=[:;!?](?:\s|$))"),
    ("«»", r"« (?=\S)| (?<=\S )»"),
)
"""For each of them, the characters of which a text must have one to hold it: « 0 » stands for any digit."""
_UNBROKEN = tuple((frozenset(needed), regex(pattern)) for needed, pattern in _PATTERNS)
_HAS_DIGIT = regex(r"\d")
_SURE = frozenset(f"{_DIGIT}:;!?»")
_MAY_BE = regex(r"[.°] |« |M(?:me|mes|e|r) |(?:Dr|Pr) ")
"""What a text holds at least, where it has none of these, if it is set."""

_KEPT = 2048
"""The texts whose setting is kept: contracts share most of their words."""

_RAISED = regex(
    r"(?<![^\W_])(?:(?:1|I)(?=(?:ers?)\b)|1(?=res?\b)|\d{1,3}(?=es?[ \u00a0][a-zà-ÿ]))(?P<raised>ers?|res?|es?)\b"
)
"""« 1er », « 1re », « Ier », and « 2e » before a word: « 4e trimestre »."""


@lru_cache(maxsize=_KEPT)
def unbroken(text: str) -> str:
    """Give a text the no-break spaces of its dates, numbers, units, references and civilities; nothing else changes."""
    if " " not in text:
        return text
    found = set(text)
    if _HAS_DIGIT.search(text):
        found.add(_DIGIT)
    if found.isdisjoint(_SURE) and not _MAY_BE.search(text):
        return text
    for needed, pattern in _UNBROKEN:
        if not found.isdisjoint(needed):
            text = pattern.sub(lambda found: found.group().replace(" ", NO_BREAK), text)
    return text


def raised(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text before and after the letters that stand higher: « 1 », « er » raised, «  janvier »."""
    start = 0
    for found in _RAISED.finditer(text):
        first, end = found.span("raised")
        yield text[start:first], False
        yield text[first:end], True
        start = end
    if start < len(text) or not text:
        yield text[start:], False


Pieces = tuple[tuple[str, bool], ...]
"""The parts of a text, raised or not."""


def set_together(texts: Sequence[str]) -> tuple[Pieces, ...]:
    """Texts that follow one another, as they are set: where one ends changes neither spaces nor raised letters."""
    return (_set_alone(texts[0]),) if len(texts) == 1 else _set_together(tuple(texts))


@lru_cache(maxsize=_KEPT)
def _set_alone(text: str) -> Pieces:
    return tuple(raised(unbroken(text)))


@lru_cache(maxsize=_KEPT // 2)
def _set_together(texts: tuple[str, ...]) -> tuple[Pieces, ...]:
    left = list(raised(unbroken("".join(texts))))
    cut: list[Pieces] = []
    for text in texts:
        size, pieces = len(text), list[tuple[str, bool]]()
        while size and left:
            piece, up = left.pop(0)
            pieces.append((piece[:size], up))
            if piece[size:]:
                left.insert(0, (piece[size:], up))
            size -= len(pieces[-1][0])
        cut.append(tuple(pieces))
    return tuple(cut)
