"""What the law says of the date of an act: the last day for it, or how long it holds. Its question declares it."""

from __future__ import annotations

from typing import Literal

from models.champs import DureeContrat, Fiche, Jour, Texte

Gravite = Literal["erreur", "avertissement", "information"]
Moment = Literal["signature", "effet", "echeance"]


class Condition(Fiche):
    """When a rule applies: `si` to the contract's traits, `pour` to the columns of its row, by a word they hold."""

    si: dict[str, list[Texte]] = {}
    pour: dict[str, Texte] = {}


class DateLimite(Condition):
    """The last day for an act: a day and a month (« 30 juin »), for a date in the year before that of `precede`.

    A text that says a day of the year (« avant le 30 avril ») is compared with the day alone.
    """

    jour: Texte
    precede: Moment | None = None
    aide: Texte
    source: Texte
    gravite: Gravite = "avertissement"


class Validite(Condition):
    """How long an act holds: at least until `jusqua`, that of the effect being its eve. `depuis` is the first law.

    Before that day of signature, the rule was another.
    """

    duree: DureeContrat
    jusqua: Moment
    aide: Texte
    source: Texte
    gravite: Gravite = "avertissement"
    depuis: Jour | None = None
