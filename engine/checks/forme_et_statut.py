"""The legal form, the statut and the raison sociale of the gestionnaire say one thing.

Source: data/droit/formes.yaml. Severity: error where two answers contradict each other; warning where the raison
sociale begins with another form than the one given.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.law.formes import forme_of_name, load_formes

CODE = "forme-et-statut"
SEVERITY = Severity.ERROR
SOURCE = "formes juridiques du répertoire FINESS"


def check(context: Context) -> Iterator[Finding]:
    """Compare what is given with what follows from it."""
    gestionnaire, formes = context.contrat.gestionnaire, load_formes(context.bibliotheque)
    forme, statut = gestionnaire.forme, gestionnaire.statut
    follows = formes[forme].statut_du_gestionnaire if forme else None
    if forme and statut and follows not in (None, statut):
        message = f"la forme « {forme} » ({formes[forme].nom}) ne va pas avec le statut « {statut} »."
        hint = f"Vouliez-vous dire « statut: {follows} » ? Sinon, corrigez la forme ; le statut s'en déduit."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("gestionnaire", "forme"))
        return
    said = forme_of_name(context.bibliotheque, gestionnaire.raison_sociale or "")
    if said is None or said == forme:
        return
    if forme or (statut and formes[said].statut_du_gestionnaire not in (None, statut)):
        name, given = gestionnaire.raison_sociale, formes[forme].nom if forme else statut
        message = f"« {name} » commence comme le nom d'une autre forme juridique que celle qui est donnée ({given})."
        hint = f"Vouliez-vous dire « forme: {said} » ? Si votre réponse est juste, gardez-la : c'est elle qui compte."
        yield Finding(CODE, message, Severity.WARNING, hint, SOURCE, ("gestionnaire", "raison_sociale"))
