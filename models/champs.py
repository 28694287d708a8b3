"""The kinds of facts that a description holds, and how one is declared.

Every scalar of a YAML file arrives here as text, exactly as typed (a FINESS keeps its leading zero); these types read
it the French way (models.nombres, models.jours, models.reponses). Error messages are in French: they are shown to the
user as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from models.jours import Duree, lire_annee, lire_duree, lire_jour
from models.nombres import lire_effectif, lire_entier, lire_montant, lire_nombre
from models.reponses import est_sans_objet, identifiant, lire_oui_non

Repondant = Literal["departement", "gestionnaire"]


class Fiche(BaseModel):
    """A group of facts. Unknown keys are refused, and every fact may be missing: a draft is a normal state."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _blank_where_there_is_none(cls, said: Any) -> Any:
        """« Néant » answers a question that may stay blank as a blank does: it never enters a sentence."""
        if not isinstance(said, dict) or not (optional := facultatifs(cls)):
            return said
        return {name: one for name, one in said.items() if name not in optional or not est_sans_objet(one)}


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
    ailleurs: bool = False,
    regles: Mapping[str, Any] | None = None,
    defaut: Any = None,
) -> Any:
    """Declare a fact.

    `libelle` completes « [à compléter : … ] »; `aide` is the questionnaire's help; `qui` is the party who knows;
    `source` the text of law that asks for it; `facultatif` says what a blank means, where a contract is complete
    without it, and `avant_signature` that it is the date of an act which the contract is based on. `regles` are what
    the checks know of it: `limite` and `validite` (models.limites), `designe` (the list whose items it names),
    `controle` (it is given for the checks alone, and printed nowhere), and `textes`, the words that a clause prints of
    each answer to a choice. What serves `ailleurs` than in the clauses (the law, the head, a programmation) is not told
    where none prints it.
    """
    extra: dict[str, Any] = {"qui": qui, "source": source, "unite": unite, "facultatif": facultatif}
    if ailleurs:
        extra["ailleurs"] = True
    if avant_signature:
        extra["avant_signature"] = True
    extra |= {name: rule for name, rule in (regles or {}).items() if rule}
    return Field(
        default=defaut,
        title=libelle,
        description=aide,
        examples=[exemple] if exemple else None,
        json_schema_extra=extra,
    )


@cache
def facultatifs(kind: type[Fiche]) -> Mapping[str, str]:
    """What a blank means for each question that may stay blank, unless it is of a kind that reads « néant » itself.

    That is a yes or no, a figure (« néant » may be 0, or unknown), or a question of which « aucun » is an answer.
    """
    found = {}
    for name, info in kind.model_fields.items():
        extra = info.json_schema_extra
        meaning = extra.get("facultatif") if isinstance(extra, dict) and not extra.get("neant") else ""
        if isinstance(meaning, str) and meaning and not _reads_none(info.annotation):
            found[name] = meaning
    return found


def _reads_none(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return any(est_sans_objet(one) for one in get_args(annotation))
    return annotation in (bool, int, Decimal) or any(map(_reads_none, get_args(annotation)))


def liste(libelle: str, aide: str = "", **kwargs: Any) -> Any:
    """Declare a list of facts; it is empty where the description says nothing."""
    return champ(libelle, aide, **{"defaut": [], **kwargs})


def lire_texte(value: object) -> object:
    """Text as typed."""
    if isinstance(value, dict | list):
        raise ValueError("un texte est attendu ici, et non une liste ou un groupe de clés.")
    return value


def est_un_texte(annotation: Any) -> bool:
    """Whether a fact, or an item of its list, is a free text (`Texte`), and not a choice nor a number of identity."""
    return annotation == _TEXTE or any(map(est_un_texte, get_args(annotation)))


_TEXTE = BeforeValidator(lire_texte)
Texte = Annotated[str, _TEXTE]
Jour = Annotated[date, BeforeValidator(lire_jour)]
Nombre = Annotated[Decimal, BeforeValidator(lire_nombre)]
Montant = Annotated[Decimal, BeforeValidator(lire_montant)]
Effectif = Annotated[Decimal, BeforeValidator(lire_effectif)]
Entier = Annotated[int, BeforeValidator(lire_entier)]
Annee = Annotated[int, BeforeValidator(lire_annee)]
OuiNon = Annotated[bool, BeforeValidator(lire_oui_non)]
DureeContrat = Annotated[Duree, BeforeValidator(lire_duree)]
Finess = Annotated[
    str,
    identifiant("(?:[0-9]{2}|2[AB])[0-9]{7}", "un numéro FINESS compte neuf chiffres (2A ou 2B au début, en Corse)."),
]
Siren = Annotated[str, identifiant("[0-9]{9}", "un numéro SIREN compte neuf chiffres.")]
Siret = Annotated[str, identifiant("[0-9]{14}", "un numéro SIRET compte quatorze chiffres.")]
