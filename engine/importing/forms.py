"""The sheets that are expected of a workbook: those of the description, under the words that its blank form may have.

The form of a model has every variant, as it was published: a label may not have what the description completes (« Base
budgétaire (…) »), and a sheet may have another number. Its words mean the same rubrique, in the same table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date

from engine.annexes.classeur import workbook
from engine.annexes.reperes import SOMMAIRE
from engine.assembly.blank import blank
from engine.dossier import Dossier
from engine.errors import Finding, Place, Severity
from engine.importing.found import Layout, Wording, words
from engine.importing.given import GivenSheet
from engine.importing.layout import lay_out
from engine.law.applicable import Droit
from engine.libraries.modele import Modele
from engine.workbook import Sheet, cell_name
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """The sheets of the blank form of a model, by the table that each holds."""

    sheets: dict[str, Sheet]
    _expected: dict[str, dict[str, Sheet]] = field(default_factory=dict, repr=False)

    def expected(self, dossier: Dossier) -> dict[str, Sheet]:
        """The sheets that a description expects, by table; what was made once for the same text is not made again."""
        text = dossier.source.text
        if text not in self._expected:
            sheets = workbook(dossier.assembled()).sheets
            self._expected[text] = {sheet.table: sheet for sheet in sheets if sheet.table}
        return self._expected[text]

    def layouts(
        self, dossier: Dossier, given: Iterable[GivenSheet], name: str, before: Dossier | None = None
    ) -> Iterator[Layout]:
        """The sheets that a description expects, found among those of a workbook called `name`.

        Their labels may be those that the description had `before`: the workbook may have been made for it.
        """
        earlier = self.expected(before) if before else {}
        by_name = {words(sheet.name): sheet for sheet in given}
        expected = self.expected(dossier)
        taken = {words(sheet.name) for sheet in expected.values()}
        for table, sheet in expected.items():
            form = self.sheets.get(table)
            found = by_name.get(words(sheet.name))
            if found is None and form and words(form.name) not in taken:
                found = by_name.get(words(form.name))
            if found:
                yield lay_out(sheet, found, name, _wording(sheet, form, earlier.get(table)))

    def unexpected(self, dossier: Dossier, given: Iterable[GivenSheet], name: str) -> Iterator[Finding]:
        """Sheets that are none of those that a description expects, and were filled in: each at its first figure."""
        expected = self.expected(dossier)
        names = {words(sheet.name) for sheet in expected.values()}
        forms = {words(sheet.name): sheet for table, sheet in self.sheets.items()}
        found_by_form = {words(self.sheets[table].name) for table in expected if table in self.sheets}
        hint = f"Feuilles attendues : {', '.join(sheet.name for sheet in expected.values()) or 'aucune'}."
        for sheet in given:
            called = words(sheet.name)
            if called in names | found_by_form:
                continue
            if called in forms:
                pairs = lay_out(forms[called], sheet, name, _wording(forms[called])).pairs
                typed = [at for cell, at, held in pairs if cell.role == "input" and held]
            else:
                typed = [at for at, held in sheet.cells.items() if held.kind == "number" and not held.formula]
            if typed:
                at = min(typed)
                message = f"« {sheet.name} » n'est pas une annexe de ce contrat, et a des chiffres."
                place = Place(name, *at, f"{sheet.name}!{cell_name(*at)}")
                yield Finding("feuille-inconnue", message, hint=hint, place=place)
            elif sheet.cells and called not in forms and called != words(SOMMAIRE):
                at = min(sheet.cells)
                place = Place(name, *at, f"{sheet.name}!{cell_name(*at)}")
                yield Finding("feuille-non-lue", f"« {sheet.name} » n'est pas lue.", Severity.INFORMATION, place=place)


def blank_form(model: Modele, today: date) -> Form:
    """The blank form of a model, as it was published."""
    assembled = blank(model, Droit(today, tel_que_publie=True, bibliotheque=model.bibliotheque))
    return Form({sheet.table: sheet for sheet in workbook(assembled).sheets if sheet.table})


def _wording(sheet: Sheet, form: Sheet | None = None, earlier: Sheet | None = None) -> Wording:
    """The labels that the form, or the earlier description, says otherwise; what two rubriques share means neither."""
    said = _labels(sheet)
    synonyms: dict[str, str] = {}
    for other in (form, earlier):
        printed = _labels(other) if other else {}
        counts = Counter(printed.values())
        pairs = ((printed[nom], said[nom]) for nom in said if nom in printed)
        synonyms |= {text: own for text, own in pairs if counts[text] == 1 and text not in said.values()}
    if form is None:
        return Wording(synonyms, frozenset())
    typed = {cell.rubrique for cell in form.cells if cell.role == "input"}
    fixed = (label for nom, label in _labels(form).items() if nom not in typed | said.keys())
    return Wording(synonyms, frozenset(fixed))


def _labels(sheet: Sheet) -> dict[str, str]:
    """The label of each rubrique."""
    roles = {"label", "header"}
    cells = (cell for cell in sheet.cells if cell.role in roles and cell.rubrique and cell.serie is None)
    return {cell.rubrique: words(cell.value) for cell in cells}
