"""The departures that a clause or a plan declares and that are none, or that cannot be put back into the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from engine.assembly.wording import wording
from engine.errors import Finding, Place
from engine.law.applicable import Droit
from engine.libraries.ecarts import Ecart, Remarque
from engine.libraries.modele import Modele
from engine.sources.rebuild import rebuilt


def departure_mistakes(model: Modele) -> Iterator[Finding]:
    """What a model says of its own words and that does not hold."""
    for clause in {one.fichier: one for part in (model, *model.documents.values())
                   for one in part.clauses.values()}.values():  # fmt: skip
        yield from _same(clause.en_tete.ecarts, clause.en_tete.remarques, clause.place)
    yield from _same(model.plan.ecarts, model.plan.remarques, model.place)
    found = wording(model)
    yield from found
    absent = [one.message.partition("« ")[2] for one in found if one.code == "ecart-introuvable"]
    for part in rebuilt(model, Droit(date.today(), tel_que_publie=True, bibliotheque=model.bibliotheque)):
        yield from (one for one in part.findings if not any(words in one.message for words in absent))


def _same(ecarts: Sequence[Ecart], remarques: Sequence[Remarque], place: Callable[..., Place]) -> Iterator[Finding]:
    """Those that say of a text what they say of its source."""
    for at, ecart in enumerate(ecarts):
        for source, said in ecart.paires:
            if all(_plain(words) == _plain(source) for words in said):
                message = f"cet écart n'en est pas un : la source et le texte disent « {source} »."
                hint = "Citez les mots qui changent de l'un à l'autre, ou supprimez cet écart."
                yield Finding("ecart-sans-difference", message, hint=hint, place=place("ecarts", at))
    for at, remarque in enumerate(remarques):
        if _plain(remarque.au_modele) == _plain(remarque.ici):
            message = f"cette remarque ne dit aucune différence : « {remarque.ici} » est ici comme au modèle."
            hint = "Dites ce que la clause fait autrement, ou supprimez cette remarque."
            yield Finding("ecart-sans-difference", message, hint=hint, place=place("remarques", at))


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split())
