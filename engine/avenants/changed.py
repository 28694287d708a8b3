"""The words that change in an alinéa: the fewest that are read at sight and there once, never a part of a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from engine.avenants.letters import spaced
from engine.avenants.modifications import Place, WordsDeleted, WordsInserted, WordsReplaced
from engine.french import MONTHS

Wording = WordsReplaced | WordsInserted | WordsDeleted

_MOST = 3
"""The changes of an alinéa from which it is written again whole."""
_PART = 0.5
"""The share of its words from which it is."""
_NEAR = 2
"""The words between two changes that make one of them."""
_CONTEXT = 3
"""The words after which others are inserted, where that many are there."""
_LONGEST = 4_000
"""The words of an alinéa above which they are not compared one by one."""

_LETTERS = 3
"""The letters and digits under which words are quoted with those around them."""

_TOKEN = re.compile(
    rf"\d{{1,2}}(?:er)?\s(?:{'|'.join(MONTHS)})(?:\s\d{{4}})?"  # a date
    r"|(?:[LRDA]\.|n°|M\.|Mme)\s[\w.-]*\w"  # « L. 313-11 », « M. Exemple »
    r"|[+−-]?\d(?:[\d\u00a0\u202f.,/-]*\d)?\w*(?:[\u00a0 ]?(?:%|€(?:/\w+)?)|\u00a0\w+)?"  # an amount with its unit
    r"|[^\W_][\w’'.@-]*(?<=[\w’'])|\s|.",
    re.DOTALL,
)


def changed_words(
    place: Place, old: str, new: str, around: Sequence[str], *, cell: bool = False
) -> tuple[Wording, ...]:
    """The operations that make the new text of the old one; none where the whole is better said again.

    `around` has all that stands in the place, where the words that are quoted must be found once. All the words of a
    `cell` may change.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > _LONGEST or len(after) > _LONGEST:
        return ()
    hunks = _hunks(before, after)
    touched = sum(_count(before[a:b]) for a, b, _, _ in hunks)
    added = sum(_count(after[c:d]) for _, _, c, d in hunks)
    many = not cell and max(touched, added) > _PART * max(_count(before), 1)
    if not hunks or len(hunks) > _MOST or many:
        return ()
    found: list[Wording] = []
    end = 0
    for number, hunk in enumerate(hunks):
        limit = hunks[number + 1][0] if number + 1 < len(hunks) else len(before)
        said = _Hunk(before, after, hunk, (end, limit)).said(place, "\n".join(around))
        if said is None:
            return ()
        operation, end = said
        found.append(operation)
    return tuple(found) if _makes(found, old, new) else ()


def _count(tokens: Sequence[str]) -> int:
    return sum(not token.isspace() for token in tokens)


