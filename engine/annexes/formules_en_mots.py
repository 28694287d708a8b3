"""A formula in the reader's words: « forfait global (1) + participation des usagers (2) ».

The names become the short labels of the rubriques, and the functions of the language what they mean, so that who signs
a table can follow its computation with a pencil.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from engine import french
from engine.formulas.parsing import Formula, Name, Number
from engine.tables.grilles import Grille

_OPERATORS = {"+": ("+", 2), "-": (french.MINUS, 2), "*": ("×", 3), "/": ("/", 3)}
_COMPARISONS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "=", "<>": "≠"}
_LOOSE, _COMPARED, _TIGHT = 0, 1, 4
_ROUNDED = {0: "arrondi à l’unité", 2: "arrondi au centième"}
_AMBIGUOUS = re.compile(r"\s[-+×/–−]\s")
_ORDINARY = re.compile(r"[A-ZÀ-Ý](?=[a-zà-ÿ’ ])")

Said = tuple[str, int]
"""Words, and how tightly they hold together: what is loose goes between parentheses inside an operation."""


def formule_en_mots(formula: Formula, grille: Grille, label: Callable[[Name], str] | None = None) -> str:
    """A formula of a table in words; `label` says what a rubrique is called (by default, as the library says it)."""
    words, _ = _Words(grille, label or (lambda name: _label(grille, name))).said(formula)
    return french.typography(words)


def _label(grille: Grille, name: Name) -> str:
    line = None if name.table else grille.named(name.rubrique)
    return line.sens if line else words_of_a_name(name)


def words_of_a_name(name: Name) -> str:
    """What is no rubrique: the year of a series, the column that makes groups."""
    return "année" if name.rubrique == "annee" else name.rubrique.replace("_", " ")


def inside(label: str) -> str:
    """A label as it stands inside a sentence: without its capital, and in quotation marks where it would mislead."""
    label = label.strip()
    if _ORDINARY.match(label):
        label = label[0].lower() + label[1:]
    return f"« {label} »" if _AMBIGUOUS.search(label) else label


class _Words:
    """Says the formulas of one table."""

    def __init__(self, grille: Grille, label: Callable[[Name], str]) -> None:
        self.label, self.grille = label, grille
        repeated = grille.tableau.series
        years = repeated.annees or (repeated.pour and repeated.cle == "annee")
        self.before = "de l’année précédente" if years else "(montant précédent)"
        self.first = "la première année" if years else "le début"

    def said(self, formula: Formula) -> Said:
        if isinstance(formula, Number):
            return french.number(formula.value), _TIGHT
        if isinstance(formula, Name):
            return inside(self.label(formula)), _TIGHT
        function, arguments = formula.function, formula.arguments
        if function in _OPERATORS:
            return self.operation(function, arguments)
        if function in _COMPARISONS:
            left, right = (self.kept(one, _COMPARED + 1) for one in arguments)
            return f"{left} {_COMPARISONS[function]} {right}", _COMPARED
        said: Callable[..., Said] = getattr(self, f"say_{function}")
        return said(*arguments)

    def kept(self, formula: Formula, tightness: int) -> str:
        """Words that hold at least as tightly as asked, between parentheses where they do not."""
        words, binds = self.said(formula)
        return words if binds >= tightness else f"({words})"

    def operation(self, function: str, arguments: tuple[Formula, ...]) -> Said:
        sign, binds = _OPERATORS[function]
        left, right = arguments
        after = self.kept(right, binds + 1)
        if function == "-" and left == Number(Decimal(0)):
            return f"{sign}{french.NO_BREAK}{after}", binds
        return f"{self.kept(left, binds)} {sign} {after}", binds

    def say_precedent(self, of: Formula) -> Said:
        return f"{self.said(of)[0]} {self.before}", _TIGHT

    def say_total(self, of: Formula, *criteria: Formula) -> Said:
        return f"total de {self.quoted(of)}{self.alike(criteria)}", _TIGHT

    def say_sous_total(self, of: Formula) -> Said:
        return f"sous-total de {self.quoted(of)}", _TIGHT

    def say_cumul(self, of: Formula, *criteria: Formula) -> Said:
        return f"cumul de {self.quoted(of)}{self.alike(criteria)} depuis {self.first}", _TIGHT

    def alike(self, criteria: tuple[Formula, ...]) -> str:
        """« (même année) »: what a sum is restricted to."""
        told = [one for one in criteria if isinstance(one, Name) and self.tells(one.rubrique)]
        same = french.enumerate_fr([f"même {self.said(one)[0]}" for one in told])
        return f" ({same})" if same else ""

    def tells(self, criterion: str) -> bool:
        """Whether the rows of the table differ by it: a contract may have one group alone, and no such rubrique."""
        grille = self.grille
        by_group = criterion == grille.tableau.series.groupe and any(one.group for one in grille.series)
        return by_group or criterion == "annee" or grille.named(criterion) is not None

    def say_debut(self, first: Formula, others: Formula) -> Said:
        return f"au début, {self.said(first)[0]} ; ensuite, {self.said(others)[0]}", _LOOSE

    def say_sinon(self, wanted: Formula, instead: Formula) -> Said:
        return f"{self.kept(wanted, _TIGHT)} ou, à défaut, {self.said(instead)[0]}", _LOOSE

    def say_somme(self, *parts: Formula) -> Said:
        return " + ".join(self.kept(one, 2) for one in parts), 2

    def say_moyenne(self, *parts: Formula) -> Said:
        if len(parts) == 1 and isinstance(parts[0], Name):
            return f"moyenne de {self.quoted(parts[0])}", _TIGHT
        return f"moyenne de {self.listed(parts)}", _LOOSE

    def say_min(self, *parts: Formula) -> Said:
        return self.bounded(parts, "sans dépasser", "le plus petit de"), _LOOSE

    def say_max(self, *parts: Formula) -> Said:
        return self.bounded(parts, "sans descendre sous", "le plus grand de"), _LOOSE

    def say_abs(self, of: Formula) -> Said:
        return f"valeur absolue de {self.kept(of, _TIGHT)}", _TIGHT

    def say_arrondi(self, of: Formula, decimals: Formula) -> Said:
        count = int(decimals.value) if isinstance(decimals, Number) else 2
        rounded = _ROUNDED.get(count, f"arrondi à {count} décimales")
        return f"{self.kept(of, _COMPARED + 1)}, {rounded}", _LOOSE

    def say_si(self, condition: Formula, yes: Formula, no: Formula) -> Said:
        return f"si {self.said(condition)[0]}, {self.said(yes)[0]} ; sinon, {self.said(no)[0]}", _LOOSE

    def say_et(self, *parts: Formula) -> Said:
        return " et ".join(self.kept(one, _COMPARED) for one in parts), _LOOSE

    def say_ou(self, *parts: Formula) -> Said:
        return " ou ".join(self.kept(one, _COMPARED) for one in parts), _LOOSE

    def quoted(self, of: Formula) -> str:
        """A rubrique as a name, all of whose figures are meant."""
        words = self.said(of)[0]
        return words if words.startswith("«") else f"« {words} »"

    def bounded(self, parts: tuple[Formula, ...], against: str, among: str) -> str:
        """« x, sans dépasser 24 » against a number, « le plus petit de a et b » otherwise."""
        if len(parts) == 2 and isinstance(parts[1], Number):
            return f"{self.kept(parts[0], _COMPARED + 1)}, {against} {self.said(parts[1])[0]}"
        return f"{among} {self.listed(parts)}"

    def listed(self, parts: tuple[Formula, ...]) -> str:
        return french.enumerate_fr([self.kept(one, _TIGHT) for one in parts])
