"""Every page of the desk: one list, which the walk of routes by roles reads too."""

from __future__ import annotations

from engine.bureau.api import openapi
from engine.bureau.pages import (
    accessibilite,
    accueil,
    avenants,
    bibliotheque,
    calendrier,
    clauses,
    comparaison,
    comptes,
    connexion,
    contrat,
    demandes,
    documents,
    dossiers,
    etats,
    fichiers,
    invitations,
    invitations_en_nombre,
    jetons,
    lots,
    mise_a_jour,
    nouveau,
    programmations,
    questionnaire,
    relectures,
    taches,
    vie,
)
from engine.bureau.routing import Page

PAGES: list[Page] = [
    *accessibilite.PAGES,
    *accueil.PAGES,
    *connexion.PAGES,
    *comptes.PAGES,
    *jetons.PAGES,
    *nouveau.PAGES,  # before the page of a dossier, whose address would take theirs
    *dossiers.PAGES,
    *programmations.PAGES,
    *invitations_en_nombre.PAGES,
    *lots.PAGES,
    *mise_a_jour.PAGES,
    *invitations.PAGES,
    *calendrier.PAGES,
    *etats.PAGES,
    *fichiers.PAGES,
    *documents.PAGES,
    *bibliotheque.PAGES,
    *vie.PAGES,
    *taches.PAGES,
    *avenants.PAGES,
    *clauses.PAGES,
    *comparaison.PAGES,
    *contrat.PAGES,
    *demandes.PAGES,
    *questionnaire.PAGES,
    *relectures.PAGES,
    *openapi.PAGES,
]
