"""An avenant moves neither the duration nor the term of a contract whose model forbids it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.calendar.calendrier import echeance
from engine.errors import Finding
from engine.french import date_in_french, duration_in_words


def check(case: Case) -> Iterator[Finding]:
    """Refuse one that changes the duration, or the day it runs from, where a text forbids it.

    A prorogation leaves what was signed as it is.
    """
    old, new = case.old.dossier.contrat, case.given.contrat
    source = case.new.modele.plan.regles.duree_intangible
    if not source or not old.duree:
        return
    if old.duree != new.duree:
        fact, back = "duree", "la durée signée"
        said = f"porter sa durée à {duration_in_words(new.duree.mois)}" if new.duree else "lui retirer sa durée"
        message = f"le contrat a été conclu pour {duration_in_words(old.duree.mois)} : un avenant ne peut pas {said}."
    elif old.effet and old.effet != new.effet:
        fact, back = "effet", "la date d'effet signée"
        start, end = date_in_french(old.effet), date_in_french(echeance(old.effet, old.duree))
        moved = date_in_french(echeance(new.effet, old.duree)) if new.effet else ""
        said = f"déplacer son échéance au {moved}" if moved else "lui retirer sa date d'effet"
        message = f"le contrat court du {start} au {end} : un avenant ne peut pas {said}."
    else:
        return
    hint = f'Remettez {back} ; un contrat se prolonge par une prorogation (--prorogation "1 an").'
    place = case.given.source.place((fact,))
    yield Finding("avenant-duree", message, hint=hint, source=source, path=(fact,), place=place)
