"""A form that came back, as what a description would say: each answer at its path, with the cell where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import Any

from engine.carried import Carried
from engine.checks.plusieurs_en_un import run_together
from engine.errors import Finding, InputError, Path, Place, Severity
from engine.forms.files import titles_of, years_of
from engine.forms.form import Asking, Form
from engine.forms.made import form_of
from engine.forms.sheets import IN_A_TABLE, IN_A_TURNED_TABLE, workbook_of
from engine.importing.found import words
from engine.importing.given import Given, GivenSheet
from engine.importing.readings import RefusalError
from engine.importing.unseen import struck
from engine.libraries.modele import Modele
from engine.merging.form_answers import answered, without_its_name
from engine.merging.form_cells import FilledSheet, Item, filled_sheets
from engine.merging.sides import Side
from engine.reading.description import stated, valid_part, validate
from engine.reading.yaml_strict import Source
from engine.workbook import Sheet
from models import chemins
from models.champs import Repondant
from models.chemins import Noms
from models.records import dataclass
from models.reponses import est_sans_objet

_KEEP = "Gardez les lignes, les colonnes et les feuilles du formulaire comme elles sont."

Fill = Callable[[Form], Sequence[FilledSheet]]
"""Gives what the cells of a file hold, by the form that it should be."""


@dataclass
class _Reading:
    """The answers of a form, called `name`; `questions` are those that it should have."""

    name: str
    questions: Mapping[Noms, Asking]
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    items: dict[Noms, dict[int, Path]] = field(default_factory=dict)
    """Of each table, the path of the item of each number."""
    held: dict[Noms, set[int]] = field(default_factory=dict)
    """Of each table, the numbers of the items that hold others."""

    def look(self, filled: Sequence[FilledSheet]) -> None:
        """Find which items hold others, those inside first: they are there, whether or not they say anything."""
        for one in sorted(filled, key=lambda each: -len(each.table)):
            inside = self.held.get(one.table, set())
            said = (item for item in one.items if item.answers or item.number in inside)
            if one.above:
                self.held.setdefault(one.above, set()).update(item.above for item in said if item.above)
            if one.above and not one.questions:  # its items say nothing but where they are
                self.held.setdefault(one.table, set()).update(
                    item.number for item in one.items if item.number and item.above
                )

    def once(self, filled: FilledSheet) -> None:
        """The questions that are asked once; a line that was copied may say the same again."""
        for names, given in filled.answers:
            if asking := self.questions.get(names):
                before = chemins.at(self.data, names)
                self.answer(names, given, asking, filled)
                if before not in (None, chemins.at(self.data, names)):
                    self.refuse(filled, given, "reponse-double", "cette question a deux réponses dans le formulaire.")
            else:
                self.unknown(filled, given, names)

    def table(self, filled: FilledSheet) -> None:
        """The items of a table, each in the item above that its number says."""
        numbered = self.items.setdefault(filled.table, {})
        for item in filled.items:
            said = {names: given for names, given in item.answers.items() if names in self.questions}
            for names, given in item.answers.items():
                if names not in self.questions:
                    self.unknown(filled, given, names)
            holds = item.number in self.held.get(filled.table, ()) and (item.above or not filled.above)
            if not said and not holds:
                continue
            first = next(iter(said.values()), Given(*item.spot, "text", ""))
            if (path := self._place(filled, item, first)) is None:
                continue
            if item.number in numbered:
                self.refuse(
                    filled, first, "numero-double", f"le n° {item.number} est donné deux fois dans cette liste."
                )
            elif item.number:
                numbered[item.number] = path
            chemins.put(self.data, path, {})
            for names, given in said.items():
                self.answer((*path, *names[len(filled.table) :]), given, self.questions[names], filled)

    def _place(self, filled: FilledSheet, item: Item, first: Given) -> Path | None:
        """The path of a new item: at the end of its list, in the item above."""
        holder: Path = ()
        if filled.above:
            known = self.items.get(filled.above, {})
            found = known.get(item.above or 0) or (
                next(iter(known.values())) if len(known) == 1 and not item.above else None
            )
            if found is None:
                what = "de quel n° cet élément fait-il partie ?"
                if item.above:
                    what = f"le n° {item.above}, dont cet élément ferait partie, n'est pas rempli."
                self.refuse(
                    filled, first, "element-sans-parent", what, "Écrivez sous « De n° » un numéro qui est rempli."
                )
                return None
            holder = found
        names = filled.table[len(filled.above) :]
        held = chemins.at(self.data, (*holder, *names))
        return (*holder, *names, len(held) if isinstance(held, list) else 0)

    def answer(self, path: Path, given: Given, asking: Asking, filled: FilledSheet) -> None:
        """Read a cell; one answer a line, where there are several."""
        place = self.place(filled, given)
        self.findings += struck(given, place)
        try:
            said = answered(given, asking, filled.sheet.first_day)
        except RefusalError as error:
            self.findings.append(Finding(error.code, error.message, hint=error.hint, path=path, place=place))
            return
        said = without_its_name(said, path, filled.table)
        lines = [line.strip() for line in said.split("\n") if line.strip()] if asking.lines else [said]
        if asking.none and est_sans_objet(lines):
            chemins.put(self.data, path, said.strip())
            lines = []
        for at, line in enumerate(lines):
            where: Path = (*path, at) if asking.lines else path
            if asking.by_year and asking.lines:
                year, _, line = line.partition(":")  # noqa: PLW2901
                where = (*path, year.strip())
            elif asking.lines:
                self.findings += (replace(one, place=place) for one in run_together(where, line))
            chemins.put(self.data, where, line.strip())
            self.places[where] = place
        self.places.setdefault(path, place)

    def unknown(self, filled: FilledSheet, given: Given, names: Noms) -> None:
        """An answer to a question that the model does not ask."""
        message = f"« {'.'.join(names)} » n'est pas une question de ce modèle."
        self.refuse(
            filled, given, "question-inconnue", message, "Faites un formulaire neuf : cpom questionnaire MODELE."
        )

    def refuse(self, filled: FilledSheet, given: Given, code: str, message: str, hint: str = _KEEP) -> None:
        """Refuse a cell."""
        self.findings.append(Finding(code, message, hint=hint, place=self.place(filled, given)))

    def place(self, filled: FilledSheet, given: Given) -> Place:
        """Where a cell stands in the form."""
        return Place(self.name, given.row, given.column, filled.name(given))


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it was read: what it says, for whom it was made and from which description, what is to be known of it.

    `asked` are the questions that had an answer in it when it was sent, and `sent` is all that it showed then.
    """

    name: str
    data: dict[str, Any]
    party: Repondant | None
    carried: Carried | None
    asked: frozenset[Noms]
    sent: Mapping[str, Any]
    findings: tuple[Finding, ...]

    def side(self, *, erase: bool) -> Side:
        """What it says, beside other files; with `erase`, an answer that is empty says that there is none."""
        return Side(self.name, self.data, self.party, self.asked if erase else frozenset(), sent=self.sent)


