"""The computed tables as clauses print them: real tables of the tree, or their figures one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Any

from engine import french
from engine.assembly import shared
from engine.assembly.column_widths import widths_of
from engine.assembly.extraits import asked
from engine.assembly.facts import Vue
from engine.assembly.lectures import doubtful
from engine.assembly.printed import Chiffre, Given, Manquant, Printed, Typed, Written, computed
from engine.assembly.traced_figures import place_of, sourced
from engine.assembly.watched import Look, unwatched
from engine.document import Block, Cell, Fact, Inline, LineBreak, Sourced, Strong, Text
from engine.errors import Finding, LibraryError
from engine.formulas.cells import Absence, Case, Reference, Resolved
from engine.formulas.evaluation import references
from engine.libraries.tableaux import Colonne, Rubrique
from engine.tables.grilles import Grille, Grilles, Serie
from models import chemins
from models.contrat import Contrat
from models.records import dataclass

_MONEY = {"€": 2, "€/h": 2, "€/km": 2}
_DECIMALS = 2
"""How many decimals a computed figure keeps, unless its rubrique says otherwise."""


def written(figure: Decimal, shown: Rubrique | Colonne, *, computed: bool) -> str:
    """A figure as it is printed, in the unit of its rubrique or of its column.

    An amount has two decimals. Another figure is as it was given; computed, it is rounded half up to the decimals of
    its rubrique (two at the most where it says nothing).
    """
    if shown.unite == "oui/non":
        return "oui" if figure else "non"
    if shown.unite == "année":
        return str(int(figure))
    if shown.unite in _MONEY:
        decimals = _MONEY[shown.unite] if shown.decimales is None else shown.decimales
        return f"{french.number(figure, decimals)}{french.NO_BREAK}{shown.unite}"
    if shown.decimales is not None:
        text = french.number(figure, shown.decimales)
    else:
        text = french.number(_trimmed(french.rounded(figure, _DECIMALS)) if computed else figure)
    return f"{text}{french.NO_BREAK}%" if shown.unite == "%" else text


def _trimmed(figure: Decimal) -> Decimal:
    """Without the zeros that end its decimals."""
    whole = figure.to_integral_value()
    return whole if figure == whole else figure.normalize()


def _called(line: Rubrique) -> str:
    """What the facts of a rubrique are called."""
    return line.nom if "{" in line.libelle else line.libelle or line.nom


def shown_as(line: Rubrique, serie: Serie | None, grille: Grille) -> Rubrique | Colonne:
    """What gives a cell its unit: its rubrique, or its column where the rubrique has none."""
    columns = grille.tableau.series.colonnes
    return columns[serie.column] if serie is not None and serie.column and not line.unite else line


@dataclass(frozen=True, slots=True)
class Tables:
    """The computed tables of one contract, for its clauses; `view` is all of its facts, `words` renders a label.

    `findings` are what is to be verified of the tables printed so far. Without `figures`, they have labels alone.
    """

    grilles: Grilles
    contrat: Contrat
    view: Vue
    printed: Printed
    words: Callable[[str, str], tuple[Inline, ...]]
    figures: bool = True
    findings: dict[Finding, None] = field(default_factory=dict)
    look: Look = unwatched

    def grille(self, nom: str) -> Grille:
        """A table by its name, all of which is looked at.

        Raises:
            LookupError: where the model, or this contract, has no such table.
        """
        self.look("tableau", nom)
        return self.known(nom)

    def known(self, nom: str) -> Grille:
        """The same, for whoever says what is looked at of it."""
        if nom not in self.grilles:
            raise LibraryError(f"« {nom} » n'est pas un tableau de ce contrat")
        return self.grilles[nom]

    def table(
        self,
        nom: str,
        *,
        rubriques: Iterable[str] | None = None,
        series: Iterable[int] | None = None,
        sauf: Iterable[str] = (),
        sens: str = "",
        coin: str | None = None,
        largeurs: Sequence[float] = (),
    ) -> tuple[Block, ...]:
        """The table as a block; `rubriques`, `sauf` (all but these) and `series` (positions) keep a part of it.

        `sens` is « lignes » or « colonnes » where it is not that of the table; `coin` heads the labels; `largeurs` are
        the shares of the columns, as in the description of a table.
        """
        grille = self.grille(nom)
        wanted = None if rubriques is None else set(rubriques)
        if unknown := ((wanted or set()) | set(sauf)) - set(grille.tableau.noms()):
            raise LibraryError(f"« {min(unknown)} » n'est pas une rubrique du tableau « {nom} »")
        kept = [line for line in grille.rubriques if line.nom not in sauf]
        lines = [line for line in kept if wanted is None or line.nom in wanted]
        positions = range(len(grille.series)) if series is None else list(series)
        if not self.figures:
            positions = []
        if not self.printed.blank:
            self.findings.update(dict.fromkeys(doubtful(grille, lines, positions)))
        corner = self._label(grille.tableau.coin if coin is None else coin, nom)
        if (sens or grille.tableau.sens) == "colonnes":
            rows = self._by_series(grille, [line for line in lines if line.nom], positions, corner)
        else:
            rows = self._by_rubriques(grille, lines, positions, corner)
        whole = rubriques is None and series is None
        return (shared.table(widths_of(rows, largeurs or (grille.tableau.largeurs if whole else ())), rows),)

    def extract(self, nom: str, extrait: str) -> tuple[Block, ...]:
        """The part of a table that its description names."""
        grille = self.grille(nom)

        def given(line: str, at: int) -> bool:
            return bool(self.figure(grille, line, at))

        return self.table(nom, **asked(grille, extrait, given))

    def _by_rubriques(
        self, grille: Grille, lines: Sequence[Rubrique], positions: Sequence[int], corner: tuple[Inline, ...]
    ) -> list[tuple[Cell, ...]]:
        heads = [self._head(grille.series[at]) for at in positions]
        rows = [
            (shared.cell(corner, "left", header=True), *(shared.cell(head, "right", header=True) for head in heads))
        ]
        for line in lines:
            label = self._label(line.titre or line.libelle, grille.nom)
            if line.titre:
                rows.append((shared.cell((Strong(label),), colspan=len(positions) + 1),))
                continue
            bold = line.gras
            cells = (self.cell(grille, line, at, bold=bold) for at in positions)
            rows.append((shared.cell(_bold(label, bold)), *cells))
        return rows

    def _by_series(
        self, grille: Grille, lines: Sequence[Rubrique], positions: Sequence[int], corner: tuple[Inline, ...]
    ) -> list[tuple[Cell, ...]]:
        heads = (shared.cell(self._label(line.libelle, grille.nom), _side(line), header=True) for line in lines)
        rows = [(shared.cell(corner, "left", header=True), *heads)]
        for at in positions:
            bold = at == grille.total
            cells = (self.cell(grille, line, at, bold=bold or line.gras) for line in lines)
            rows.append((shared.cell(_bold(self._head(grille.series[at]), bold)), *cells))
        return rows

    def cell(self, grille: Grille, line: Rubrique, at: int | None, *, bold: bool = False) -> Cell:
        """The printed cell of a rubrique in a series."""
        here = Reference(grille.nom, line.nom, at)
        case = grille.known.cases.get(here) or self.grilles.case(here)
        if isinstance(case.value, str) and case.value and case.path:
            self.printed.texts.add(case.path)
        written, how = grille.known.written.setdefault(here, {}), (bold, self.printed.paths is None)
        found: Cell | None = written.get(how)
        if found is None:
            found = shared.cell(_bold(self._content(grille, line, here, case), bold), side=_side(line))
            if not isinstance(case.value, Absence):  # what is to be filled in is told to each contract
                written[how] = found
        return found

    def _content(self, grille: Grille, line: Rubrique, here: Reference, case: Case) -> tuple[Inline, ...]:
        value = self.value(grille, line, case)
        if isinstance(value, Manquant):
            return (self.printed.ask(value),)
        if isinstance(value, Decimal):
            serie = None if here.serie is None else grille.series[here.serie]
            computed = case.formula is not None
            text = written(value, shown_as(line, serie, grille), computed=computed)
            return (sourced(text, case, here, self.grilles, self.printed, _called(line)),)
        texts = [french.apostrophes(text) for text in value.splitlines() if text]
        if len(texts) > 1 and self.printed.paths is None:  # a text of several lines is no fact by itself
            return tuple(part for text in texts for part in (LineBreak(), Text(text)))[1:]
        said = (sourced(text, case, here, self.grilles, self.printed, _called(line)) for text in texts)
        return tuple(part for text in said for part in (LineBreak(), text))[1:]

    def value(self, grille: Grille, line: Rubrique, case: Case) -> Decimal | str | Manquant:
        """The figure or the text of a cell, or the fact to fill in; empty words where there is nothing to print."""
        if not isinstance(case.value, Absence):
            return case.value
        of = case.formula
        missing = self._asked(grille, line, case) if of is None else self._asked_by(of, grille)
        return case.value.value if missing is None else missing

    def figure(self, grille: Grille, nom: str, at: int) -> Any:
        """What a rubrique has in a series, for a clause: its figure, the fact to fill in, the words for want of it."""
        line = grille.named(nom)
        if line is None:
            raise LibraryError(f"« {nom} » n'est pas une rubrique du tableau « {grille.nom} »")
        position = None if grille.is_parameter(nom) else at
        case = grille.case(nom, position)
        found = self.value(grille, line, case)
        if isinstance(found, Decimal):
            shown = shown_as(line, None if position is None else grille.series[position], grille)
            words = written(found, shown, computed=case.formula is not None)
            if case.formula is None:
                return Chiffre.written(found, words, case.path, _called(line))
            return Chiffre.written(found, words, case=place_of(Reference(grille.nom, nom, position)))
        return Written(found) if isinstance(found, str) and not case.path else found

    def _asked(self, grille: Grille, line: Rubrique, case: Case) -> Manquant | None:
        """The fact of a cell, where it is missing and has to be given."""
        asked = bool(case.path) and not line.facultatif and not self.printed.blank
        later = any(serie.later and serie.path == case.path[: len(serie.path)] for serie in grille.series)
        if not asked or later or (grille.tableau.facultatif and not grille.given):
            return None
        missing = chemins.at(self.view, case.path)
        assert isinstance(missing, Manquant)  # noqa: S101 - the figure is absent
        return missing

    def _asked_by(self, formula: Resolved, home: Grille) -> Manquant | None:
        """What stands for a figure that is computed of facts to fill in; those that no cell prints are listed."""
        found = list(self._lacking(formula, home, set()))
        for base, missing in found:
            if base:
                self.printed.ask(missing)
        return computed(found[0][1]) if found else None

    def _lacking(self, formula: Resolved, home: Grille, seen: set[Reference]) -> Iterator[tuple[bool, Manquant]]:
        """The facts to fill in of which a formula is made, through those that it names; whether none prints them.

        A row that nobody wrote has facts in its own table alone, and in those that the contract prints.
        """
        for at in (one for one in references(formula) if isinstance(one, Reference) and one not in seen):
            seen.add(at)
            grille, case = self.grilles[at.table], self.grilles.case(at)
            line = grille.named(at.rubrique)
            if line is None or case.value is not Absence.A_RENSEIGNER:
                continue
            if case.formula is not None:
                yield from self._lacking(case.formula, home, seen)
                continue
            there = at.serie is None or chemins.at(self.contrat, grille.series[at.serie].path) is not None
            missing = self._asked(grille, line, case) if there or grille is home or grille.tableau.annexe else None
            if missing is not None:
                yield line.base, missing

    def _head(self, serie: Serie) -> tuple[Inline, ...]:
        if serie.label is None:
            missing = chemins.at(self.view, serie.named_by)
            group = (Text(f"{french.apostrophes(serie.group)}, "),) if serie.group else ()
            return (*group, self.printed.ask(missing)) if isinstance(missing, Manquant) else group
        if serie.named_by:  # words of the user
            self.printed.texts.add(serie.named_by)
            return (self._named(serie, serie.label),)
        return self._label(serie.label, "")

    def _named(self, serie: Serie, words: str) -> Text:
        """The words of the user that head a series: the fact that names it, where they are its own."""
        place, said = chemins.ecrit(serie.named_by), french.apostrophes(words)
        if self.printed.paths is not None:
            return Sourced(said, place)
        fact = chemins.at(self.view, serie.named_by)
        alone = (
            isinstance(fact, Typed | Given) and fact.label and str(chemins.at(self.contrat, serie.named_by)) == words
        )
        return Fact(said, place, fact.label) if alone else Text(said)

    def _label(self, text: str, nom: str) -> tuple[Inline, ...]:
        return self.words(text, nom) if text else ()


def _side(line: Rubrique) -> Any:
    return "left" if line.unite == "texte" else "right"


def _bold(content: tuple[Inline, ...], bold: bool) -> tuple[Inline, ...]:
    return (Strong(content),) if bold and content else content
