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
_AFTER_A_CODE = after("[LRDA][.]", "LO[.]", "art[.]")
_CAPITAL = "A-ZÀÂÉÈÊËÎÏÔÖÛÜÇ"
_TITLES = ("M", "MM", "Mme", "Mmes", "Dr", "Me", "Pr")
_AFTER_A_TITLE = after(*(f"{title}{end}" for title in _TITLES for end in ("", "[.]")))
_BEFORE = "|".join(
    (
        rf"(?=\d{{4}}\b){after(*MONTHS)}",
        rf"(?=\d){_AFTER_A_CODE}",
        rf"{_NUMBERED}{_AFTER_A_DIVISION}",
        rf"(?=[{_CAPITAL}]){_AFTER_A_TITLE}",
        r"(?=[:;!?](?:\s|$))(?<=\w )",
        r"(?=»)(?<=\S )",
    )
)
_AFTER = "|".join(
    (
        rf"(?<=\d )(?=(?:{_MONTH})\b|{_UNIT})",
        rf"(?<=\b1er )(?=(?:{_MONTH})\b)",
        rf"{after('n°', 'n°s')}(?=\w)",
        r"(?<=« )(?=\S)",
    )
)
_SPACE = regex(rf" (?:(?=[\d{_CAPITAL}:;!?»])(?:{_BEFORE})|{_AFTER})")
"""A space that no line may cut. It begins with the space, which is found at once: only there is the rest tried."""
_BETWEEN_DIGITS = regex(r" (?<=\d )(?=\d\d)")
_IN_GROUPS = (regex(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)"), regex(r"(?<!\d)0\d(?: \d\d){4}(?!\d)"))
"""Numbers and telephone numbers, where a text has a space between digits."""

_KEPT = 2048
"""The texts whose setting is kept: contracts share most of their words."""

_RAISED = regex(
    r"[\dI](?<![^\W_].)(?:(?<=[1I])(?=ers?\b)|(?<=1)(?=res?\b)|(?<!I)\d{0,2}(?=es?[ \u00a0][a-zà-ÿ]))"
    r"(?P<raised>ers?|res?|es?)\b"
)
"""« 1er », « 1re », « Ier », and « 2e » before a word: « 4e trimestre ». It begins with what is found at once too."""


@lru_cache(maxsize=_KEPT)
def unbroken(text: str) -> str:
    """Give a text the no-break spaces of its dates, numbers, units, references and civilities; nothing else changes."""
    text = _SPACE.sub(NO_BREAK, text)
    if _BETWEEN_DIGITS.search(text):
        for number in _IN_GROUPS:
            text = number.sub(lambda found: found.group().replace(" ", NO_BREAK), text)
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
