"""An avenant does not change the duration of a contract whose model forbids it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.errors import Finding
from engine.french import duration_in_words


def check(case: Case) -> Iterator[Finding]:
    """Refuse one that changes the duration where a text forbids it; a prorogation leaves what was signed as it is."""
    before, after = case.old.dossier.contrat.duree, case.given.contrat.duree
    source = case.new.modele.plan.regles.duree_intangible
    if source and before and before != after:
        said = f"porter sa durée à {duration_in_words(after.mois)}" if after else "lui retirer sa durée"
        message = f"le contrat a été conclu pour {duration_in_words(before.mois)} : un avenant ne peut pas {said}."
        hint = 'Remettez la durée signée ; un contrat se prolonge par une prorogation (--prorogation "1 an").'
        place = case.given.source.place(("duree",))
        yield Finding("avenant-duree", message, hint=hint, source=source, path=("duree",), place=place)
