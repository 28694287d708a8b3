"""What somebody changed by hand in a document, as values: facts, words, figures, remarks, tracked changes."""

from __future__ import annotations

from typing import Literal

from cpom.valeurs import Constat
from models.records import dataclass

Sort = Literal["repris", "deja", "conflit", "refuse", "plusieurs", "indecis", "inconnu"]
SortDesMots = Literal["change", "ajoute", "retire", "deplace", "coupe", "joint"]
SortDeRevision = Literal["ajout", "retrait", "deplacement", "forme"]


@dataclass(frozen=True, slots=True)
class FaitRelu:
    """Un fait changé dans le document, et ce qu'il devient.

    `ancien` est ce qui était imprimé, `lus` ce qui se lit maintenant aux `changees` de ses `places`, `texte` ce que la
    description en écrira (vide : il est effacé). `sort` dit s'il est « repris », si la description le dit « deja », si
    elle dit maintenant autre chose (« conflit » : `maintenant`), s'il est « refuse » (`constats` dit pourquoi), si ses
    places disent « plusieurs » choses, s'il est « indecis » parce que les mots autour ont changé aussi, ou « inconnu »
    du modèle. `ou` est l'article où il est, `rang` sa place dans l'ordre du contrat.
    """

    chemin: str
    libelle: str
    sort: Sort
    ancien: str
    lus: tuple[str, ...]
    texte: str
    maintenant: str
    places: int
    changees: int
    ou: str
    rang: int
    constats: tuple[Constat, ...] = ()


@dataclass(frozen=True, slots=True)
class MotsRelus:
    """Des mots d'une clause changés à la main : ce qu'ils étaient, ce qu'ils sont ; `ou` et `rang` comme d'un fait.

    `deja` : la description les dit maintenant comme le document.
    """

    sort: SortDesMots
    clause: str
    avant: str
    apres: str
    ou: str
    rang: int
    deja: bool = False


@dataclass(frozen=True, slots=True)
class ChiffreRelu:
    """Un chiffre calculé auquel on a écrit autre chose : sa case (« budget.total[2] »). Il n'est pas repris."""

    case: str
    ancien: str
    lu: str
    ou: str
    rang: int


@dataclass(frozen=True, slots=True)
class Remarque:
    """Un commentaire de quelqu'un : ce sur quoi il porte, ce qu'on lui a répondu."""

    auteur: str
    date: str
    texte: str
    sur: str
    ou: str
    rang: int
    reponses: tuple[Remarque, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """Une modification suivie, ni acceptée ni refusée."""

    auteur: str
    date: str
    sort: SortDeRevision
    texte: str
    ou: str
    rang: int


@dataclass(frozen=True, slots=True)
class ClausePerdue:
    """Une clause qu'on ne trouve plus : ses mots sont dans la clause `dans`, ou nulle part (vide)."""

    clause: str
    dans: str
