"""The sheets that are expected of a workbook: those of the description, under the words that its blank form may have.

The form of a model has every variant, as it was published: a label may lack what the description completes (« Base
budgétaire (…) »), and a sheet may have another number. Its words mean the same rubrique, in the same table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from engine.assembly.assemble import assemble
from engine.assembly.classeur import workbook
from engine.dossier import Dossier
from engine.errors import Finding, Place
from engine.importing.found import Layout, Wording, words
from engine.importing.layout import lay_out
from engine.importing.spreadsheet import GivenSheet
from engine.law.applicable import Droit
from engine.reading.library import Modele
from engine.workbook import Sheet, cell_name


@dataclass(frozen=True, slots=True)
class Form:
    """The sheets of the blank form of a model, by the table that each holds."""

    sheets: dict[str, Sheet]

    def layouts(self, dossier: Dossier, given: Iterable[GivenSheet], name: str) -> Iterator[Layout]:
        """The sheets that a description expects, found among those of a workbook called `name`."""
        by_name = {words(sheet.name): sheet for sheet in given}
        expected = _tables(dossier)
        taken = {words(sheet.name) for sheet in expected.values()}
        for table, sheet in expected.items():
            form = self.sheets.get(table)
            found = by_name.get(words(sheet.name))
            if found is None and form and words(form.name) not in taken:
                found = by_name.get(words(form.name))
            if found:
                yield lay_out(sheet, found, name, _wording(sheet, form))

    def unexpected(self, dossier: Dossier, given: Iterable[GivenSheet], name: str) -> Iterator[Finding]:
        """Sheets that are none of those that a description expects, and were filled in: each at its first figure."""
        expected = _tables(dossier)
        names = {words(sheet.name) for sheet in expected.values()}
        forms = {words(sheet.name): sheet for table, sheet in self.sheets.items()}
        found_by_form = {words(self.sheets[table].name) for table in expected if table in self.sheets}
        hint = f"Feuilles attendues : {', '.join(sheet.name for sheet in expected.values()) or 'aucune'}."
        for sheet in given:
            called = words(sheet.name)
            if called in names | found_by_form:
                continue
            if called in forms:
                pairs = lay_out(forms[called], sheet, name, _wording(forms[called], None)).pairs
                typed = [at for cell, at, held in pairs if cell.role == "input" and held]
            else:
                typed = [at for at, held in sheet.cells.items() if held.kind == "number" and not held.formula]
            if typed:
                at = min(typed)
                message = f"« {sheet.name} » n'est pas une annexe de ce contrat, et a des chiffres."
                place = Place(name, *at, f"{sheet.name}!{cell_name(*at)}")
                yield Finding("feuille-inconnue", message, hint=hint, place=place)


def _tables(dossier: Dossier) -> dict[str, Sheet]:
    """The sheets that a description expects, by the table that each holds."""
    return {sheet.table: sheet for sheet in workbook(dossier.assembled()).sheets if sheet.table}


def blank_form(model: Modele, today: date) -> Form:
    """The blank form of a model, as it was published."""
    contrat = model.description.model_validate({"modele": model.nom})
    assembled = assemble(model, contrat, Droit(today, tel_que_publie=True), None, blank=True)
    return Form({sheet.table: sheet for sheet in workbook(assembled).sheets if sheet.table})


def _wording(sheet: Sheet, form: Sheet | None) -> Wording:
    """The labels of the form that the description says otherwise; those that two rubriques share mean neither."""
    if form is None:
        return Wording({}, frozenset())
    said, printed = _labels(sheet), _labels(form)
    counts = Counter(printed.values())
    pairs = ((printed[nom], said[nom]) for nom in said if nom in printed)
    synonyms = {form: own for form, own in pairs if counts[form] == 1 and form not in said.values()}
    typed = {cell.rubrique for cell in form.cells if cell.role == "input"}
    return Wording(synonyms, frozenset(label for nom, label in printed.items() if nom not in typed | said.keys()))


def _labels(sheet: Sheet) -> dict[str, str]:
    """The label of each rubrique."""
    roles = {"label", "header"}
    cells = (cell for cell in sheet.cells if cell.role in roles and cell.rubrique and cell.serie is None)
    return {cell.rubrique: words(cell.value) for cell in cells}
