"""The facts of which a contract may do without, and which one that has not given them yet is told to be missing.

A fact is optional in the questions that several models share, or where another answer makes it useless (the name of a
métropole). Where a contract prints « [à compléter] » in its place, its questionnaire does not call it « facultatif ».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from engine.asking.asked import Asked
from engine.asking.example_facts import OF_FILES, facts
from engine.asking.needed import needed
from engine.assembly.assemble import assemble
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.bibliotheque import kept
from engine.libraries.modele import Modele
from models import chemins
from models.chemins import Noms
from models.fiches.groupe import read_as


def without_false_options(model: Modele, questions: Iterable[Asked], path: Noms = ()) -> tuple[Asked, ...]:
    """The same questions, those missing from the contract while nobody has answered them being no option."""
    demanded = demanded_facts(model)
    return tuple(
        replace(
            one,
            facultatif="" if (*path, one.name) in demanded else one.facultatif,
            under=without_false_options(model, one.under, (*path, one.name)),
        )
        for one in questions
    )


@kept
def demanded_facts(model: Modele) -> frozenset[Noms]:
    """What is missing of a contract that says nothing, and of one that answers all but what is optional."""
    questions = needed(model, {})
    return frozenset(path for answered in (False, True) for path in _missing(model, questions, answered=answered))


def _missing(model: Modele, questions: tuple[Asked, ...], *, answered: bool) -> Iterator[Noms]:
    def answer(_: Noms, one: Asked) -> str:
        said = answered and not one.facultatif and one.name not in OF_FILES
        return (one.exemple or next(iter(one.choices), "")) if said else ""

    contrat = read_as(model.description, facts(questions, answer) | {"modele": model.nom})
    droit = law_of(contrat, date.today(), model.bibliotheque)
    autorite = authority(droit.bibliotheque, contrat.departement, droit.jour) if contrat.departement else None
    for path in assemble(model, contrat, droit, autorite).missing:
        yield tuple(step for step in chemins.noms(path) if not step.isdecimal())
