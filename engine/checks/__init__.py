"""Rules of validity, one per file; each tells its legal source and its severity. CHECKS lists them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from engine.checks import (
    annees_hors_contrat,
    annees_sans_ligne,
    avenant_retroactif,
    avenants_ordre,
    calendrier_cnsa,
    choix_incompatibles,
    cle_inutile,
    collectivite_a_verifier,
    contrat_precedent_nie,
    controles_des_tableaux,
    date_du_droit,
    date_limite,
    dates_ordre,
    dates_vraisemblables,
    delai_depasse,
    denomination_collectivite,
    departements_signataires,
    droit_du_contrat,
    duree_exacte,
    duree_max,
    duree_totale,
    etablissement_inconnu,
    exemplaires_parties,
    fait_provisoire,
    fichiers_nommes,
    finess_cle,
    finess_departement,
    finess_double,
    forme_et_statut,
    frais_de_siege,
    mention_inconnue,
    mentions_du_contrat,
    metropole_de_lyon,
    modele_d_un_autre_departement,
    numeros_signes,
    plafond_des_prix,
    plusieurs_en_un,
    preambule_inconnu,
    preavis_modele,
    prorogation_coherente,
    prorogation_interdite,
    prorogation_sans_ligne,
    qualite_du_signataire,
    qualite_et_civilite,
    qualite_sans_nom,
    repere_de_signature,
    reponse_en_phrase,
    retroactivite,
    schema_depasse,
    signataire_illisible,
    signataire_inconnu,
    signature_apres_echeance,
    siren_cle,
    siret_cle,
    siret_siren,
    tarif_de_l_annee,
    tarif_minimal,
    validite_depassee,
)
from engine.checks.context import Context, Known, Rule
from engine.errors import Finding
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.plan import ProgrammationDuModele, Regles
from engine.libraries.tableaux import Tableau
from models.contrat import Contrat
from models.traits import Trait

CHECKS: tuple[Rule, ...] = (
    denomination_collectivite,
    collectivite_a_verifier,
    preambule_inconnu,
    finess_cle,
    finess_departement,
    finess_double,
    siren_cle,
    siret_cle,
    siret_siren,
    dates_vraisemblables,
    dates_ordre,
    avenant_retroactif,
    avenants_ordre,
    signataire_inconnu,
    signataire_illisible,
    numeros_signes,
    retroactivite,
    schema_depasse,
    duree_exacte,
    duree_max,
    duree_totale,
    prorogation_interdite,
    prorogation_coherente,
    prorogation_sans_ligne,
    preavis_modele,
    annees_hors_contrat,
    annees_sans_ligne,
    calendrier_cnsa,
    tarif_minimal,
    tarif_de_l_annee,
    delai_depasse,
    exemplaires_parties,
    fait_provisoire,
    reponse_en_phrase,
    plusieurs_en_un,
    forme_et_statut,
    qualite_du_signataire,
    qualite_et_civilite,
    qualite_sans_nom,
    repere_de_signature,
    departements_signataires,
    etablissement_inconnu,
    date_limite,
    validite_depassee,
    signature_apres_echeance,
    frais_de_siege,
    choix_incompatibles,
    contrat_precedent_nie,
    plafond_des_prix,
    mention_inconnue,
    mentions_du_contrat,
    metropole_de_lyon,
    controles_des_tableaux,
    fichiers_nommes,
    modele_d_un_autre_departement,
    cle_inutile,
    date_du_droit,
    droit_du_contrat,
)
"""Every rule, in the order of their findings."""

OF_A_DOSSIER: tuple[Rule, ...] = (
    denomination_collectivite,
    collectivite_a_verifier,
    preambule_inconnu,
    controles_des_tableaux,
    fichiers_nommes,
    modele_d_un_autre_departement,
    numeros_signes,
    cle_inutile,
    date_du_droit,
    droit_du_contrat,
)
"""Those that look at more than facts: at the model, the law, the computed tables or a file."""


def run_checks(  # noqa: PLR0913 - what the law and the model say
    contrat: Contrat,
    regles: Regles,
    *,
    jour: date,
    bibliotheque: Bibliotheque,
    montant: Callable[[str, int], Decimal | None] = lambda *_: None,
    tableaux: Mapping[str, Tableau] = MappingProxyType({}),
    parties: int = 2,
    traits: Mapping[str, Trait] = MappingProxyType({}),
    programmation: ProgrammationDuModele | None = None,
    doute: Callable[[str, int], str] = lambda *_: "",
    dossier: Known | None = None,
) -> list[Finding]:
    """Every finding of every rule, in the order of the list; the caller adds their places in the file.

    `regles` are the rules of the contract's model; `jour` is the day whose law applies; `montant` gives the amount of a
    series in a civil year, or None where it is not known, and `doute` why it is to be verified; `tableaux` are the
    computed tables of the model, `traits` those of the contract, `programmation` what the model says of the arrêté that
    programmes it; `parties` is how many sign the contract; names and legal forms are those of `bibliotheque`. Without a
    `dossier`, the rules that look at more than facts are left out.
    """
    context = Context(
        contrat, regles, jour, montant, tableaux, parties, traits, programmation, doute, dossier,
        bibliotheque=bibliotheque,
    )  # fmt: skip
    rules = CHECKS if dossier else [rule for rule in CHECKS if rule not in OF_A_DOSSIER]
    return [finding for rule in rules for finding in rule.check(context)]


__all__ = ["CHECKS", "OF_A_DOSSIER", "Context", "Known", "Rule", "run_checks"]
