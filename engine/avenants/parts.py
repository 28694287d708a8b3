"""The articles, annexes and other parts of a contract, known by its lines alone, as an avenant calls them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import field

from engine.avenants.letters import spaced
from engine.carried import Line
from engine.french import elide, one_line, ordinal
from models.records import dataclass

_LATIN = r"(?:\s(?:bis|ter|quater|(?:quinqu|sex|sept|oct|non|dec|undec|duodec)ies))*"
_BIS = rf"{_LATIN}(?:\s[A-Z](?=\s*[:–—(.]|$))?"
_DECIMAL = rf"\d+(?:{_LATIN}(?=[-.]\d))?(?:[-.]\d+)*{_BIS}"
_END = r"(?=\s*(?:[:–—(.-]|$))"
_NUMBERED = re.compile(rf"(Article|Annexe|Titre)\s+(1er|{_DECIMAL}|[IVXL]+{_BIS}|[A-Z]){_END}")
_ROMAN = re.compile(rf"([IVXL]+{_BIS})\s*[.–-]")
_DOTTED = re.compile(rf"({_DECIMAL})([.)]?)(?=\s|$)")
_LETTERED = re.compile(rf"([a-z]{_BIS})\)")
_LETTER = re.compile(r"[a-z](?=\s|$)")
"""« le a du 1 », which nothing elides."""
_RUBRIC = 9
"""The level of a heading without a number: under the nearest one that has a number."""
_CALLED = {
    "parties": ("la", "désignation des parties"),
    "signatures": ("le", "bloc des signatures"),
    "signature": ("le", "bloc des signatures"),
}


@dataclass(eq=False, slots=True)
class Part:
    """A part of a contract: its heading, where it has one, its own lines, then the parts under it.

    `article` and `words` make its name (« l’ » and « article 3 »), that of what it is `under` follows where it has no
    number of its own. Its own lines are those from `start` to `own`, the parts under it go to `stop`.
    """

    article: str
    words: str
    level: int
    start: int
    headed: bool = True
    root: str = ""
    absolute: bool = False
    own: int = 0
    stop: int = 0
    under: Part | None = None
    parts: list[Part] = field(default_factory=list)
    rank: int = 0
    """Among the parts of one name under the same other, from 1; 0 where it is alone."""

    @property
    def name(self) -> str:
        """« l’article 3-1 », « la rubrique « Documents » de l’article 5 »."""
        feminine = self.article == "la"
        if self.rank and self.article != "les":
            said = f"{self.article} {ordinal(self.rank, feminine)} {self.words}"
        elif self.rank:
            said = f"les {ordinal(self.rank)}s {self.words}"
        else:
            numbered = self.article == "les" or not self.words[:1].islower() or bool(_LETTER.match(self.words))
            said = f"{self.article} {self.words}" if numbered else elide(self.article, self.words)
        return said if self.absolute or self.under is None or not self.under.words else f"{said} {of(self.under.name)}"

    @property
    def feminine(self) -> bool:
        """Its gender, for what agrees with it."""
        return self.article == "la"

    @property
    def chief(self) -> Part:
        """The article or annexe that it is in: itself, or what is above it."""
        return self if self.under is None or not self.under.words else self.under.chief

    @property
    def annexe(self) -> bool:
        """Whether it is an annexe."""
        return self.words.startswith("annexe ")


def of(name: str) -> str:
    """« de l’article 3 », « du préambule », « des visas »."""
    return _with("de ", "du ", "des ", name)


def at(name: str) -> str:
    """« à l’article 3 », « au préambule », « aux visas »."""
    return _with("à ", "au ", "aux ", name)


def _with(before: str, masculine: str, plural: str, name: str) -> str:
    if name.startswith("les "):
        return plural + name[4:]
    return masculine + name[3:] if name.startswith("le ") else before + name


def contract_of(lines: Sequence[Line]) -> Part:
    """The whole contract, its parts under it; it has no name and no line of its own."""
    return _Reading(lines).whole


class _Reading:
    """The parts as they come, under those that are still open."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.whole = Part("", "", 0, 0, headed=False, stop=len(lines))
        self.open = [self.whole]
        for rank, line in enumerate(lines):
            if line.kind == "heading":
                self._headed(rank, line)
            elif self._begins_a_part(rank, line):
                self._headless(rank, line)
        self._close(0, len(lines))
        self._tell_apart(self.whole)

    def _headed(self, rank: int, line: Line) -> None:
        article, words, level, absolute = _called(one_line(line.text), self._chief())
        chief = self._chief()
        if level == _RUBRIC and (chief is None or not chief.headed or _is_other(line.clause, chief)):
            level = 1
        self._begin(Part(article, words, level, rank, root=line.clause, absolute=absolute))

    def _chief(self) -> Part | None:
        return self.open[1] if len(self.open) > 1 else None

    def _begins_a_part(self, rank: int, line: Line) -> bool:
        chief = self._chief()
        if chief is None or rank == 0:
            return True
        first_visa = not line.clause and not chief.headed and chief.start == 0 and spaced(line.text).startswith("Vu ")
        other = _is_other(line.clause, chief) and not (chief.headed and self._comes_back(rank, chief))
        return other or first_visa

    def _comes_back(self, rank: int, chief: Part) -> bool:
        """Whether the part goes on below: a clause that several parts share stands in it."""
        for line in self.lines[rank + 1 :]:
            if not _is_other(line.clause, chief):
                return line.kind != "heading" or _called(one_line(line.text), chief)[2] > 1
            if line.kind == "heading":
                return False
        return False

    def _headless(self, rank: int, line: Line) -> None:
        root = line.clause.partition("/")[0]
        before = self._chief()
        if root in _CALLED:
            article, words = _CALLED[root]
        elif before is None:
            article, words = "le", "intitulé du contrat"
        elif not root:
            article, words = "les", "visas"
        else:
            article, words = "les", f"stipulations placées après {before.name}"
        self._begin(Part(article, words, 1, rank, headed=False, root=line.clause))

    def _begin(self, part: Part) -> None:
        self._close(part.level, part.start)
        part.under = self.open[-1]
        part.under.parts.append(part)
        self.open.append(part)

    def _close(self, level: int, at: int) -> None:
        while len(self.open) > 1 and self.open[-1].level >= level:
            self.open.pop().stop = at

    def _tell_apart(self, part: Part) -> None:
        """Give their ranks to the parts of one name, and its own lines to each."""
        part.own = part.parts[0].start if part.parts else part.stop
        counts, met = Counter(one.words for one in part.parts), Counter[str]()
        for one in part.parts:
            met[one.words] += 1
            one.rank = met[one.words] if counts[one.words] > 1 else 0
            self._tell_apart(one)


