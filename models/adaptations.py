"""The words that the parties to one contract agree on, in place of those of its model or beside them."""

from __future__ import annotations

from models.champs import Fiche, OuiNon, Texte, champ

NEGOCIES = ("adaptations", "clauses_ajoutees")
"""The keys of a description that are no fact: nobody is asked for them, no clause prints them."""


class Adaptation(Fiche):
    """A clause of the model in other words, under another title, or left out (`supprimee`), and why (`motif`).

    `base` is the fingerprint of the clause of the library that was adapted, `origine` its words then.
    """

    texte: Texte | None = champ(
        "texte de la clause", "Ses mots pour ce contrat, écrits comme une clause, après « | »", qui="departement"
    )
    titre: Texte | None = champ(
        "titre de la clause",
        "Son titre pour ce contrat, sans son numéro",
        qui="departement",
        facultatif="celui du modèle",
    )
    supprimee: OuiNon = champ(
        "clause supprimée",
        "oui : ce contrat n'a pas cette clause",
        qui="departement",
        facultatif="la clause est dans le contrat",
        defaut=False,
    )
    motif: Texte | None = champ(
        "motif de l'adaptation",
        "Qui l'a demandée, quand et pourquoi",
        qui="departement",
        exemple="demande de l'association, réunion du 12 mars",
    )
    base: Texte | None = champ(
        "empreinte de la clause adaptée",
        "Celle de la clause du modèle au moment de l'adaptation (cpom adapter l'écrit)",
        qui="departement",
        facultatif="inconnue",
    )
    origine: Texte | None = champ(
        "texte adapté",
        "Les mots de la clause du modèle au moment de l'adaptation (cpom adapter les écrit)",
        qui="departement",
        facultatif="inconnu",
    )


class ClauseAjoutee(Fiche):
    """A clause that this contract has and its model has not: after or before which, its title and words, and why."""

    nom: Texte | None = champ(
        "nom de la clause ajoutée", "Pour y renvoyer", qui="departement", facultatif="ajoutee-1, ajoutee-2…"
    )
    apres: Texte | None = champ("clause qui la précède", "Son nom (cpom clauses MODELE)", qui="departement")
    avant: Texte | None = champ("clause qui la suit", "Son nom (cpom clauses MODELE)", qui="departement")
    titre: Texte | None = champ(
        "titre de la clause ajoutée", "Sans son numéro", qui="departement", facultatif="ni titre ni numéro"
    )
    texte: Texte | None = champ(
        "texte de la clause ajoutée", "Ses mots, écrits comme une clause, après « | »", qui="departement"
    )
    motif: Texte | None = champ(
        "motif de l'ajout",
        "Qui l'a demandé, quand et pourquoi",
        qui="departement",
        exemple="demande de l'association, réunion du 12 mars",
    )
