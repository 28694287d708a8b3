"""The form of a model: the questions of its questionnaire, and the answers of a description that is begun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Any

from engine.asking.asked import Asked
from engine.asking.conditions import Condition, conditions, every_one, in_labels
from engine.asking.formats import YEARS
from engine.asking.meant import as_meant
from engine.asking.questionnaire import questions_of
from engine.forms.form import Asking, Form, Heading, Table
from engine.french import capitalise
from engine.libraries.modele import Modele
from models import chemins
from models.champs import Repondant
from models.chemins import Noms
from models.kind import Kind
from models.records import dataclass

_SPARE = 6
_SPARE_INSIDE = 12
_SPARE_OF_LONG = 5
"""The items that wait in a table, in one of what is in the items of another, and in one of many questions."""
WIDE = 7
"""A table of more questions than this has one a line, and its items beside one another."""
IN_A_CELL = " (Alt + Entrée)"
"""How a new line is typed in a cell of a spreadsheet."""
_LISTED = "à choisir dans la liste"
NONE = "« aucun » et rien d'autre, s'il n'y en a pas"
_NONE_IN_A_TABLE = "« aucun » dans une seule cellule, et rien d'autre dans le tableau, s'il n'y en a pas"
_A_YEAR_A_LINE = f"une année par ligne{IN_A_CELL} : « 2026 : 85 % »"
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_REST = "Le contrat"
_NOT_ASKED = frozenset({"modele", "charte", "droit", "logo"})
"""What concerns the files of the contract: it is written in the description, beside them."""


def form_of(model: Modele, pour: Repondant | None, valeurs: Mapping[str, Any], years: tuple[int, ...] = ()) -> Form:
    """The form of a model, for one party or for all, with the answers of a description (texts, groups and lists).

    `years` are those of the contract, where facts are given year by year.
    """
    questions = questions_of(model, pour, valeurs, every=True)
    made = _Made(model, pour, years, valeurs, conditions(model), dict(every_one(questions)))
    parts = tuple(made.top(questions))
    title = f"Questionnaire du modèle « {model.nom} »" + (f" : {model.plan.intitule}" if model.plan.intitule else "")
    whose = f"Questions auxquelles répond {model.plan.repondants[pour]}" if pour else ""
    answers = {one.names: made.said(one, valeurs) for one in parts if isinstance(one, Asking)}
    return Form(title, model.nom, pour, whose, parts, {path: said for path, said in answers.items() if said})


@dataclass
class _Made:
    model: Modele
    pour: Repondant | None
    years: tuple[int, ...]
    valeurs: Mapping[str, Any]
    known: Mapping[Noms, tuple[Condition, ...]]
    named: Mapping[Noms, Asked]
    told: str = field(default="")

    def top(self, questions: tuple[Asked, ...]) -> Iterator[Asking | Heading | Table]:
        for one in questions:
            if one.name in _NOT_ASKED:
                continue
            title = capitalise(one.libelle) if one.under else _REST
            if title != self.told and not (one.under and one.many):
                self.told = title
                yield Heading(title)
            yield from self.part(one, (one.name,))

    def part(self, one: Asked, names: Noms, level: int = 2) -> Iterator[Asking | Heading | Table]:
        """A question, those of a group, or a table and those that it holds."""
        if not one.under:
            yield from self.questions(one, names)
        elif one.many:
            yield from self.tables(one, names, ())
        else:
            for inside in one.under:
                here = (*names, inside.name)
                if inside.name in _NOT_ASKED:
                    continue
                if inside.under and not inside.many and inside.libelle:
                    yield Heading(capitalise(inside.libelle), level)
                yield from self.part(inside, here, level + 1)

    def tables(self, one: Asked, names: Noms, above: Noms) -> Iterator[Table]:
        """A table, then those of what its items hold."""
        questions = tuple(self.columns(one.under, names))
        ranked = list(_items(self.valeurs, above, names))
        items = tuple((rank, {each.names: self.said(each, item, names) for each in questions}) for rank, item in ranked)
        spare = _SPARE_OF_LONG if len(questions) > WIDE else _SPARE_INSIDE if above else _SPARE
        title = capitalise(one.libelle or one.name.replace("_", " "))
        every = {each.si for each in questions}
        aide = " ; ".join(filter(None, (one.aide_saisie, _NONE_IN_A_TABLE if one.neant else "")))
        yield Table(names, title, aide, above, questions, items, spare, every.pop() if len(every) == 1 else "")
        for inside, path in _lists(one.under, names):
            yield from self.tables(inside, path, names)

    def columns(self, under: tuple[Asked, ...], names: Noms) -> Iterator[Asking]:
        for one in under:
            here = (*names, one.name)
            if one.under and not one.many:
                yield from self.columns(one.under, here)
            elif not one.under and one.name not in _NOT_ASKED:
                yield from self.questions(one, here)

    def questions(self, one: Asked, names: Noms) -> Iterator[Asking]:
        """A question; one for each year where it has an answer a year."""
        years = self._years(names) if one.format is YEARS else ()
        for year in years:
            yield self.question(one, (*names, year), f"{capitalise(one.libelle)} {year}")
        if not years:
            yield self.question(one, names, capitalise(one.libelle))

    def _years(self, names: Noms) -> list[str]:
        """The years of facts by year: those of the contract, and those that are given; none where nothing says them."""
        given = (held for _, held in chemins.every(self.valeurs, names) if isinstance(held, Mapping))
        return sorted({*map(str, self.years), *(str(year) for held in given for year in held)})

    def question(self, one: Asked, names: Noms, label: str) -> Asking:
        words = one.format.words if one.format and one.format is not YEARS else ""
        listed = dict(one.choices) or dict.fromkeys(one.offered, "")
        told = {answer: one.words(answer) for answer in listed}
        choices = {answer: capitalise(words) if words else answer for answer, words in told.items()}
        if choices:
            words = _LISTED
        of_years = one.format is YEARS and not names[-1].isdecimal()
        many = f"une réponse par ligne{IN_A_CELL}" if one.many else _A_YEAR_A_LINE if of_years else ""
        shown = choices.get(one.exemple) or _shown(one.kind, one.exemple)
        example = f"exemple : {shown}" if shown else ""
        unit = one.format.words.rpartition(" en ")[2] if one.format and " en " in one.format.words else ""
        aide = "" if one.aide_saisie.lower() == label.lower() else one.aide_saisie
        return Asking(
            names=names,
            label=label,
            aide=aide,
            how=capitalise(" ; ".join(filter(None, (many or words, NONE if one.neant else "", example)))),
            who=one.repond,
            optional=one.facultatif,
            si=in_labels(self.known.get(names) or self.known.get(names[:-1], ()), self.named),
            choices=choices,
            example=shown,
            kind=one.kind,
            unit=unit,
            lines=one.many or of_years,
            by_year=one.format is YEARS,
            none=one.neant,
            long=one.format is not None and "long" in one.format.words,
            conditions=self.known.get(names, ()),
        )

    def said(self, asking: Asking, valeurs: Any, above: Noms = ()) -> str:
        """What a description, or an item of a list, answers: in the words of the form."""
        found = chemins.at(valeurs, asking.names[len(above) :])
        if asking.lines and asking.by_year:
            held = found.items() if isinstance(found, Mapping) else ()
            return "\n".join(f"{year} : {one}" for year, one in held if one)
        if asking.lines:
            return "\n".join(str(one) for one in found if one) if isinstance(found, list) else str(found or "")
        if not isinstance(found, str) or not found.strip():
            return ""
        if asking.choices:
            meant = as_meant([_alone(asking)], {asking.names[-1]: found})[asking.names[-1]]
            return asking.choices.get(meant or found, found)
        return _shown(asking.kind, found)


def _shown(kind: Kind | None, answer: str) -> str:
    """An answer as people write it: « 15/01/2026 » for 2026-01-15."""
    day = _DAY.fullmatch(answer) if kind and kind.python is date else None
    return f"{day[3]}/{day[2]}/{day[1]}" if day else answer


def _alone(asking: Asking) -> Asked:
    return Asked(
        asking.names[-1], "", "", "gestionnaire", "", "", "", "", many=False, choices=asking.choices, kind=asking.kind
    )


def _lists(under: tuple[Asked, ...], names: Noms) -> Iterator[tuple[Asked, Noms]]:
    for one in under:
        here = (*names, one.name)
        if one.under and one.many:
            yield one, here
        elif one.under:
            yield from _lists(one.under, here)


def _items(valeurs: Any, above: Noms, names: Noms) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The items of a list, each with the rank, from 1, of the item above that holds it among all those."""
    rank: dict[tuple[str | int, ...], int] = {}
    if above:
        for path, held in chemins.every(valeurs, above):
            for at in range(len(held) if isinstance(held, list) else 0):
                rank[*path, at] = len(rank) + 1
    for path, held in chemins.every(valeurs, names):
        for item in held if isinstance(held, list) else ():
            if isinstance(item, Mapping):
                yield (rank.get(path[: _holder(path)], 0) if above else 0), item


def _holder(path: tuple[str | int, ...]) -> int:
    """Where the path of the item that holds a list ends."""
    return max(at for at, step in enumerate(path) if isinstance(step, int)) + 1
