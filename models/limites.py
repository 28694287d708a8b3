"""What the law says of the date of an act: the last day for it, or how long it holds. Its question declares it."""

from __future__ import annotations

from typing import Literal

from models.champs import DureeContrat, Fiche, Jour, Texte
from models.fiches.champ import cle

Gravite = Literal["erreur", "avertissement", "information"]
Moment = Literal["signature", "effet", "echeance"]


class Condition(Fiche):
    """When a rule applies: `si` to the contract's traits, `pour` to the columns of its row, by a word they hold."""

    si: dict[str, list[Texte]] = cle(default={}, description="Les cas où la règle s'applique.")
    pour: dict[str, Texte] = cle(default={}, description="Les lignes qu'elle concerne : un mot d'une colonne.")


class DateLimite(Condition):
    """The last day for an act: a day and a month (« 30 juin »), for a date in the year before that of `precede`.

    A text that says a day of the year (« avant le 30 avril ») is compared with the day alone.
    """

    jour: Texte = cle(description="Le jour et le mois (« 30 juin »).")
    precede: Moment | None = cle(default=None, description="Le jour est de l'année qui précède ce moment.")
    aide: Texte = cle(description="Ce qu'il faut faire.")
    source: Texte = cle(description="Le texte qui fixe ce jour.")
    gravite: Gravite = cle(default="avertissement", description="Une erreur empêche d'écrire le contrat.")


class Validite(Condition):
    """How long an act holds: at least until `jusqua`, that of the effect being its eve. `depuis` is the first law.

    Before that day of signature, the rule was another.
    """

    duree: DureeContrat = cle(description="La durée de validité (« 5 ans »).")
    jusqua: Moment = cle(description="Le moment où l'acte doit encore valoir.")
    aide: Texte = cle(description="Ce qu'il faut faire.")
    source: Texte = cle(description="Le texte qui fixe cette durée.")
    gravite: Gravite = cle(default="avertissement", description="Une erreur empêche d'écrire le contrat.")
    depuis: Jour | None = cle(default=None, description="Le jour de signature avant lequel la règle était une autre.")
