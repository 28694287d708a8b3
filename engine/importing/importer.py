"""The figures of a workbook of annexes put into the description that they complete, or every reason why they are not.

Nothing is guessed: a cell is read only where the description expects it, by the names of its row and of its column, and
its fact's own type has the last word. One cell refused, and nothing is to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from engine.dossier import Dossier, dossier_of
from engine.errors import Finding, InputError, Path, Place, Severity, dotted
from engine.importing.completed import completed, raw
from engine.importing.contradictions import contradictions
from engine.importing.forms import Form, blank_form
from engine.importing.found import UNKNOWN, Layout
from engine.importing.given import GivenSheet
from engine.importing.readings import RefusalError, is_already, is_doubtful, reading
from engine.importing.rows import naming, rows_to_add
from engine.importing.unseen import not_as_seen
from engine.reading.description import validate
from models import chemins
from models.records import dataclass

_OF_ROWS = ("annees-hors-contrat", "ligne-double")
"""The findings that tell a row which should not have been added."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that the workbook gives: its path, where it is read, what the description said and what it will say."""

    path: Path
    place: Place
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.place.cell} → {dotted(self.path)} : {self.old or '(vide)'} → {self.new or '(vide)'}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import comes to: the changes, the findings, and the description with the changes made."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    text: str

    @property
    def refused(self) -> tuple[Finding, ...]:
        """The findings for which nothing is to be written."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


def import_sheets(
    dossier: Dossier, sheets: tuple[GivenSheet, ...], name: str, today: date, *, erase: bool = False
) -> Outcome:
    """Read the sheets of a workbook, called `name` in messages, against the annexes of a description.

    An empty cell says nothing, unless `erase`: its fact is then removed.
    """
    form = blank_form(dossier.modele, today)
    rows = rows_to_add(form.layouts(dossier, sheets, name), dossier)
    known, rows = _as_far_as_known(dossier, rows, form, sheets, today)
    layouts = [*form.layouts(known, sheets, name, dossier)]
    findings = [*form.unexpected(known, sheets, name), *(one for layout in layouts for one in layout.findings)]
    findings += [] if layouts or findings else [_no_sheet(name)]
    findings += [one for layout in layouts for one in _unknown_series(layout)]
    read, refused = _read(layouts, dossier, erase=erase)
    findings += refused
    facts = {path: value for path, (value, _) in read.items()}
    named = naming(facts, layouts, known, rows)
    places = {path: layout.place(spot) for layout in layouts for path, spot in layout.headings.items()}
    places |= {path: place for path, (_, place) in read.items()}
    for path in named:
        places.setdefault(path, _beside(path, places))
    try:
        whole = validate(completed(dossier.source, dossier.modele, {**named, **facts}), dossier.modele.description)
    except InputError as error:
        findings += [_at_its_cell(one, places) for one in error.findings]
        return Outcome((), _sorted(findings), dossier.source.text)
    changes = [
        Change(path, places[path], raw(dossier.source, path), value)
        for path, value in {**named, **facts}.items()
        if chemins.at(dossier.contrat, path) != chemins.at(whole, path)
    ]
    after = _with(dossier, {one.path: one.new for one in changes}, today) if changes else dossier
    if all(one.severity is not Severity.ERROR for one in findings):  # or a total would miss what was refused
        findings += [one for layout in form.layouts(after, sheets, name, dossier) for one in contradictions(layout)]
    wrong_rows = [one for one in after.findings if one.code in _OF_ROWS and one.path in places]
    findings += [replace(_at_its_cell(one, places), severity=Severity.ERROR) for one in wrong_rows]
    findings += [one for layout in layouts for one in _doubtful(layout, changes)]
    findings += not_as_seen(layouts, sheets, frozenset(one.path for one in changes))
    return Outcome(tuple(changes), _sorted(findings), after.source.text)


def _as_far_as_known(
    dossier: Dossier, rows: Mapping[Path, str], form: Form, sheets: Iterable[GivenSheet], today: date
) -> tuple[Dossier, dict[Path, str]]:
    """The description with its new rows and, where it takes them, the facts found so far, which its labels may say.

    The facts that name the new rows come with it.
    """
    known = _with(dossier, rows, today) if rows else dossier
    layouts = [*form.layouts(known, sheets, "", dossier)]
    facts = {path: value for path, (value, _) in _read(layouts, dossier, erase=False)[0].items()}
    named = naming(facts, layouts, known, rows)
    with suppress(InputError):
        return _with(dossier, {**named, **facts}, today), named
    return known, dict(rows)


def _no_sheet(name: str) -> Finding:
    message = "ce classeur n'a aucune des feuilles des annexes de ce contrat."
    return Finding("classeur-sans-annexe", message, hint="« cpom annexes FICHIER » les écrit.", place=Place(name))


def _unknown_series(layout: Layout) -> Iterator[Finding]:
    hint = "Corrigez l'intitulé, ou écrivez d'abord cette ligne dans la description."
    nameless = "Écrivez-le ; si c'est une formule, ouvrez le classeur dans un tableur et enregistrez-le."
    for spot, heading in layout.unknown.items():
        message = f"« {heading} » n'est pas un intitulé attendu ici, et a des chiffres."
        if not heading:
            message = "ces chiffres n'ont pas d'intitulé."
        yield Finding(UNKNOWN, message, hint=hint if heading else nameless, place=layout.place(spot))


_Read = dict[Path, tuple[str, Place]]


def _read(layouts: Iterable[Layout], dossier: Dossier, *, erase: bool) -> tuple[_Read, list[Finding]]:
    """The text of each fact that an input gives, with its place; and the cells that cannot be read."""
    facts: _Read = {}
    refused: list[Finding] = []
    for layout in layouts:
        for cell, spot, given in layout.pairs:
            if cell.role != "input":
                if given and not cell.formula and not given.formula and given.kind == "number" and cell.value is None:
                    message, hint = "cette cellule ne se remplit pas.", "Videz-la."
                    refused.append(Finding("cellule-calculee", message, hint=hint, place=layout.place(spot)))
                continue
            if given is not None and is_already(given, cell, chemins.at(dossier.contrat, cell.path)):
                continue
            if given is None:
                if erase and chemins.at(dossier.contrat, cell.path) is not None:
                    facts[cell.path] = ("", layout.place(spot))
                continue
            try:
                facts[cell.path] = (reading(given, cell), layout.place(spot))
            except RefusalError as error:
                refused.append(Finding(error.code, error.message, hint=error.hint, place=layout.place(spot)))
    return facts, refused


def _doubtful(layout: Layout, changes: Iterable[Change]) -> Iterator[Finding]:
    """Percentages below one, read as they are shown (« 12% » typed there shows « 0,12 % »); texts to be read again."""
    changed = {one.path: one.new for one in changes}
    for cell, spot, given in layout.pairs:
        if given and cell.path in changed and is_doubtful(given, cell):
            message = f"cette cellule montre {changed[cell.path]} : c'est ce qui a été lu."
            hint = "Si vous vouliez dire cent fois plus, tapez le nombre sans le signe % : 12 pour 12 %."
            yield Finding("pourcentage-a-verifier", message, Severity.WARNING, hint, place=layout.place(spot))
        elif given and cell.path in changed:
            yield from layout.suspect(spot, given)


def _with(dossier: Dossier, facts: Mapping[Path, str], today: date) -> Dossier:
    return dossier_of(
        completed(dossier.source, dossier.modele, facts), dossier.path, today, dossier.modele.bibliotheque
    )


def _beside(path: Path, places: Mapping[Path, Place]) -> Place:
    """Where a fact of the same row is read."""
    return next((place for other, place in places.items() if other[: len(path) - 1] == path[:-1]), Place(""))


def _at_its_cell(finding: Finding, places: Mapping[Path, Place]) -> Finding:
    """A finding about a fact, at the cell that gave it."""
    return replace(finding, place=places.get(finding.path, finding.place))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))