def _hunks(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The spans that differ, those with hardly a word between them joined."""
    old, new = [spaced(one) for one in before], [spaced(one) for one in after]
    hunks: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if hunks and _count(before[hunks[-1][1] : a]) <= _NEAR:
            hunks[-1] = (hunks[-1][0], b, hunks[-1][2], d)
        else:
            hunks.append((a, b, c, d))
    return hunks


class _Hunk:
    """A span that differs, with the words around it that it may take: those of no other."""

    def __init__(
        self, before: Sequence[str], after: Sequence[str], span: tuple[int, int, int, int], free: tuple[int, int]
    ) -> None:
        self.before, self.after = before, after
        self.a, self.b, self.c, self.d = span
        self.free = free

    def said(self, place: Place, around: str) -> tuple[Wording, int] | None:
        """The operation, and where what it quotes ends; nothing where no words around it are there once."""
        if self.a == self.b and (inserted := self._inserted(place, around)):
            return inserted, self.b
        if self.c == self.d and (deleted := self._deleted(place, around)):
            return deleted, self.b
        start, stop = self.a, self.b
        left = start == stop or self.before[start][:1].isdigit()  # « annexe 2 », « cinq ans »
        while not self._holds(start, stop, around):
            start, stop, left = self._wider(start, stop, left=left)
            if start < 0:
                return None
        old = "".join(self.before[start:stop])
        new = "".join((*self.before[start : self.a], *self.after[self.c : self.d], *self.before[self.b : stop]))
        return WordsReplaced(place, old, new), stop

    def _holds(self, start: int, stop: int, around: str) -> bool:
        """Whether these words are there once, and both what they are and what they become can be quoted."""
        old = "".join(self.before[start:stop])
        new = "".join((*self.before[start : self.a], *self.after[self.c : self.d], *self.before[self.b : stop]))
        words = len(re.findall(r"\w+", old))
        is_long = sum(map(str.isalnum, old)) >= _LETTERS if any(map(str.isdigit, old)) else words > 1
        is_whole = (start, stop) == (0, len(self.before))
        return (is_long or is_whole) and _is_quotable(old) and _is_quotable(new) and occurrences(old, around) == 1

    def _wider(self, start: int, stop: int, *, left: bool) -> tuple[int, int, bool]:
        """One more word on one side, then on the other."""
        can_left, can_right = start > self.free[0], stop < self.free[1]
        if not can_left and not can_right:
            return -1, -1, left
        if can_left and can_right and not left and not re.match(r"\s|\w", self.before[stop]):
            left = True  # rather a word before than the end of the sentence
        if can_left and (left or not can_right):
            return start - 1, stop, not self.before[start - 1].strip() or not can_right
        return start, stop + 1, bool(self.before[stop].strip())

    def _deleted(self, place: Place, around: str) -> WordsDeleted | None:
        """Words taken away, with the space before them: the one after them is in its place."""
        old = spaced("".join(self.before[self.a : self.b]))
        after_space = self.a > self.free[0] and spaced(self.before[self.a - 1]) == " "
        words = old[1:] if old.startswith(" ") else old[:-1] if old.endswith(" ") and after_space else ""
        if words and _is_quotable(words) and len(words) >= _LETTERS and occurrences(words, around) == 1:
            return WordsDeleted(place, words)
        return None

    def _inserted(self, place: Place, around: str) -> WordsInserted | None:
        """Words put after others, a space between them."""
        said = spaced("".join(self.after[self.c : self.d]))
        end = self.a
        if (
            said.endswith(" ")
            and not said.startswith(" ")
            and end > self.free[0]
            and spaced(self.before[end - 1]) == " "
        ):
            said, end = f" {said[:-1]}", end - 1  # the space before the words is the one that was there
        if not said.startswith(" ") or not _is_quotable(said[1:]):
            return None
        for start in range(end - 1, self.free[0] - 1, -1):
            words = "".join(self.before[start:end])
            is_long = _count(self.before[start:end]) >= _CONTEXT or start == self.free[0]
            if is_long and _is_quotable(words) and occurrences(words, around) == 1:
                return WordsInserted(place, words, said[1:])
        return None


def _is_quotable(words: str) -> bool:
    return (
        bool(words) and words == words.strip() and not re.search(r"[\n\r\t‹›]", words) and any(map(str.isalnum, words))
    )


def occurrences(words: str, text: str) -> int:
    """How many times words are in a text, those that overlap too."""
    return len(re.findall(f"(?={re.escape(spaced(words))})", spaced(text)))


def quoted_by(operation: Wording) -> str:
    """The words of the old text that an operation quotes."""
    match operation:
        case WordsReplaced(old=words) | WordsInserted(after=words) | WordsDeleted(words=words):
            return words


def edits_of(operation: Wording, text: str) -> tuple[int, int, str] | None:
    """Where a text changes, and what stands there now; nothing where the words are not in it once."""
    words = quoted_by(operation)
    if not words or occurrences(words, text) != 1:
        return None
    start = spaced(text).index(spaced(words))
    stop = start + len(words)
    match operation:
        case WordsReplaced(new=new):
            return start, stop, new
        case WordsInserted(words=added):
            return stop, stop, f" {added}"
        case WordsDeleted():
            return (start - 1 if spaced(text)[start - 1 : start] == " " else start), stop, ""


def edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str | None:
    """The text with these changes; nothing where two of them touch the same letters."""
    end = len(text)
    for start, stop, words in sorted(edits, reverse=True):
        if stop > end:
            return None
        text, end = text[:start] + words + text[stop:], start
    return text


def _makes(operations: Sequence[Wording], old: str, new: str) -> bool:
    """Whether the operations make the new text: what no rule foresaw is said whole."""
    edits = [edits_of(one, old) for one in operations]
    if not all(edits):
        return False
    made = edited(old, [one for one in edits if one])
    return made is not None and spaced(made) == spaced(new)
