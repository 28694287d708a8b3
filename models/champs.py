"""The kinds of facts that a description holds, and how one is declared.

Every scalar of a YAML file arrives here as text, exactly as typed (a FINESS keeps its leading zero); these types read
it the French way (models.kinds). Error messages are in French: they are shown to the
user as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from models.fiches.champ import Champ
from models.fiches.groupe import Groupe, fields_of, prepares
from models.jours import Duree
from models.kind import kind_of, kind_of_field
from models.kinds import (
    annee,
    civilite,
    duree,
    effectif,
    entier,
    finess,
    jour,
    montant,
    nombre,
    oui_non,
    siren,
    siret,
    texte,
)
from models.reponses import est_sans_objet

Repondant = Literal["departement", "gestionnaire"]


class Fiche(Groupe):
    """A group of facts. Unknown keys are refused, and every fact may be missing: a draft is a normal state."""

    @prepares
    @classmethod
    def _blank_where_there_is_none(cls, said: Any) -> Any:
        """« Néant » answers a question that may stay blank as a blank does: it never enters a sentence."""
        if not isinstance(said, dict) or not (optional := facultatifs(cls)):
            return said
        blank = {name for name in optional if name in said and est_sans_objet(said[name])}
        return {name: one for name, one in said.items() if name not in blank} if blank else said


def champ(  # noqa: PLR0913 - one argument for each thing that the questionnaire says
    libelle: str,
    aide: str = "",
    *,
    qui: Repondant = "gestionnaire",
    exemple: str = "",
    source: str = "",
    unite: str = "",
    facultatif: str = "",
    avant_signature: bool = False,
    signataire: bool = False,
    ailleurs: bool = False,
    regles: Mapping[str, Any] | None = None,
    defaut: Any = None,
) -> Any:
    """Declare a fact.

    `libelle` completes « [à compléter : … ] »; `aide` is the questionnaire's help; `qui` is the party who knows;
    `source` the text of law that asks for it; `facultatif` says what a blank means, where a contract is complete
    without it, and `avant_signature` that it is the date of an act which the contract is based on; a `signataire`
    fact says who signs, or what allows them to: each act signed has its own. `regles` are what the checks know of it:
    `limite` and `validite` (models.limites), `designe` (the list whose items it names), `controle` (it is given for
    the checks alone, and printed nowhere), and `textes`, the words that a clause prints of each answer to a choice.
    What serves `ailleurs` than in the clauses (the law, the head, a programmation) is not told where none prints it.
    """
    extra: dict[str, Any] = {"qui": qui, "source": source, "unite": unite, "facultatif": facultatif}
    if ailleurs:
        extra["ailleurs"] = True
    if avant_signature:
        extra["avant_signature"] = True
    if signataire:
        extra["signataire"] = True
    extra |= {name: rule for name, rule in (regles or {}).items() if rule}
    examples = (exemple,) if exemple else ()
    return Champ(default=defaut, title=libelle, description=aide, examples=examples, said=extra)


@cache
def facultatifs(kind: type[Fiche]) -> Mapping[str, str]:
    """What a blank means for each question that may stay blank, unless it is of a kind that reads « néant » itself.

    That is a yes or no, a figure (« néant » may be 0, or unknown), or a question of which « aucun » is an answer.
    """
    found = {}
    for name, info in fields_of(kind).items():
        meaning = "" if info.said.get("neant") else info.said.get("facultatif")
        if meaning and not _reads_none(info):
            found[name] = meaning
    return found


def _reads_none(info: Champ) -> bool:
    kind = kind_of(info.annotation, info.marks)
    return kind is not None and (kind.figure or kind.python is bool or any(map(est_sans_objet, kind.answers)))


def liste(libelle: str, aide: str = "", **kwargs: Any) -> Any:
    """Declare a list of facts; it is empty where the description says nothing."""
    return champ(libelle, aide, **{"defaut": [], **kwargs})


def est_un_texte(info: Champ) -> bool:
    """Whether a fact, or an item of its list, is a free text, and not a choice nor a number of identity."""
    kind = kind_of_field(info)
    return kind is not None and kind.free


Texte = Annotated[str, texte.KIND]
Jour = Annotated[date, jour.KIND]
Nombre = Annotated[Decimal, nombre.KIND]
Montant = Annotated[Decimal, montant.KIND]
Effectif = Annotated[Decimal, effectif.KIND]
Entier = Annotated[int, entier.KIND]
Annee = Annotated[int, annee.KIND]
OuiNon = Annotated[bool, oui_non.KIND]
DureeContrat = Annotated[Duree, duree.KIND]
Civilite = Annotated[Literal["M.", "Mme"], civilite.KIND]
Finess = Annotated[str, finess.KIND]
Siren = Annotated[str, siren.KIND]
Siret = Annotated[str, siret.KIND]
