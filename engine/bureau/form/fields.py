"""The field of each question: which control, what it shows, what helps to answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import cpom
from engine.bureau.form.posted import UNKNOWN
from engine.french import capitalise

Control = Literal["radios", "liste", "ligne", "texte", "lignes", "plus_tard", "memoire"]
_FEW = 6
"""More answers than this are a list to open rather than boxes to choose from."""
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SHORT = frozenset({"jour", "montant", "nombre", "entier", "effectif", "pourcentage", "duree", "siren", "finess"})
_FIGURES = frozenset({"entier", "effectif", "siren", "siret"})
_YES_OR_NO = re.compile(r"oui ou non\b[\s,;:]*", re.IGNORECASE)
_FORMATS: Mapping[str, str] = {
    "jour": "au format jj/mm/aaaa",
    "duree": "en années ou en mois",
    "siren": "neuf chiffres",
    "siret": "quatorze chiffres",
    "finess": "neuf caractères",
    "entier": "nombre entier",
    "effectif": "nombre entier",
    "montant": "nombre, avec une virgule s'il le faut",
    "nombre": "nombre, avec une virgule s'il le faut",
    "pourcentage": "nombre, avec une virgule s'il le faut",
}
"""How an answer is written, by its kind."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question as a page shows it: its control, the value in it, the answers to choose from, what helps."""

    chemin: str
    control: Control
    libelle: str
    valeur: str
    donnee: bool
    aide: str
    forme: str
    exemple: str
    source: str
    qui: str
    facultatif: str
    condition: str
    unite: str = ""
    court: bool = False
    chiffres: bool = False
    choix: tuple[tuple[str, str], ...] = ()
    decide: bool = False

    @property
    def id(self) -> str:
        """The id of its control, to which the contract beside leads."""
        return field_id(self.chemin)


def field_id(chemin: str) -> str:
    """The id of the control, or of the item, at a path."""
    return f"q-{chemin}"


def shown(genre: str, reponse: str) -> str:
    """An answer as people write it: « 15/01/2026 » for 2026-01-15."""
    day = _DAY.fullmatch(reponse.strip()) if genre == "jour" else None
    return f"{day[3]}/{day[2]}/{day[1]}" if day else reponse


def field_of(demande: cpom.Demande, said: str | None = None, *, qui: bool = True) -> Field:
    """The field of a question; `said` is what somebody typed that is not kept, `qui` says who answers beside it."""
    asked = demande.question
    choices = _choices(asked, demande.reponse)
    help_text = help_of(asked)
    value = shown(asked.genre, demande.reponse) if said is None else said
    control = _control(demande, choices)
    if choices:
        value = _meant(demande.chemin, choices, value) or UNKNOWN
    label = capitalise(asked.libelle) + (f" {demande.annee}" if demande.annee else "")
    return Field(
        demande.chemin,
        control,
        label,
        value,
        bool(demande.reponse.strip()),
        "" if help_text.lower().rstrip(".") == label.lower() else help_text,
        "" if (form := _form(asked, control)).lower() == help_text.lower() else form,
        _example(asked, choices),
        asked.source,
        asked.qui if qui else "",
        asked.facultatif,
        asked.condition,
        asked.unite,
        asked.genre in _SHORT,
        asked.genre in _FIGURES,
        choices,
        asked.decide,
    )


def help_of(asked: cpom.Question) -> str:
    """The help of a question in plain words: no underscores of keys, nor « oui ou non » where both are shown."""
    said = re.sub(r"«[^»]*»", lambda quoted: quoted[0].replace("_", " "), asked.aide)
    if asked.genre == "oui_non":
        said = _YES_OR_NO.sub("", said)
    return capitalise(said)


def offered(asked: cpom.Question) -> dict[str, str]:
    """The answers to choose from, each with its words; none where the question is answered otherwise."""
    known = dict(asked.choix)
    if asked.genre == "oui_non":
        known = {"oui": "Oui", "non": "Non"}
    return {} if asked.plusieurs else {value: capitalise(words) for value, words in known.items()}


def _control(demande: cpom.Demande, choices: tuple[tuple[str, str], ...]) -> Control:
    asked = demande.question
    if demande.pour_memoire:
        return "memoire"
    if asked.par_annee and not demande.annee:
        return "plus_tard"
    if asked.plusieurs:
        return "lignes"
    if choices:
        return "radios" if len(choices) <= _FEW else "liste"
    long = asked.genre == "texte_long" or "\n" in demande.reponse.strip() or (asked.neant and len(demande.reponse) > 60)
    return "texte" if long else "ligne"


def _choices(asked: cpom.Question, answer: str) -> tuple[tuple[str, str], ...]:
    """The answers to choose from, with their words; one that is none of them, and is in the description, too."""
    known = list(offered(asked).items())
    if not known:
        return ()
    answer = answer.strip()
    if answer and not _meant(asked.chemin, tuple(known), answer):
        known.append((answer, f"{answer} (à corriger)"))
    return (*known, (UNKNOWN, "Je ne sais pas encore"))


def _meant(_: str, choices: tuple[tuple[str, str], ...], answer: str) -> str:
    """The answer that a text means, among those that are offered; empty where it is none of them."""
    said = _plain(answer)
    return next((value for value, words in choices if said and said in (_plain(value), _plain(words))), "")


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").replace("’", "'").split())


def _form(asked: cpom.Question, control: Control) -> str:
    if control == "lignes":
        return "Une réponse par ligne" + (" ; « aucun » s'il n'y en a pas" if asked.neant else "")
    if control in ("radios", "liste", "memoire", "plus_tard"):
        return ""
    said = [_FORMATS.get(asked.genre, ""), "« aucun » s'il n'y en a pas" if asked.neant else ""]
    return capitalise(" ; ".join(filter(None, said)))


def _example(asked: cpom.Question, choices: tuple[tuple[str, str], ...]) -> str:
    if choices or not asked.exemple or asked.par_annee:
        return ""
    return shown(asked.genre, asked.exemple)
