"""cpom en Python : ouvrir une description, voir ce qui y manque et pourquoi, écrire ses documents.

    import cpom

    dossier = cpom.ouvrir("contrat.yaml")
    for constat in dossier.constats:
        print(constat)
    contenu = dossier.ecrire("docx")

Rien ici ne change le processus qui s'en sert, et tout peut être partagé entre des fils : voir docs/interface-python.md.
Ce qui n'est pas dans `__all__` peut changer d'une version à l'autre.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpom.adaptations import ClauseDuContrat, adapter, ajouter, clause_du_contrat, retablir, reunir, supprimer
    from cpom.avenants import Avenant, avenant, avenant_seul, genres_d_avenant
    from cpom.bibliotheque import Bibliotheque, schema_du_document
    from cpom.calendriers import FORMATS_DE_CALENDRIER, Calendrier, EcheanceDeContrat, agenda, calendrier
    from cpom.clauses import Clause
    from cpom.comparaison import (
        FORMATS_DE_COMPARAISON,
        ArticleTouche,
        CauseDeDifference,
        Comparaison,
        LigneComparee,
        MotsCompares,
        PartieComparee,
        articles_touches,
        comparer,
        schema_de_la_comparaison,
    )
    from cpom.conformites import (
        FORMATS_DE_CONFORMITE,
        ArticleConforme,
        Conformite,
        MentionObligatoire,
        MotsDuModele,
        conformite,
    )
    from cpom.dossier import Dossier
    from cpom.droit import Changement, Experimentation, Montant, Nom, Texte
    from cpom.erreurs import Erreur, PasUneDescription, Refus
    from cpom.explication import FORMATS_D_EXPLICATION, Explication, schema_de_l_explication
    from cpom.fusion import Conflit, Fusion, Reprise, fusionner, importer, reprendre
    from cpom.lettres import courrier, courriers, expediteurs
    from cpom.modele import Modele
    from cpom.ouverture import lire, ouvrir
    from cpom.passage import Passage, passages, style_des_passages
    from cpom.programmations import ContratProgramme, Programmation, programmation
    from cpom.redaction import FORMATS, Redaction
    from cpom.relecture import Relecture, relire
    from cpom.relus import ChiffreRelu, ClausePerdue, FaitRelu, MotsRelus, Remarque, Revision
    from cpom.renouvellement import CeQuiAChange, Refait, refaire
    from cpom.reponse import Reponses, reponses
    from cpom.rubrique import Demande, Groupe, Liste, Rubrique, rubriques
    from cpom.signatures import SignatureDePdf, VerificationDeSignatures, verifier_signatures
    from cpom.transmission import DossierDeTransmission, dossier_de_transmission
    from cpom.valeurs import Constat, Decision, Delai, Echeance, Ecrit, Ligne, Manquant, Question, Tableau, Trait
    from cpom.veille import FORMATS_DE_VEILLE, Proposition, Veille, veiller
    from engine.document import Document
    from engine.errors import Place
    from engine.explaining.explained import (
        ChiffreExplique,
        ClauseExpliquee,
        DateExpliquee,
        FaitExplique,
        NomExplique,
        RaisonExpliquee,
        VisaExplique,
    )

__all__ = [
    "FORMATS",
    "FORMATS_DE_CALENDRIER",
    "FORMATS_DE_COMPARAISON",
    "FORMATS_DE_CONFORMITE",
    "FORMATS_DE_VEILLE",
    "FORMATS_D_EXPLICATION",
    "ArticleConforme",
    "ArticleTouche",
    "Avenant",
    "Bibliotheque",
    "Calendrier",
    "CauseDeDifference",
    "CeQuiAChange",
    "Changement",
    "ChiffreExplique",
    "ChiffreRelu",
    "Clause",
    "ClauseDuContrat",
    "ClauseExpliquee",
    "ClausePerdue",
    "Comparaison",
    "Conflit",
    "Conformite",
    "Constat",
    "ContratProgramme",
    "DateExpliquee",
    "Decision",
    "Delai",
    "Demande",
    "Document",
    "Dossier",
    "DossierDeTransmission",
    "Echeance",
    "EcheanceDeContrat",
    "Ecrit",
    "Erreur",
    "Experimentation",
    "Explication",
    "FaitExplique",
    "FaitRelu",
    "Fusion",
    "Groupe",
    "Ligne",
    "LigneComparee",
    "Liste",
    "Manquant",
    "MentionObligatoire",
    "Modele",
    "Montant",
    "MotsCompares",
    "MotsDuModele",
    "MotsRelus",
    "Nom",
    "NomExplique",
    "PartieComparee",
    "PasUneDescription",
    "Passage",
    "Place",
    "Programmation",
    "Proposition",
    "Question",
    "RaisonExpliquee",
    "Redaction",
    "Refait",
    "Refus",
    "Relecture",
    "Remarque",
    "Reponses",
    "Reprise",
    "Revision",
    "Rubrique",
    "SignatureDePdf",
    "Tableau",
    "Texte",
    "Trait",
    "Veille",
    "VerificationDeSignatures",
    "VisaExplique",
    "adapter",
    "agenda",
    "ajouter",
    "articles_touches",
    "avenant",
    "avenant_seul",
    "calendrier",
    "clause_du_contrat",
    "comparer",
    "conformite",
    "courrier",
    "courriers",
    "dossier_de_transmission",
    "expediteurs",
    "fusionner",
    "genres_d_avenant",
    "importer",
    "lire",
    "ouvrir",
    "passages",
    "programmation",
    "refaire",
    "relire",
    "reponses",
    "reprendre",
    "retablir",
    "reunir",
    "rubriques",
    "schema_de_l_explication",
    "schema_de_la_comparaison",
    "schema_du_document",
    "style_des_passages",
    "supprimer",
    "veiller",
    "verifier_signatures",
]

_MODULES = {
    "cpom.adaptations": "ClauseDuContrat adapter ajouter clause_du_contrat retablir reunir supprimer",
    "cpom.avenants": "Avenant avenant avenant_seul genres_d_avenant",
    "cpom.bibliotheque": "Bibliotheque schema_du_document",
    "cpom.calendriers": "FORMATS_DE_CALENDRIER Calendrier EcheanceDeContrat agenda calendrier",
    "cpom.clauses": "Clause",
    "cpom.comparaison": (
        "FORMATS_DE_COMPARAISON ArticleTouche CauseDeDifference Comparaison LigneComparee MotsCompares PartieComparee "
        "articles_touches comparer schema_de_la_comparaison"
    ),
    "cpom.conformites": "FORMATS_DE_CONFORMITE ArticleConforme Conformite MentionObligatoire MotsDuModele conformite",
    "cpom.lettres": "courrier courriers expediteurs",
    "cpom.dossier": "Dossier",
    "cpom.droit": "Changement Experimentation Montant Nom Texte",
    "cpom.erreurs": "Erreur PasUneDescription Refus",
    "cpom.explication": "FORMATS_D_EXPLICATION Explication schema_de_l_explication",
    "cpom.fusion": "Conflit Fusion Reprise fusionner importer reprendre",
    "cpom.modele": "Modele",
    "cpom.ouverture": "lire ouvrir",
    "cpom.passage": "Passage passages style_des_passages",
    "cpom.programmations": "ContratProgramme Programmation programmation",
    "cpom.redaction": "FORMATS Redaction",
    "cpom.relecture": "Relecture relire",
    "cpom.relus": "ChiffreRelu ClausePerdue FaitRelu MotsRelus Remarque Revision",
    "cpom.renouvellement": "CeQuiAChange Refait refaire",
    "cpom.reponse": "Reponses reponses",
    "cpom.rubrique": "Demande Groupe Liste Rubrique rubriques",
    "cpom.signatures": "SignatureDePdf VerificationDeSignatures verifier_signatures",
    "cpom.transmission": "DossierDeTransmission dossier_de_transmission",
    "cpom.valeurs": "Constat Decision Delai Echeance Ecrit Ligne Manquant Question Tableau Trait",
    "cpom.veille": "FORMATS_DE_VEILLE Proposition Veille veiller",
    "engine.document": "Document",
    "engine.errors": "Place",
    "engine.explaining.explained": (
        "ChiffreExplique ClauseExpliquee DateExpliquee FaitExplique NomExplique RaisonExpliquee VisaExplique"
    ),
}
"""Where each name is: a module is imported when a name of its own is first asked for.

No module is called as one of these names: Python would give the module for it, once it is imported.
"""
_OF = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Ce que `name` nomme, importé à la première demande (PEP 562)."""
    if name not in _OF:
        raise AttributeError(f"module 'cpom' has no attribute {name!r}")
    found = getattr(import_module(_OF[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Les noms de l'interface, importés ou non."""
    return sorted({*globals(), *__all__})