def _is_other(clause: str, chief: Part) -> bool:
    """Whether a line is of a clause that is none of those of the part: those of one folder, or of one family."""
    folder = chief.root.rpartition("/")[0] if chief.annexe else ""
    root = folder or chief.root.partition("/")[0]
    return clause != root and not clause.startswith(f"{root}/") if root else bool(clause)


def _called(title: str, chief: Part | None) -> tuple[str, str, int, bool]:
    """The name of a heading, with its article, its level, and whether it needs no other name beside."""
    if found := _NUMBERED.match(title):
        return ("la" if found[1] == "Annexe" else "le"), f"{found[1].lower()} {found[2]}", 1, True
    in_annexe = chief is not None and chief.annexe
    if not in_annexe and re.match(r"Préambule\b", title):
        return "le", "préambule", 1, True
    if not in_annexe and (found := _ROMAN.match(title)):
        return "le", found[1], 1, True
    if not in_annexe and (found := _DOTTED.match(title)):
        depth = len(re.findall(r"\d+", found[1]))
        if depth == 1 and found[2]:
            return "le", found[1], 2, False
        return "le", f"article {found[1]}", depth, True
    if not in_annexe and (found := _LETTERED.match(title)):
        return "le", found[1], 3, False
    words = title.translate({ord(one): "“" for one in "«‹"} | {ord(one): "”" for one in "»›"})
    return "la", f"rubrique «\u00a0{words}\u00a0»", _RUBRIC, False


def repealed_heading(heading: str) -> str:
    """The heading that stays of what is repealed: « Article 8 : Litiges » is « Article 8 (abrogé) ».

    What has no number, which nobody would look for, has no heading left: the text is empty.
    """
    title = one_line(heading)
    for numbered in (_NUMBERED, _ROMAN, _DOTTED, _LETTERED):
        if found := numbered.match(title):
            return f"{found[0].rstrip(' .–-')} (abrogé{'e' if title.startswith('Annexe') else ''})"
    return ""
