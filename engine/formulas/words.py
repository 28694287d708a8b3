"""A formula in the reader's words: « forfait global (1) + participation des usagers (2) ».

The names become the short labels of the rubriques, and the functions of the language what they mean, so that who signs
a table can follow its computation with a pencil.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine import french
from engine.formulas.function import ALONE, Text, Words
from engine.formulas.functions import function
from engine.formulas.tree import Formula, Name, Number
from models.records import dataclass
from models.regexes import regex

_AMBIGUOUS = regex(r"\s[-+×/–−]\s")
_ORDINARY = regex(r"[A-ZÀ-Ý](?=[a-zà-ÿ’ ])")


def words_of_a_name(name: Name) -> str:
    """What is no rubrique: the year of a series, the column that makes groups."""
    return "année" if name.rubrique == "annee" else name.rubrique.replace("_", " ")


def inside(label: str) -> str:
    """A label as it stands inside a sentence: without its capital, and in quotation marks where it would mislead."""
    label = label.strip()
    if _ORDINARY.match(label):
        label = label[0].lower() + label[1:]
    return f"« {label} »" if _AMBIGUOUS.search(label) else label


@dataclass(frozen=True, slots=True)
class Wording(Words):
    """Says the formulas of one table: `label` says what a rubrique is called, whole or short.

    Its series are years where it is `yearly`; its rows may differ by a criterion where it `tells` them apart by it (a
    contract may have one group alone, and no such rubrique).
    """

    label: Callable[[Name], str]
    yearly: bool
    tells: Callable[[str], bool]

    def sentence(self, formula: Formula) -> str:
        """A formula in words."""
        return french.typography(self.said(formula))

    def said(self, argument: Formula, /) -> str:
        """A part of a formula."""
        return self._text(argument)[0]

    def kept(self, argument: Formula, tightness: int, /) -> str:
        """Words that hold at least as tightly as asked, between parentheses where they do not."""
        words, binds = self._text(argument)
        return words if binds >= tightness else f"({words})"

    def quoted(self, argument: Formula, /) -> str:
        """A rubrique as a name, all of whose figures are meant."""
        words = self.said(argument)
        return words if words.startswith("«") else f"« {words} »"

    def listed(self, arguments: Sequence[Formula], /) -> str:
        """« a, b et c »."""
        return french.enumerate_fr([self.kept(one, ALONE) for one in arguments])

    def alike(self, criteria: Sequence[Formula], /) -> str:
        """« (même année) »: what a sum is restricted to."""
        told = [one for one in criteria if isinstance(one, Name) and self.tells(one.rubrique)]
        same = french.enumerate_fr([f"même {self.said(one)}" for one in told])
        return f" ({same})" if same else ""

    def _text(self, formula: Formula) -> Text:
        if isinstance(formula, Number):
            return french.number(formula.value), ALONE
        if isinstance(formula, Name):
            return inside(self.label(formula)), ALONE
        return function(formula.function).words(self, *formula.arguments)
