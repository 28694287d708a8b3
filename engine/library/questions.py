"""The questions of the clauses, made part of the description: a new clause that asks something needs no Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, create_model, field_validator, model_validator
from pydantic.fields import FieldInfo

from models import chemins
from models.attentes import Attente
from models.champs import (
    DureeContrat,
    Effectif,
    Entier,
    Fiche,
    Finess,
    Jour,
    Montant,
    Nombre,
    OuiNon,
    Repondant,
    Siren,
    Siret,
    Texte,
    champ,
    liste,
)
from models.contrat import Contrat
from models.limites import DateLimite, Validite
from models.nombres import de_l_unite
from models.parties import Civilite
from models.phrases import Phrase, dans
from models.reponses import OU_AUCUN, au_choix, nom_simple
from models.traits import DE_LISTE

Genre = Literal[
    "texte", "texte_long", "montant", "nombre", "entier", "effectif", "pourcentage", "jour", "duree", "oui_non",
    "choix", "liste", "lignes", "civilite", "finess", "siren", "siret",
]  # fmt: skip

_SCALARS: Mapping[str, Any] = {
    "texte": Texte,
    "texte_long": Texte,
    "montant": Montant,
    "nombre": Nombre,
    "entier": Entier,
    "effectif": Effectif,
    "pourcentage": Annotated[Decimal, *get_args(Nombre)[1:], Field(ge=0, le=100)],
    "jour": Jour,
    "duree": DureeContrat,
    "oui_non": OuiNon,
    "civilite": Civilite,
    "finess": Finess,
    "siren": Siren,
    "siret": Siret,
}
TEXTS = ("texte", "texte_long", "liste")
_RULES = ("limite", "validite", "designe", "controle", "neant", "textes")
_OF_A_CHOICE = {"libelle", "texte"}
_NUMERIC = ("montant", "nombre", "entier", "effectif", "pourcentage")
_UNITS = {"montant": "€", "pourcentage": "%"}
_SIGNED = ("€", "€/h", "%")
"""The units of a « nombre » that may be negative: a result, a gap between prices, a margin, a variation.

