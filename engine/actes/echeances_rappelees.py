"""The deadlines that a reminder tells: those that are named, or those of the months that come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from engine import french
from engine.calendar.calendrier import days_after, fin_de_delai
from engine.calendar.echeancier import Deadline, remark
from engine.dossier import Dossier
from engine.errors import Finding, InputError, Path, Severity
from models.jours import Duree

_AHEAD = Duree(3)
_GESTIONNAIRE = ("gestionnaire", "co-signataire")
_OF_ALL = ("", "les parties", "le comité de suivi", "la partie qui souhaite la prorogation", "l'autre partie")


def rappel(
    dossier: Dossier, jour: date, de: str, kinds: Sequence[str], before: date | None
) -> tuple[dict[Path, str], list[Finding]]:
    """The deadlines recalled, each in a sentence, from a day on: of these kinds, or else those that come before a day.

    Without a day either, those of the three months that follow. What the party that writes is alone to do is left out.

    Raises:
        InputError: where there is none, or where a kind is of no deadline.
    """
    until = before or days_after(fin_de_delai(jour, _AHEAD), 1)
    every = {one.kind for one in dossier.deadlines}
    if unknown := [one for one in kinds if one not in every]:
        coming = ", ".join(one.kind for one in dossier.deadlines if one.day >= jour)
        message = f"« {unknown[0]} » n'est pas une échéance de ce contrat."
        raise InputError([Finding("rappel-echeance-inconnue", message, hint=f"Celles qui viennent : {coming}.")])
    found = [one for one in dossier.deadlines if (one.kind in kinds if kinds else jour <= one.day < until)]
    kept = [one for one in found if kinds or _concerns(one, de)]
    if not kept:
        day = french.date_in_french(until)
        message = f"aucune échéance du contrat n'est à rappeler entre ce jour et le {day}."
        raise InputError([Finding("courrier-sans-objet", message, hint="Donnez --avant, ou --echeance.")])
    return dict(_facts(kept, dossier.droit.departement)), list(_doubts(kept))


def _facts(deadlines: Iterable[Deadline], departement: str | None) -> Iterable[tuple[Path, str]]:
    for rank, one in enumerate(deadlines):
        other = remark(one, departement)
        more = "".join(f" ({said})" for said in (one.said, other) if said)
        words = f"{french.weekday(one.day)} {french.date_in_french(one.day)} : {one.words}{more}"
        yield ("courrier", "echeances", rank), french.typography(words)


def _doubts(deadlines: Iterable[Deadline]) -> Iterable[Finding]:
    """What is to be verified before the letter goes, which it does not print."""
    for one in deadlines:
        if one.doute:
            message = f"« {one.words} » : à vérifier, {one.doute}."
            hint = "Vérifiez-le avant d'envoyer le courrier, qui ne le dit pas."
            yield Finding("echeance-a-verifier", french.typography(message), Severity.WARNING, hint, one.source)


def _concerns(one: Deadline, de: str) -> bool:
    """Whether the party written to has something to do with a deadline."""
    of_gestionnaire = any(word in one.qui for word in _GESTIONNAIRE)
    return one.qui in _OF_ALL or of_gestionnaire == (de != "gestionnaire")
