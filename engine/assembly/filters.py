"""The filters of clauses that write a figure, a date or a duration the French way, or that an answer is to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engine import french
from engine.assembly.facts import Liste
from engine.assembly.printed import Manquant, Typed, Written, said_by
from engine.document import Missing, Text
from engine.errors import dotted
from models.jours import Duree
from models.lieux import apres_a


def passing_missing(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that leaves a missing fact, and the words printed for want of a figure, as they are."""

    def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
        return value if isinstance(value, Manquant | Written) else function(value, *args, **kwargs)

    return filtered


def euros(value: Decimal, unite: str = "€") -> Text:
    """« 1 234,50 € », or with its unit « 24,58 €/h »."""
    return said_by(value, french.euros(value, unite))


def euros_lettres(value: Decimal) -> Written:
    """An amount in words."""
    return Written(french.euros_in_words(value))


def jour(value: date) -> Text:
    """« 1er février 2024 »."""
    return said_by(value, french.date_in_french(value))


def duree(value: Duree) -> Written:
    """« cinq ans », « dix-huit mois »."""
    return Written(french.duration_in_words(value.mois))


def de_duree(value: Any) -> Written:
    """« de cinq ans », « d’un mois »."""
    if not isinstance(value, Duree):  # what is to be filled in
        return Written(f"de {value}")
    return Written(french.elide("de", french.duration_in_words(value.mois)))


def a_lieu(value: Any) -> Written:
    """« à Rennes », « au Havre »."""
    if not isinstance(value, Typed):  # what is to be filled in
        return Written(f"à {value}")
    word, name = apres_a(value[:])
    return Written(f"{word} {value.reworded(name)}")


def lettres(value: int, feminin: bool = False) -> Written:
    """A whole number in words."""
    return Written(french.cardinal(value, feminin))


def garde_ou_retire(value: Any, what: str = "ce passage") -> Written:
    """What marks words that the answer « aucun » would leave out, until there is one; nothing afterwards."""
    missing = value.missing if isinstance(value, Liste) else value
    if value or not isinstance(missing, Manquant):
        return Written("")
    words = french.typography(f"{what} est gardé ou retiré selon la réponse à « {missing.named} »")
    missing.printed.ask(missing)
    return Written(missing.printed.token(Missing(words, dotted(missing.path), place=False)))


FIGURES: Mapping[str, Callable[..., Any]] = {
    function.__name__: passing_missing(function) for function in (euros, euros_lettres, jour, duree, lettres)
} | {"de_duree": de_duree, "a_lieu": a_lieu, "garde_ou_retire": garde_ou_retire}
