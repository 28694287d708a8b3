"""When an avenant may not be: one rule a file, each tells its source; RULES lists them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.avenants.case import Case
from engine.avenants.rules import (
    ancien_gestionnaire,
    avenants_de_trop,
    cession_decalee,
    contrat_non_signe,
    date_de_conclusion,
    date_de_l_avenant,
    duree_intangible,
    exemplaires,
    genre,
    mots_signes,
    parties_changees,
    prorogation_non_prevue,
    prorogation_tardive,
    prorogation_trop_longue,
    sans_changement,
    tarif_de_l_annee,
    tarif_des_annees_suivantes,
    visas_signes,
)
from engine.errors import Finding

Rule = Callable[[Case], Iterable[Finding]]
"""What a rule finds in a case; an error refuses the avenant."""
RULES: tuple[Rule, ...] = (
    contrat_non_signe.check,
    parties_changees.check,
    avenants_de_trop.check,
    date_de_l_avenant.check,
    genre.check,
    duree_intangible.check,
    prorogation_trop_longue.check,
    prorogation_tardive.check,
    prorogation_non_prevue.check,
    cession_decalee.check,
    sans_changement.check,
    ancien_gestionnaire.check,
    tarif_de_l_annee.check,
    tarif_des_annees_suivantes.check,
    visas_signes.check,
    exemplaires.check,
    date_de_conclusion.check,
    mots_signes.check,
)


def checked(case: Case) -> tuple[Finding, ...]:
    """What every rule finds."""
    return tuple(found for rule in RULES for found in rule(case))
