"""Whether the traits that a plan derives can be: what each is derived from, its values, its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import get_origin

from engine.errors import Finding, Place
from engine.libraries.questions import Question, domains
from engine.reading.suggestions import listed, nearest
from models.contrat import Contrat
from models.fiches.groupe import fields_of
from models.traits import COMBIEN, DOMAINES, TraitDeduit

CODE = "trait-impossible"


def checked_traits(
    traits: Mapping[str, TraitDeduit], questions: Mapping[str, Question], place: Callable[..., Place]
) -> Iterator[Finding]:
    """What is wrong with the traits that a plan derives from these questions."""
    finite = domains(questions)
    for name, rule in traits.items():
        if name in DOMAINES or name in finite:
            message = f"« {name} » est déjà un trait de tout contrat, ou une question."
            yield Finding(CODE, message, hint="Donnez-lui un autre nom.", place=place("traits", name))
        key, known = ("de", list(finite)) if rule.de else ("compte", _lists(questions))
        said = rule.de or rule.compte
        if said not in known:
            what = "une question dont les réponses se comptent" if rule.de else "une liste de la description"
            yield _unknown(f"« {said} » n'est pas {what}.", said, known, place("traits", name, key))
            continue
        answers = finite[said] if rule.de else COMBIEN
        for answer in rule.valeurs:
            if answer not in answers:
                message = f"« {answer} » n'est pas une réponse de « {said} »."
                yield _unknown(message, answer, answers, place("traits", name, "valeurs", answer))


def _lists(questions: Mapping[str, Question]) -> list[str]:
    """The lists of a description, those of every contract first."""
    core = [name for name, info in fields_of(Contrat).items() if get_origin(info.annotation) is list]
    asked = [path for path, one in questions.items() if one.type in ("liste", "lignes") and "[]" not in path]
    return [*core, *asked]


def _unknown(message: str, said: str, known: list[str] | tuple[str, ...], place: Place) -> Finding:
    near = nearest(said, known)
    hint = f"Vouliez-vous dire « {near} » ?" if near else f"Au choix : {listed(known)}."
    return Finding(CODE, message, hint=hint, place=place)