Hours, kilometres, jobs and whatever is counted cannot; nor a « pourcentage », which is a share.
"""


class Question(Fiche):
    """What a clause asks: the kind of fact, what the questionnaire says of it, and what the checks know of it.

    `limite` and `validite` are what the law says of a date (models.limites). A text that `designe` a list names one of
    its items (« etablissements »). What is asked for `controle` alone is printed nowhere. `neant` offers « aucun » as
    an answer, which says that there is none; no answer says nothing. A text that enters a sentence
    says it (`dans`: « vise à … »), and the kind of words that it expects there (`attend`, models.phrases). A choice
    gives each answer its label, or `{libelle: …, texte: …}`: what a clause prints of that answer (`textes`).
    """

    type: Genre = Field(description="La sorte de réponse.")
    libelle: Texte = Field(description="Le nom du fait, sans majuscule : « [à compléter : libellé] ».")
    aide: Texte = Field(default="", description="Ce que le questionnaire explique.")
    qui: Repondant = Field(default="gestionnaire", description="Qui connaît la réponse.")
    exemple: Texte = Field(default="", description="Une réponse possible : les mots de la source, s'il y en a.")
    unite: Texte = Field(default="", description="L'unité d'un nombre : €, €/h, %, h, km, ETP…")
    source: Texte = Field(default="", description="Le texte qui demande ce fait.")
    facultatif: Texte = Field(
        default="", description="Un contrat est complet sans la réponse ; dit ce que veut dire une réponse vide."
    )
    avant_signature: OuiNon = Field(default=False, description="oui : la date d'un acte qui précède la signature.")
    limite: DateLimite | None = Field(default=None, description="Le dernier jour d'un acte, selon un texte.")
    validite: Validite | None = Field(
        default=None, description="La durée pendant laquelle un acte vaut, selon un texte."
    )
    designe: Texte = Field(default="", description="La liste dont la réponse nomme un élément (« etablissements »).")
    dans: Texte = Field(default="", description="La phrase où la réponse s'imprime, « … » à sa place.")
    attend: Attente = Field(default="libre", description="Les mots que cette phrase attend.")
    controle: OuiNon = Field(default=False, description="oui : le fait sert aux contrôles, et ne s'imprime nulle part.")
    neant: OuiNon = Field(default=False, description="oui : « aucun » est une réponse.")
    choix: dict[str, Texte] = Field(default={}, description="Les réponses d'un choix, et ce que chacune veut dire.")
    textes: dict[str, Texte] = Field(default={}, description="Ce qu'une clause imprime de chaque réponse d'un choix.")
    colonnes: dict[str, Question] = Field(default={}, description="Les colonnes d'une question de type « lignes ».")

    @field_validator("facultatif")
    @classmethod
    def _says_what_a_blank_means(cls, said: str) -> str:
        if nom_simple(said) in ("oui", "non"):
            raise ValueError("« facultatif » dit ce que veut dire une réponse vide : « facultatif: celui du modèle ».")
        return said

    @model_validator(mode="before")
    @classmethod
    def _with_words(cls, said: Any) -> Any:
        """The labels of a choice beside the words that its answers print."""
        choices = said.get("choix") if isinstance(said, dict) else None
        if not isinstance(choices, dict):
            return said
        fuller = {value: one for value, one in choices.items() if isinstance(one, dict) and set(one) == _OF_A_CHOICE}
        if not fuller:
            return said
        labels = {value: one["libelle"] if value in fuller else one for value, one in choices.items()}
        return {**said, "choix": labels, "textes": {value: one["texte"] for value, one in fuller.items()}}

    @model_validator(mode="after")
    def _in_a_sentence(self) -> Question:
        if self.dans:
            Phrase(self.dans, self.attend)
            if self.type not in TEXTS:
                raise ValueError("« dans » va avec un texte, un texte long ou une liste de textes.")
        return self


@dataclass
class _Group:
    """The questions under one key, before they become a class."""

    fields: dict[str, Question] = field(default_factory=dict)
    groups: dict[str, _Group] = field(default_factory=dict)


def domains(questions: Mapping[str, Question]) -> dict[str, tuple[str, ...]]:
    """The questions whose answers are finite, each a trait with its values.

    A « oui_non » question asked of every item of a list (`services[].permanent`, or a column of « lignes ») makes the
    trait « services[].permanent »: whether all answer oui, none, or some.
    """
    found: dict[str, tuple[str, ...]] = {}
    for path, asked in questions.items():
        if asked.type == "oui_non":
            found[path] = DE_LISTE if "[]" in path else ("oui", "non")
        elif asked.type == "choix" and "[]" not in path:
            found[path] = tuple(asked.choix)
        for column, each in asked.colonnes.items():
            if each.type == "oui_non":
                found[f"{path}[].{column}"] = DE_LISTE
    return found


def _helped(asked: Question, name: str) -> str:
    """The help of a question, which says where the name that a text gives is written, and how to answer « aucun »."""
    named = f"Un des noms de « {asked.designe} », écrit de même" if asked.designe else ""
    none = f"« {name}: aucun » et rien d'autre" if asked.type in ("liste", "lignes") else "« aucun »"
    return " ; ".join(filter(None, (asked.aide, named, f"{none}, s'il n'y en a pas" if asked.neant else "")))


def declared(asked: Question, name: str) -> tuple[Any, Any]:
    """A pydantic field (type, declaration) for one question."""
    unit = asked.unite or _UNITS.get(asked.type, "")
    said: dict[str, Any] = {"qui": asked.qui, "exemple": asked.exemple, "source": asked.source, "unite": unit}
    said["regles"] = {name: getattr(asked, name) for name in _RULES}
    text: Any = Annotated[Texte, dans(asked.dans, asked.attend)] if asked.dans else Texte
    if asked.type == "liste":
        return _listed(list[text], asked), liste(
            asked.libelle, _helped(asked, name), **said, facultatif=asked.facultatif
        )
    if asked.type == "lignes":
        columns: Any = {column: declared(question, column) for column, question in asked.colonnes.items()}
        row: Any = create_model(f"Ligne_{name}", __base__=Fiche, **columns)
        return _listed(list[row], asked), liste(
            asked.libelle, _helped(asked, name), **said, facultatif=asked.facultatif
        )
    if asked.type == "choix":
        labels = {label: value for value, label in asked.choix.items()}
        kind: Any = Annotated[Literal[tuple(asked.choix)], au_choix(asked.choix, labels)]
        choices = " ; ".join(f"{value} : {label}" for value, label in asked.choix.items())
        aide = f"{asked.aide} ({choices})" if asked.aide else choices
    else:
        scalar, aide = text if asked.type in TEXTS else _SCALARS[asked.type], _helped(asked, name)
        if asked.type == "nombre" and unit not in _SIGNED:
            scalar = Annotated[scalar, Field(ge=0)]
        kind = Annotated[scalar, de_l_unite(unit)] if asked.type in _NUMERIC else scalar
    said["avant_signature"] = asked.avant_signature
    return kind | None, champ(asked.libelle, aide, **said, facultatif=asked.facultatif)


def _listed(kind: Any, asked: Question) -> Any:
    """The kind of a list, which « aucun » answers too where the question offers it."""
    return Annotated[kind, OU_AUCUN] if asked.neant else kind


def _gathered(questions: Mapping[str, Question]) -> _Group:
    top = _Group()
    for path, asked in questions.items():
        *parents, last = chemins.noms(path)
        group = top
        for step in parents:
            group = group.groups.setdefault(step, _Group())
        group.fields[last] = asked
    return top


def _built(name: str, base: type[Fiche], group: _Group) -> type[Fiche]:
    fields: dict[str, Any] = {key: declared(asked, key) for key, asked in group.fields.items()}
    for key, sub in group.groups.items():
        info = base.model_fields.get(key)
        core = chemins.inner(info.annotation) if info else []
        many = info is not None and chemins.is_list(info.annotation)
        kind: Any = _built(f"{name}_{key}", core[0] if core else Fiche, sub)
        title = (info.title if info else None) or key.replace("_", " ")
        extra: dict[str, Any] = (
            dict(info.json_schema_extra) if info and isinstance(info.json_schema_extra, dict) else {}
        )
        said = {"qui": extra.get("qui", "departement"), "facultatif": extra.get("facultatif", "")}
        aide = (info.description if info else "") or ""
        fields[key] = (
            (list[kind], liste(title, aide, **said)) if many else (kind, champ(title, aide, **said, defaut=kind()))
        )
    return _class_of(name, base, fields)


def _class_of(name: str, base: type[Fiche], fields: Mapping[str, Any]) -> type[Fiche]:
    """The class of these fields. A question may be called « schema » or « copy »: it hides a method that nobody calls.

    Pydantic warns of it where it makes the class, and a warning can only be silenced for every thread of the process:
    such a field is put in the class once made.
    """
    hidden = {key for key in fields if hasattr(base, key) and key not in base.model_fields}
    built: type[Fiche] = create_model(
        name, __base__=base, __doc__=base.__doc__, **{key: one for key, one in fields.items() if key not in hidden}
    )
    if hidden:
        made = dict(built.model_fields)
        built.model_fields.clear()
        for key in dict.fromkeys((*base.model_fields, *fields)):
            built.model_fields[key] = FieldInfo.from_annotated_attribute(*fields[key]) if key in hidden else made[key]
        built.model_rebuild(force=True)
    return built


def compose(name: str, questions: Mapping[str, Question]) -> type[Contrat]:
    """The description class of a model: `Contrat` with the questions of its clauses at their dotted paths.

    `services[].zone` adds a fact to every item of a core list; `moyens.tarif_horaire` makes a group, or adds to one.
    """
    built = _built(f"Contrat_{name.replace('-', '_')}", Contrat, _gathered(questions))
    assert issubclass(built, Contrat)  # noqa: S101 - create_model keeps its base
    return built
