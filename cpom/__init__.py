"""cpom en Python : ouvrir une description, voir ce qui y manque et pourquoi, écrire ses documents.

    import cpom

    dossier = cpom.ouvrir("contrat.yaml")
    for constat in dossier.constats:
        print(constat)
    contenu = dossier.ecrire("docx")

Rien ici ne change le processus qui s'en sert, et tout peut être partagé entre des fils : voir docs/interface-python.md.
Ce qui n'est pas dans `__all__` peut changer d'une version à l'autre.
"""

from cpom.bibliotheque import Bibliotheque, Modele
from cpom.dossier import Dossier, lire, ouvrir
from cpom.erreurs import Erreur, PasUneDescription, Refus
from cpom.redaction import FORMATS, Redaction
from cpom.valeurs import Constat, Decision, Echeance, Ecrit, Ligne, Manquant, Question, Tableau, Texte, Trait
from engine.document import Document
from engine.errors import Place

__all__ = [
    "FORMATS",
    "Bibliotheque",
    "Constat",
    "Decision",
    "Document",
    "Dossier",
    "Echeance",
    "Ecrit",
    "Erreur",
    "Ligne",
    "Manquant",
    "Modele",
    "PasUneDescription",
    "Place",
    "Question",
    "Redaction",
    "Refus",
    "Tableau",
    "Texte",
    "Trait",
    "lire",
    "ouvrir",
]
