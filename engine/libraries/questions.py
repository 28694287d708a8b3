"""The questions of the clauses, made part of the description: a new clause that asks something needs no Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, TypeVar

from models import chemins
from models.attentes import Attente
from models.champs import Fiche, OuiNon, Repondant, Texte, champ, liste
from models.contrat import Contrat
from models.fiches.champ import cle
from models.fiches.groupe import checks, create, fields_of, prepares
from models.fiches.marks import Apres
from models.kinds import KINDS, Genre
from models.limites import DateLimite, Validite
from models.phrases import Phrase
from models.records import dataclass
from models.reponses import OU_AUCUN, lire_oui_non, nom_simple
from models.traits import DE_LISTE

AnyFiche = TypeVar("AnyFiche", bound=Fiche)

_RULES = ("limite", "validite", "designe", "controle", "neant", "textes")
_OF_A_CHOICE = {"libelle", "texte"}


def _says_what_a_blank_means(said: str) -> str:
    if nom_simple(said) in ("oui", "non"):
        raise ValueError("« facultatif » dit ce que veut dire une réponse vide : « facultatif: celui du modèle ».")
    return said


class Question(Fiche):
    """What a clause asks: the kind of fact, what the questionnaire says of it, and what the checks know of it.

    `limite` and `validite` are what the law says of a date (models.limites). A text that `designe` a list names one of
    its items (« etablissements »). What is asked for `controle` alone is printed nowhere. `neant` offers « aucun » as
    an answer, which says that there is none; no answer says nothing. A text that enters a sentence
    says it (`dans`: « vise à … »), and the kind of words that it expects there (`attend`, models.phrases). A choice
    gives each answer its label, or `{libelle: …, texte: …}`: what a clause prints of that answer (`textes`).
    """

    type: Genre = cle(description="La sorte de réponse.")
    libelle: Texte = cle(description="Le nom du fait, sans majuscule : « [à compléter : libellé] ».")
    aide: Texte = cle(default="", description="Ce que le questionnaire explique.")
    qui: Repondant = cle(default="gestionnaire", description="Qui connaît la réponse.")
    exemple: Texte = cle(default="", description="Une réponse possible : les mots de la source, s'il y en a.")
    unite: Texte = cle(default="", description="L'unité d'un nombre : €, €/h, %, h, km, ETP…")
    source: Texte = cle(default="", description="Le texte qui demande ce fait.")
    facultatif: Annotated[Texte, Apres(_says_what_a_blank_means)] = cle(
        default="", description="Un contrat est complet sans la réponse ; dit ce que veut dire une réponse vide."
    )
    defaut: Texte = cle(default="", description="La réponse que vaut une réponse vide (oui ou non).")
    avant_signature: OuiNon = cle(default=False, description="oui : la date d'un acte qui précède la signature.")
    signataire: OuiNon = cle(
        default=False, description="oui : qui signe, ou l'acte qui le lui permet ; un avenant a les siens."
    )
    apres: Texte = cle(default="", description="Le fait du même groupe après lequel le questionnaire la pose.")
    limite: DateLimite | None = cle(default=None, description="Le dernier jour d'un acte, selon un texte.")
    validite: Validite | None = cle(default=None, description="La durée pendant laquelle un acte vaut, selon un texte.")
    designe: Texte = cle(default="", description="La liste dont la réponse nomme un élément (« etablissements »).")
    dans: Texte = cle(default="", description="La phrase où la réponse s'imprime, « … » à sa place.")
    attend: Attente = cle(default="libre", description="Les mots que cette phrase attend.")
    controle: OuiNon = cle(default=False, description="oui : le fait sert aux contrôles, et ne s'imprime nulle part.")
    neant: OuiNon = cle(default=False, description="oui : « aucun » est une réponse.")
    choix: dict[str, Texte] = cle(default={}, description="Les réponses d'un choix, et ce que chacune veut dire.")
    textes: dict[str, Texte] = cle(default={}, description="Ce qu'une clause imprime de chaque réponse d'un choix.")
    colonnes: dict[str, Question] = cle(default={}, description="Les colonnes d'une question de type « lignes ».")

    @prepares
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

    @checks
    def _a_blank_answers(self) -> Question:
        if self.defaut and (self.type != "oui_non" or not self.facultatif):
            raise ValueError("« defaut » va avec une question « oui_non » qui dit « facultatif ».")
        if self.defaut:
            lire_oui_non(self.defaut)
        return self

    @checks
    def _in_a_sentence(self) -> Question:
        if self.dans:
            Phrase(self.dans, self.attend)
            if not KINDS[self.type].free:
                raise ValueError("« dans » va avec un texte, un texte long ou une liste de textes.")
        return self


@dataclass
class _Group:
    """The questions under one key, before they become a class."""

    fields: dict[str, Question] = field(default_factory=dict)
    groups: dict[str, _Group] = field(default_factory=dict)


def domains(questions: Mapping[str, Question]) -> dict[str, tuple[str, ...]]:
    """The questions whose answers are finite, each a trait with its values.

    A « oui_non » question asked of every item of a list (`etablissements[].permanent`, or a column of « lignes ») makes
    the trait « etablissements[].permanent »: whether all answer oui, none, or some.
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
    """The help of a question: its choices, or where the name that a text gives is written; how to answer « aucun »."""
    choices = " ; ".join(f"{value} : {label}" for value, label in asked.choix.items())
    if choices:
        return f"{asked.aide} ({choices})" if asked.aide else choices
    none = f"« {name}: aucun » et rien d'autre" if KINDS[asked.type].many else "« aucun »"
    told = named(asked, asked.designe)
    return " ; ".join(filter(None, (told, f"{none}, s'il n'y en a pas" if asked.neant else "")))


