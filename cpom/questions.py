"""What a model asks, and what a description leaves to answer, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cpom.valeurs import Question
from engine.dossier import Dossier
from engine.libraries.modele import Modele
from models import chemins
from models.champs import Repondant

if TYPE_CHECKING:
    from engine.asking.asked import Asked


def questions_de(asked: Iterable[Asked], above: str = "", conditions: tuple[str, ...] = ()) -> Iterator[Question]:
    """The questions of groups, each by its path."""
    for one in asked:
        path = f"{above}.{one.name}" if above else one.name
        path += chemins.CHAQUE if one.many else ""
        said = (*conditions, one.si) if one.si else conditions
        if one.under:
            yield from questions_de(one.under, path, said)
        else:
            yield question(path, one, said)


def questions_qui_restent(model: Modele, pour: Repondant | None, known: Mapping[str, Any]) -> Iterator[Question]:
    """The questions that the answers of a description leave, each at the path where it is to be answered."""
    from engine.asking.left import left
    from engine.asking.questionnaire import questions_of

    for asked in questions_of(model, pour, known):
        for path, one in left(asked, known.get(asked.name)):
            yield question(chemins.ecrit(path), one, (one.si,) if one.si else ())


def par_annee(read: Dossier, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a description says, with the years of its contract that a fact given by year leaves blank."""
    from engine.asking.asked import asked
    from engine.asking.left import with_years
    from engine.forms.files import years_of

    return with_years(asked(read.modele), data, years_of(read.contrat))


def question(path: str, one: Asked, conditions: Iterable[str]) -> Question:
    """A question, asked at a path under conditions."""
    from engine.asking.formats import YEARS

    return Question(
        path,
        one.libelle,
        one.aide_saisie,
        one.repond,
        one.format.words if one.format else "",
        one.exemple,
        MappingProxyType({value: one.words(value) or value.replace("_", " ") for value in one.choices}),
        one.facultatif,
        " ; ".join(conditions),
        one.source,
        one.decides,
        one.qui,
        one.kind.name if one.kind else "",
        _unite(one),
        one.many,
        one.neant,
        one.format is YEARS,
    )


def _unite(one: Asked) -> str:
    """« €/h » of « montant en €/h », « % » of a percentage."""
    words = one.format.words if one.format else ""
    return "%" if words == "pourcentage" else words.partition(" en ")[2] if one.kind and one.kind.figure else ""
