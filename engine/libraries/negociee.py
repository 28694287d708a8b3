"""What the parties to a contract may change of a clause, and how they changed it."""

from __future__ import annotations

from typing import Literal

from models.champs import Fiche, Texte
from models.fiches.champ import cle
from models.records import dataclass


class Adaptable(Fiche):
    """What a contract may not change of a clause, why, and the text that says so."""

    interdite: Literal["oui", "suppression"] = cle(
        description="oui : la clause reste telle quelle ; suppression : elle ne peut pas être supprimée."
    )
    motif: Texte = cle(description="Pourquoi, en une phrase.")
    source: Texte = cle(description="Le texte qui l'impose.")


Sort = Literal["adaptee", "supprimee", "ajoutee"]


@dataclass(frozen=True, slots=True)
class Negociee:
    """That a clause of one contract is not as its model has it: in other words, left out or added, and why.

    `remarques` tell whoever drafts of it; `base` is the fingerprint of the clause of the library, empty where there is
    none.
    """

    sort: Sort
    motif: str
    remarques: tuple[str, ...] = ()
    base: str = ""
