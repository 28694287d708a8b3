"""What a description says of a clause to adapt, to leave out, or to bring up to date: the keys of its adaptation."""

from __future__ import annotations

from collections.abc import Mapping

from engine.adapting.forbidden import unsaid
from engine.adapting.overlay import clauses_of
from engine.adapting.said import mistakes_of
from engine.adapting.since import has_changed, settled, together
from engine.assembly.soundness import open_model
from engine.errors import Finding, InputError
from engine.libraries.clause import Clause
from engine.libraries.empreinte import fingerprint
from engine.libraries.modele import Modele
from models.adaptations import Adaptation
from models.contrat import Contrat
from models.fiches.groupe import altered

Entry = Mapping[str, str]
"""The keys of an adaptation with their texts; an empty one is to be filled in."""


def adaptation_of(model: Modele, contrat: Contrat, name: str, motif: str = "") -> Entry:
    """A clause of the library ready to be written otherwise.

    Raises:
        InputError: where there is none, where it is adapted already, or where nobody may change it.
    """
    clause = _to_change(model, contrat, name, Adaptation(texte="…", motif="…"))
    return {"motif": motif, "base": fingerprint(clause), **_words(clause)}


def removal_of(model: Modele, contrat: Contrat, name: str, motif: str) -> Entry:
    """A clause left out of a contract.

    Raises:
        InputError: as `adaptation_of` does.
    """
    clause = _to_change(model, contrat, name, Adaptation(supprimee=True, motif="…"))
    return {"supprimee": "oui", "motif": motif, "base": fingerprint(clause)}


def texts_of(model: Modele, contrat: Contrat, name: str) -> Mapping[str, str]:
    """The whole texts of a clause that is adapted already: that of then, that of now, the adaptation, both together.

    Empty where it is not adapted, or only left out.
    """
    clause, said = _of_the_library(model).get(name), contrat.adaptations.get(name)
    if clause is None or said is None or not said.texte:
        return {}
    made = together(clause, said)
    found = {
        "la clause qui a été adaptée": said.origine or "",
        "la clause du modèle aujourd'hui": clause.ecrit,
        "l'adaptation de ce contrat": said.texte,
        "la fusion proposée": made.text if made and not made.conflicts and has_changed(clause, said) else "",
    }
    return {title: text.strip("\n") for title, text in found.items() if text}


def merge_of(model: Modele, contrat: Contrat, name: str, preferred: str = "") -> Entry:
    """An adaptation with what the library changed in its clause since.

    `preferred` settles the words that both changed: « adaptation » keeps its own, « modele » takes the library's.

    Raises:
        InputError: where nothing is to be put together, or where both changed the same words and none is preferred.
    """
    clause, said = _of_the_library(model).get(name), contrat.adaptations.get(name)
    path = ("adaptations", name)
    if clause is None or said is None:
        raise _impossible(f"« {name} » n'est pas adaptée dans cette description.", path)
    made = together(clause, said, preferred)
    if made is None:
        raise _impossible(f"l'adaptation de « {name} » ne dit pas de quels mots elle vient (« origine »).", path)
    if made.conflicts and not preferred:
        words = ", ".join(f"« {' '.join(one.ours.split())} »" for one in made.conflicts)
        message = f"le modèle a changé les mêmes mots que l'adaptation de « {name} » : {words}."
        hint = f"Écrivez dans l'adaptation les mots qui conviennent, puis {settled(name)}."
        raise InputError([Finding("fusion-en-conflit", message, hint=hint, path=path)])
    return {"texte": f"{made.text}\n", "base": fingerprint(clause), "origine": f"{clause.ecrit}\n"}


def _of_the_library(model: Modele) -> dict[str, Clause]:
    """The clauses of a model as its library has them, whatever a contract makes of them."""
    return clauses_of(open_model(model.nom, model.bibliotheque))


def _words(clause: Clause) -> dict[str, str]:
    return {"texte": f"{clause.ecrit}\n", "origine": f"{clause.ecrit}\n"}


def _to_change(model: Modele, contrat: Contrat, name: str, said: Adaptation) -> Clause:
    if name in contrat.adaptations:
        hint = "Changez-y son texte, ou supprimez d'abord cette adaptation."
        raise _impossible(f"« {name} » est déjà adaptée dans cette description.", ("adaptations", name), hint)
    theirs = altered(contrat, {"adaptations": {**contrat.adaptations, name: said}})
    if wrong := [*mistakes_of(model, name, said), *unsaid(model, theirs)]:
        raise InputError(wrong)
    return _of_the_library(model)[name]


def _impossible(message: str, path: tuple[str, ...], hint: str = "") -> InputError:
    hint = hint or "« cpom expliquer » dit les clauses du contrat."
    return InputError([Finding("adaptation-impossible", message, hint=hint, path=path)])
