"""Answers that a clause looks for and that nobody can give, items that it chooses by what they do not have.

Nothing would be printed, and nothing told: neither a condition nor a choice of items knows what may be answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.errors import Finding, Place
from engine.libraries.modele import Clause, Modele
from engine.reading.suggestions import choices, nearest
from models import chemins
from models.fiches.champ import Champ

_YES_NO = ("oui", "non")


def answer_mistakes(model: Modele) -> Iterator[Finding]:
    """The answers and the facts that no description of the model can have."""
    for clause in model.clauses.values():
        for asked in (one for one in clause.uses_in(clause.corps).answers if one.sort == "fait"):
            place = clause.place_of(clause.corps, asked.line)
            yield from _unknown(asked.name, chemins.field_at(model.description, asked.name), asked.values, place)
        yield from _of_names(model, clause)


def _of_names(model: Modele, clause: Clause) -> Iterator[Finding]:
    for name, given in clause.en_tete.derives.items():
        items = chemins.field_at(model.description, given.parmi) if given.parmi else None
        fields = chemins.fields_at(model.description, given.parmi) if items and chemins.inner(items.annotation) else {}
        if not fields:
            continue
        asked: list[tuple[str, Mapping[str, Iterable[str]]]] = [("si", given.si), ("sauf", given.sauf)]
        for key, answers in asked:
            for fact, values in answers.items():
                place = clause.place("derives", name, key, fact)
                yield from _not_a_fact(fact, fields, given.parmi, place)
                yield from _unknown(fact, fields.get(fact), values, place)
        if given.champ:
            yield from _not_a_fact(given.champ, fields, given.parmi, clause.place("derives", name, "champ"))


def _not_a_fact(fact: str, fields: Mapping[str, Champ], items: str, place: Place) -> Iterator[Finding]:
    if chemins.noms(fact)[0] in fields:
        return
    near = nearest(fact, fields)
    hint = f"Vouliez-vous dire « {near} » ?" if near else "« cpom questionnaire » dit les faits de chaque liste."
    yield Finding("condition-inconnue", f"« {fact} » n'est pas un fait de « {items} ».", hint=hint, place=place)


def _unknown(fact: str, info: Champ | None, values: Iterable[str], place: Place) -> Iterator[Finding]:
    """The answers that a fact to choose cannot have; « oui » and « non » test any fact."""
    known = choices(info.annotation) if info else []
    for one in values if known else ():
        if one not in known and one not in _YES_NO:
            near = nearest(one, known)
            hint = f"Vouliez-vous dire « {near} » ?" if near else f"Au choix : {', '.join(known)}."
            message = f"la condition sur « {fact} » : « {one} » n'est pas une de ses réponses."
            yield Finding("condition-inconnue", message, hint=hint, place=place)