def read_form(
    fill: Fill,
    name: str,
    model: Modele,
    party: Repondant | None,
    carried: Carried | None,
    base: Source,
) -> FilledForm:
    """Read a form of a model, called `name`; `base` is the description that it was made from.

    `fill` gives what its cells hold, by the questions of the form as it was made.

    Raises:
        InputError: with every cell that is refused.
    """
    sent = base.data
    form = form_of(model, party, sent, years_of(valid_part(base, model.description)[0]))
    filled = fill(form)
    # The years of the form may be those of another day.
    questions = {**dict(_of_years(filled, form)), **{one.names: one for one in form.every_question}}
    work = _Reading(name, questions)
    work.look(filled)
    for one in sorted(filled, key=lambda each: len(each.table)):
        if one.table:
            work.table(one)
        else:
            work.once(one)
    # The words of a form of another library are not those that are expected: they cannot be told from what was typed.
    sure = Severity.ERROR if carried and carried.libraries == titles_of(model) else Severity.WARNING
    work.findings += (_elsewhere(work.place(one, given), given, sure) for one in filled for given in one.elsewhere)
    present = frozenset(path for one in filled for path in one.questions)
    work.findings += _missing(questions, present, name)
    work.data["modele"] = model.nom
    source = Source(name, "", work.data, work.places, {})
    try:
        validate(source, model.description)
    except InputError as error:
        work.findings += error.findings
    findings = tuple(dict.fromkeys(work.findings))
    if wrong := [one for one in findings if one.severity is Severity.ERROR]:
        raise InputError([*wrong, *(one for one in findings if one not in wrong)])
    # What the form had no answer to when it was made, it may leave empty without saying anything.
    asked = frozenset(names for names in present if any(held for _, held in chemins.every(sent, names)))
    return FilledForm(name, stated(work.data, model.description), party, carried, asked, sent, findings)


def filled_workbook(sheets: Sequence[GivenSheet], form: Form) -> list[FilledSheet]:
    """What the sheets of a form hold."""
    return list(filled_sheets(sheets, _expected(form)))


def _of_years(filled: Iterable[FilledSheet], form: Form) -> Iterator[tuple[Noms, Asking]]:
    """The questions of a year that the file has and the form does not: its years may be those of another day."""
    groups = {(one.names if one.lines else one.names[:-1]): one for one in form.every_question if one.by_year}
    for path in (path for one in filled for path in one.questions):
        if path[:-1] in groups and path[-1].isdecimal():
            yield path, replace(groups[path[:-1]], names=path, lines=False)


def _expected(form: Form) -> frozenset[str]:
    """The words that stand in a form beside answers."""
    book = workbook_of(form, "", date(2000, 1, 1))
    every = (cell.value for sheet in book.sheets for cell in _fixed(sheet))
    coded = (answer for one in form.every_question for answer in one.choices)  # listed as such in older forms
    return frozenset(map(words, (*every, *coded, IN_A_TABLE, IN_A_TURNED_TABLE)))


def _fixed(sheet: Sheet) -> Iterator[Any]:
    return (cell for cell in sheet.cells if cell.value is not None and cell.role != "input")


def _elsewhere(place: Place, given: Given, severity: Severity) -> Finding:
    text = " ".join(str(given.value).split())[:60]
    message = f"« {text} » est écrit hors des cellules à remplir."
    hint = "Écrivez-le dans la cellule de réponse de sa question, ou effacez-le."
    return Finding("hors-reponse", message, severity, hint, place=place)


def _missing(questions: Mapping[Noms, Asking], present: frozenset[Noms], name: str) -> Iterator[Finding]:
    gone = [one for names, one in questions.items() if names not in present and not names[-1].isdecimal()]
    if gone:
        named = " ; ".join(one.label for one in gone[:5]) + ("…" if len(gone) > 5 else "")
        message = f"des questions ne sont plus dans le formulaire : {named}."
        hint = "Elles gardent la réponse qu'elles ont dans la description."
        yield Finding("questions-absentes", message, Severity.WARNING, hint, place=Place(name))
