"""A contract whose model has no prorogation runs until its term: an avenant that prorogates it is told, not refused.

Source: the rules of the model, which do not foresee it; none forbids it (`duree_intangible`). Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.avenants.case import Case
from engine.calendar.prorogations import NON_PREVUE
from engine.errors import Finding, Path, Severity


def check(case: Case) -> Iterator[Finding]:
    """Look for a prorogation where the model says no period of notice: none is foreseen."""
    plan = case.new.modele.plan
    if not case.avenant.prorogation or plan.regles.preavis is not None:
        return
    path: Path = ("avenants", len(case.old.dossier.contrat.avenants), "prorogation")
    hint = (
        "Vérifiez que ce contrat peut être prolongé, et jusqu'à quand, avant de signer ; dites-en la raison (--motif)."
    )
    source, place = plan.regles.source or plan.source.texte, case.given.source.place(path)
    yield Finding("prorogation-non-prevue", NON_PREVUE, Severity.WARNING, hint, source, path, place)
