"""Objectives, actions and indicators: one structure for every model and every table.

It says what the field says everywhere. What one model alone asks (the referent of an indicator, the thematic of an
objective) is a question of its clauses; what a model does not print, its questionnaire does not ask.
"""

from __future__ import annotations

from typing import Annotated

from models.champs import Annee, Fiche, Montant, Texte, champ, liste
from models.nombres import de_l_unite
from models.phrases import dans


class Indicateur(Fiche):
    """What is measured and how: its value at the start, midway, each year, and where it must arrive."""

    intitule: Annotated[Texte, dans("indicateur : …", "intitule")] | None = champ(
        "indicateur", exemple="Part des interventions du week-end assurées"
    )
    methode: Annotated[Texte, dans("méthode de calcul : …")] | None = champ(
        "méthode de calcul de l'indicateur",
        exemple="nombre d'interventions du week-end assurées, rapporté au nombre d'interventions prévues",
    )
    initiale: Annotated[Texte, dans("situation initiale : …")] | None = champ("situation initiale", exemple="82 %")
    mi_parcours: Annotated[Texte, dans("valeur à mi-parcours : …")] | None = champ(
        "valeur à mi-parcours", "Attendue pour le dialogue de gestion à mi-parcours du contrat", exemple="80 %"
    )
    cible: Annotated[Texte, dans("cible : …")] | None = champ("cible", exemple="95 %")
    annees: dict[Annee, Texte] = champ(
        "valeur",
        "Valeur attendue de chaque année",
        facultatif="aucune valeur intermédiaire",
        defaut={},
    )


class Action(Fiche):
    """What the gestionnaire will do, described by its fiche: phases (`modalites`), delay, cost, financing.

    `valorisation` tells the whole of the financing where the model has one heading for it; `montant`, `financement`
    and `versement` tell the amount, its detail, and the terms of payment and of regularisation, where it has three.
    """

    intitule: Annotated[Texte, dans("action « … »", "intitule")] | None = champ(
        "intitulé de l'action", exemple="Recruter deux aides à domicile"
    )
    modalites: Texte | None = champ("modalités de mise en œuvre")
    delai: Annotated[Texte, dans("délai de réalisation (…)")] | None = champ(
        "délai de réalisation de l'action", "Années ou dates, dont les échéances intermédiaires", exemple="31/12/2026"
    )
    indicateurs_suivi: list[Texte] = liste("indicateurs de suivi de l'action")
    indicateurs_resultat: list[Texte] = liste("indicateurs de résultat de l'action")
    cout: Annotated[Montant, de_l_unite("€")] | None = champ("coût de l'action", unite="€", exemple="12 000")
    valorisation: Texte | None = champ(
        "modalités de valorisation de l'action par le Département",
        "Montant du financement, conditions de versement et de régularisation",
        qui="departement",
    )
    montant: Annotated[Montant, de_l_unite("€")] | None = champ(
        "montant octroyé", qui="departement", unite="€", exemple="40 000"
    )
    financement: Texte | None = champ(
        "montant et détail du financement", qui="departement", exemple="40 000 € par an, pour 26 700 heures"
    )
    versement: Texte | None = champ(
        "modalités de versement et de régularisation des montants",
        qui="departement",
        exemple="Versement unique avant le 30 septembre ; régularisation l'année suivante",
    )
    pieces_justificatives: list[Annotated[Texte, dans("pièces justificatives de l'action : …")]] = liste(
        "pièces justificatives de l'action", exemple="factures", facultatif="aucune pièce à joindre"
    )


class ObjectifOperationnel(Fiche):
    """An operational objective, with its indicators and its actions."""

    intitule: Annotated[Texte, dans("objectif opérationnel : …", "intitule")] | None = champ(
        "objectif opérationnel", exemple="Assurer les interventions du week-end"
    )
    indicateurs: list[Indicateur] = liste("indicateurs de suivi de l'objectif opérationnel")
    actions: list[Action] = liste("actions")


class Objectif(Fiche):
    """A strategic objective."""

    intitule: Annotated[Texte, dans("objectif : …", "intitule")] | None = champ(
        "objectif stratégique", exemple="Améliorer la continuité des interventions"
    )
    mentions: list[Texte] = liste(
        "mentions de la loi dont traite l'objectif",
        "Leurs numéros, à l'article qui dit ce que le contrat précise (CASF, article L. 313-11-1)",
        exemple="8°",
        facultatif="l'objectif ne traite d'aucune en particulier",
        regles={"controle": True},
    )
    operationnels: list[ObjectifOperationnel] = liste("objectifs opérationnels")
