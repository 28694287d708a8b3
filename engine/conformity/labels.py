"""The words of the sheet, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

State = Literal["identique", "complété", "adapté", "écarté", "ajouté"]
STATES: Mapping[State, tuple[str, str]] = {
    "identique": ("identique", "identiques"),
    "complété": ("complété", "complétés"),
    "adapté": ("adapté", "adaptés"),
    "écarté": ("écarté", "écartés"),
    "ajouté": ("ajouté", "ajoutés"),
}
"""What became of an article of the model, alone and several."""
MEANING: Mapping[State, str] = {
    "identique": "les mots du modèle publié",
    "complété": "ses blancs remplis, ses options choisies, ses consignes suivies",
    "adapté": "d'autres mots que ceux du modèle publié",
    "écarté": "un article du modèle que le contrat n'a pas",
    "ajouté": "un article que le modèle publié n'a pas",
}
TITLE = "Fiche de conformité au modèle publié"
HOW = (
    "Chaque article est comparé mot à mot au modèle publié. Ne comptent ni les majuscules, les accents, la ponctuation "
    "et les espaces, ni les numéros des articles."
)
PARTIES, MODEL, SOURCE, LIBRARY, LAW = "Parties", "Modèle", "Source publiée", "Bibliothèque", "Droit appliqué"
SIGNED, EFFECT, LENGTH, BALANCE = "Signature", "Prise d'effet", "Durée et échéance", "Bilan"
ARTICLES, DIFFERENCES, MENTIONS, TO_VERIFY = (
    "Article par article",
    "Les mots qui diffèrent",
    "Mentions obligatoires",
    "Ce qui reste à vérifier",
)
ARTICLE, STATE, REASON = "Article", "État", "Motif"
PUBLISHED, CONTRACT = "Modèle publié", "Contrat"
MENTION, WHERE = "Mention", "Où elle est"
ABSENT, NOT_ASKED = "absente", "sans objet"
NO_MENTION = "Le modèle ne dit pas de mention qu'un texte impose."
NO_DIFFERENCE = "Aucun : tous les articles sont ceux du modèle publié, identiques ou complétés."
NO_WORD = "Aucun dans les articles gardés ; la liste des articles dit ceux qui sont écartés, et pourquoi."
NOTHING_TO_VERIFY = "Rien."
UNKNOWN_DATE = "à compléter"
NOT_PUBLISHED = "(rien)"

DERIVED: Mapping[str, str] = {
    "autorite": "autorité signataire",
    "collectivites": "autorités signataires",
    "organisme": "organisme gestionnaire",
    "echeance": "échéance du contrat",
    "limite_preavis": "dernier jour du préavis",
    "preavis": "préavis",
    "reponse": "délai de réponse",
    "annees": "années du contrat",
    "annee_initiale": "année initiale",
    "premiere_annee": "première année",
}
"""What is called what follows from facts, and has no question of its own."""

FILLED, INSTRUCTION, OPTION, REFERENCE, FIGURE = (
    "rempli",
    "une consigne du modèle au rédacteur",
    "une option du modèle",
    "un renvoi",
    "des chiffres calculés",
)
BLANK, AGREEMENT, VISA = "un blanc du modèle", "un accord", "les visas sont ceux des textes et des décisions du contrat"
VARIANT, LAW_OF, ADAPTED, LOCAL = "choix du contrat", "droit du", "adapté pour ce contrat", "modèle local"
DEPARTURE, REMARK = "écart de la bibliothèque", "remarque de la bibliothèque"
AROUND = "les mots du contrat autour des faits qui remplacent une consigne"
UNKNOWN = "sans motif connu"
BY_HAND = "changé à la main dans le document"


def unexplained(article: str, state: State) -> str:
    """That nothing is known of why an article is not that of the model."""
    what = "écarté" if state == "écarté" else "des mots diffèrent du modèle publié"
    return f"{article} : {what} sans motif connu"