def named(asked: Question, items: str) -> str:
    """The help of a question; where it names one of the `items` of a list, it says so."""
    return " ; ".join(filter(None, (asked.aide, f"Un des noms de « {items} », écrit de même" if asked.designe else "")))


def declared(asked: Question, name: str, more: _Group | None = None) -> tuple[Any, Any]:
    """The field (type, declaration) of one question; `more` is what others ask of every row of a list."""
    kind = KINDS[asked.type]
    unit = asked.unite or kind.unit
    said: dict[str, Any] = {"qui": asked.qui, "exemple": asked.exemple, "source": asked.source, "unite": unit}
    said["regles"] = {name: getattr(asked, name) for name in _RULES}
    aide = _helped(asked, name)
    item: Any = kind.type_of(kind, asked, unit)
    if asked.colonnes:
        columns: Any = {column: declared(question, column) for column, question in asked.colonnes.items()}
        item = create(f"Ligne_{name}", Fiche, columns)
        item = _built(f"Lignes_{name}", item, more) if more else item
    if kind.many:
        return _listed(list[item], asked), liste(asked.libelle, aide, **said, facultatif=asked.facultatif)
    said |= {"avant_signature": asked.avant_signature, "signataire": asked.signataire}
    if asked.defaut:
        said["defaut"] = lire_oui_non(asked.defaut)
        return item, champ(asked.libelle, aide, **said, facultatif=asked.facultatif)
    return item | None, champ(asked.libelle, aide, **said, facultatif=asked.facultatif)


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


def _built(name: str, base: type[AnyFiche], group: _Group) -> type[AnyFiche]:
    fields: dict[str, Any] = {key: declared(asked, key, group.groups.get(key)) for key, asked in group.fields.items()}
    for key, sub in group.groups.items():
        if key in fields:
            continue
        info = fields_of(base).get(key)
        core = chemins.inner(info.annotation) if info else []
        many = info is not None and chemins.is_list(info.annotation)
        kind: Any = _built(f"{name}_{key}", core[0] if core else Fiche, sub)
        title = (info.title if info else None) or key.replace("_", " ")
        extra = info.said if info else {}
        said = {"qui": extra.get("qui", "departement"), "facultatif": extra.get("facultatif", "")}
        aide = (info.description if info else "") or ""
        fields[key] = (
            (list[kind], liste(title, aide, **said)) if many else (kind, champ(title, aide, **said, defaut=kind()))
        )
    return create(name, base, fields)


def compose(name: str, questions: Mapping[str, Question]) -> type[Contrat]:
    """The description class of a model: `Contrat` with the questions of its clauses at their dotted paths.

    `objectifs[].priorite` adds a fact to every item of a list; `moyens.tarif_horaire` makes a group, or adds to one.
    """
    return _built(f"Contrat_{name.replace('-', '_')}", Contrat, _gathered(questions))
