"""Every computed figure that the contract prints, and those that they come from: formula, numbers, facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from engine import french
from engine.annexes.intitules import Intitules, said_source
from engine.annexes.reperes import Repere, reperes
from engine.assembly.assemble import Assembled
from engine.assembly.tableaux import written
from engine.assembly.traced_figures import place_of
from engine.document import Figure
from engine.dossier import Dossier
from engine.explaining import wording
from engine.explaining.explained import ChiffreExplique
from engine.explaining.facts import facts
from engine.explaining.numbers import in_numbers, settled, shown_of
from engine.formulas.cells import Absence, Reference, Resolved
from engine.formulas.evaluation import references
from engine.libraries.tableaux import Rubrique
from engine.nodes import nodes_of
from engine.tables.grilles import Grille, Grilles
from models.records import dataclass


def figures_of(dossier: Dossier, assembled: Assembled) -> Iterator[ChiffreExplique]:
    """The figures in the order of their tables, as the contract prints them."""
    printed: dict[str, dict[str, None]] = {}
    for section in assembled.document.sections:
        for block, clause in section.by_clause:
            for one in nodes_of(block, Figure):
                printed.setdefault(one.case, {})[clause] = None
    every = reperes(assembled)
    intitules = Intitules(assembled.tables, {one.grille.nom: one for one in every}, by_title=True)
    told = _Told(dossier, assembled.tables.grilles, intitules, printed)
    cells = {one.grille.nom: list(_cells(one.grille)) for one in every}
    wanted = _needed((at for several in cells.values() for at in several if place_of(at) in printed), told)
    for repere in every:
        yield from (told.figure(repere, at) for at in cells[repere.grille.nom] if at in wanted)


def _cells(grille: Grille) -> Iterator[Reference]:
    """The cells of a table, those of a rubrique together."""
    yield from (Reference(grille.nom, line.nom, None) for line in grille.parametres)
    for line in grille.rubriques:
        if line.nom:
            yield from (Reference(grille.nom, line.nom, at) for at in range(len(grille.series)))


def _needed(printed: Iterator[Reference], told: _Told) -> set[Reference]:
    """The figures printed, and those that they are worked out of."""
    found: set[Reference] = set()
    rest = list(printed)
    while rest:
        at = rest.pop()
        if at not in found and told.is_computed(at):
            found.add(at)
            rest += told.behind(at)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """Tells the figures of a contract; `printed` are the places of those that it prints, with their clauses."""

    dossier: Dossier
    grilles: Grilles
    intitules: Intitules
    printed: Mapping[str, Iterable[str]]

    def is_computed(self, at: Reference) -> bool:
        """Whether a cell has a figure that follows from a formula, or is said to have no base for it."""
        case = self.grilles.case(at)
        return case.formula is not None and case.value is not Absence.A_RENSEIGNER

    def behind(self, at: Reference) -> list[Reference]:
        """The cells of its formula."""
        return [one for one in references(self._formula(at)) if isinstance(one, Reference)]

    def _formula(self, at: Reference) -> Resolved:
        formula = self.grilles.case(at).formula
        assert formula is not None  # noqa: S101 - only those that are computed
        return settled(formula, self.grilles.value)

    def figure(self, repere: Repere, at: Reference) -> ChiffreExplique:
        """A figure, with its formula in numbers and in words."""
        grille, value = repere.grille, self.grilles.value(at)
        line = grille.named(at.rubrique)
        assert line is not None  # noqa: S101 - its cells are those of its rubriques
        behind = self.behind(at)
        paths = [case.path for case in map(self.grilles.case, behind) if case.path]
        return ChiffreExplique(
            place=place_of(at),
            tableau=self.intitules.title(repere),
            rubrique=self.intitules.label(grille, line),
            serie=self._serie(grille, at.serie),
            texte=self._written(at),
            valeur=value if isinstance(value, Decimal) else None,
            calcul=self._computation(at),
            regle=self._rule(grille, line, at.serie),
            faits=facts(self.dossier, paths),
            chiffres=tuple(dict.fromkeys(place_of(one) for one in behind if self.is_computed(one))),
            imprime=place_of(at) in self.printed,
            source=said_source(line.source, line.doute) if line.source else "",
            clauses=tuple(self.printed.get(place_of(at), ())),
        )

    def _computation(self, at: Reference) -> str:
        formula = self._formula(at)
        if isinstance(self.grilles.value(at), Absence):
            return wording.without_base(self._written(at))
        if not isinstance(formula, Reference):
            return in_numbers(formula, at, self.grilles)
        grille = self.grilles[formula.table]
        line = grille.named(formula.rubrique)
        called = ", ".join(
            filter(None, (self.intitules.label(grille, line) if line else "", self._serie(grille, formula.serie)))
        )
        return wording.taken_over(self._written(at), called)

    def _written(self, at: Reference) -> str:
        """A figure as it is printed."""
        value = self.grilles.value(at)
        return value.value if isinstance(value, Absence) else written(value, shown_of(at, self.grilles), computed=True)

    def _serie(self, grille: Grille, at: int | None) -> str:
        if at is None:
            return ""
        serie = grille.series[at]
        group = f"{serie.group}, " if serie.group and serie.group not in (serie.label or "") else ""
        words = serie.label or wording.UNNAMED
        return group + (words if serie.named_by else self.intitules.words(words, grille.nom))

    def _rule(self, grille: Grille, line: Rubrique, at: int | None) -> str:
        """The formula in words; of the series of totals, that of the total."""
        if at is not None and at == grille.total:
            if line.total == "formule" and line.total_formula:
                return french.capitalise(self.intitules.formula(line.total_formula, grille))
            return wording.TOTALS[line.total] if line.total else ""
        return french.capitalise(self.intitules.formula(line.formula, grille)) if line.formula else ""
