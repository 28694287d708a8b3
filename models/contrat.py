"""The description of a contract. A model's own questions are added to these facts when it is loaded."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from models.adaptations import Adaptation, ClauseAjoutee
from models.avenants import Avenant
from models.champs import DureeContrat, Entier, Fiche, Jour, OuiNon, Texte, champ, liste
from models.kinds.choix import au_choix
from models.objectifs import Objectif
from models.parties import Collectivite, Gestionnaire
from models.phrases import dans

_Droit = Literal["jour_de_signature", "tel_que_publie"]
Droit = Annotated[_Droit, au_choix(get_args(_Droit))]


class Prorogation(Fiche):
    """The notice to give before the term, and the time to answer it."""

    preavis: DureeContrat | None = champ(
        "préavis de prorogation",
        "Si ce n'est pas celui du modèle",
        qui="departement",
        exemple="12 mois",
        facultatif="celui du modèle",
    )
    reponse: DureeContrat | None = champ(
        "délai de réponse",
        "Si ce n'est pas celui du modèle",
        qui="departement",
        exemple="2 mois",
        facultatif="celui du modèle",
    )


class Signature(Fiche):
    """When and where the contract is signed."""

    lieu: Annotated[Texte, dans("Fait à …", "nom")] | None = champ(
        "lieu de signature", qui="departement", exemple="Rennes"
    )
    date: Jour | None = champ(
        "date de signature",
        "Le contrat dit le droit de ce jour",
        qui="departement",
        exemple="2024-01-15",
        ailleurs=True,
    )
    champs: OuiNon | None = champ(
        "champs de signature dans le PDF",
        "Un champ vide pour chaque signataire, où signer avec l'outil de l'administration",
        qui="departement",
        exemple="oui",
        facultatif="aucun champ",
        ailleurs=True,
    )
    reperes: Texte | None = champ(
        "repère de la plateforme de signature",
        "Les mots, invisibles dans le PDF, où elle place la première signature ; leur « 1 » devient 2, 3… pour les "
        "suivantes",
        qui="departement",
        exemple="/signature1/",
        facultatif="aucun repère",
        ailleurs=True,
    )


class Contrat(Fiche):
    """Everything that a description may say, whatever its model."""

    modele: Texte = champ("modèle", "Nom du modèle (cpom modeles les liste)", qui="departement", ailleurs=True)
    charte: Texte | None = champ(
        "charte",
        "Chemin du papier à en-tête de l'autorité, un fichier .docx",
        qui="departement",
        facultatif="celui du modèle, ou un papier neutre",
        ailleurs=True,
    )
    droit: Droit = champ(
        "droit appliqué",
        "jour_de_signature (par défaut) ou tel_que_publie",
        qui="departement",
        facultatif="celui du jour de la signature",
        ailleurs=True,
        defaut="jour_de_signature",
    )
    departement: Texte | None = champ(
        "département", "Code du département (« 01 », « 2A », « 69M » pour la métropole de Lyon)", qui="departement",
        exemple="35", ailleurs=True,
    )  # fmt: skip
    collectivite: Collectivite = champ("collectivité", qui="departement", defaut=Collectivite())
    gestionnaire: Gestionnaire = champ("organisme gestionnaire", defaut=Gestionnaire())
    visas_locaux: list[Annotated[Texte, dans("Vu …", "article")]] = liste(
        "autres visas locaux",
        "Délibérations, schémas et arrêtés propres au département",
        qui="departement",
        facultatif="aucun autre visa",
    )
    preambule: Texte | None = champ(
        "choix du préambule",
        "Une des variantes du modèle, ou un texte libre",
        qui="departement",
        facultatif="celui par défaut du modèle",
        ailleurs=True,
    )
    preambule_libre: Texte | None = champ(
        "texte du préambule",
        "Votre texte, si vous ne choisissez pas une des variantes du modèle",
        qui="departement",
        facultatif="le préambule du modèle",
    )
    objectifs: list[Objectif] = liste("objectifs")
    prorogation: Prorogation = champ("prorogation", qui="departement", defaut=Prorogation())
    effet: Jour | None = champ("date d'effet du contrat", qui="departement", exemple="2024-02-01")
    duree: DureeContrat | None = champ("durée du contrat", "En années ou en mois", qui="departement", exemple="5 ans")
    exemplaires: Entier | None = champ(
        "nombre d'exemplaires originaux", qui="departement", exemple="2", signataire=True
    )
    signature: Signature = champ("signature", qui="departement", defaut=Signature())
    adaptations: dict[str, Adaptation] = champ(
        "clauses adaptées pour ce contrat",
        "Chacune sous son nom (cpom clauses MODELE) ; cpom adapter l'écrit",
        qui="departement",
        facultatif="les clauses du modèle",
        ailleurs=True,
        defaut={},
    )
    clauses_ajoutees: list[ClauseAjoutee] = liste(
        "clauses ajoutées à ce contrat",
        "Chacune après ou avant une clause du modèle",
        qui="departement",
        facultatif="aucune",
        ailleurs=True,
    )
    avenants: list[Avenant] = liste(
        "avenants conclus",
        "Dans leur ordre ; cpom avenant les écrit",
        qui="departement",
        facultatif="aucun avenant",
        ailleurs=True,
    )
    numeros: dict[str, Texte] = champ(
        "numéros du contrat signé",
        "Celui de chaque article, qui ne change plus ; cpom avenant les écrit",
        qui="departement",
        facultatif="ceux du modèle",
        ailleurs=True,
        defaut={},
    )
