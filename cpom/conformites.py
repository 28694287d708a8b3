"""A contract against its model as published, as a sheet for whoever presents it or checks it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cpom.bibliotheque import Bibliotheque
from cpom.comparaison import side_of
from cpom.dossier import Dossier
from cpom.erreurs import Refus, refusant
from cpom.valeurs import Constat, constats
from engine.document import Document
from engine.redaction import USUAL_ENGINE
from models.records import dataclass

if TYPE_CHECKING:
    from engine.conformity.conformity import Article, Conformity
    from engine.conformity.wording import Wording

FORMATS_DE_CONFORMITE: tuple[str, ...] = ("txt", "html", "docx", "pdf", "xlsx")
"""Ce qu'une fiche de conformité sait être ; « xlsx » a tous les mots qui diffèrent, entiers."""


@dataclass(frozen=True, slots=True)
class MotsDuModele:
    """Des mots du modèle publié, ceux du contrat à leur place, et pourquoi."""

    publies: str
    contrat: str
    motif: str


@dataclass(frozen=True, slots=True)
class ArticleConforme:
    """Un article du contrat ou du modèle : « identique », « complété », « adapté », « écarté » ou « ajouté ».

    `sans_motif` dit que des mots y diffèrent et que rien ne dit pourquoi.
    """

    clause: str
    titre: str
    etat: str
    motif: str
    mots: tuple[MotsDuModele, ...]
    sans_motif: bool


@dataclass(frozen=True, slots=True)
class MentionObligatoire:
    """Ce qu'un texte veut dans le contrat, s'il est `due` dans son cas : `ou` nomme les articles qui le disent."""

    source: str
    rang: str
    objet: str
    due: bool
    ou: tuple[str, ...]

    @property
    def absente(self) -> bool:
        """Si le contrat devrait la dire, et ne la dit pas."""
        return self.due and not self.ou


@dataclass(frozen=True, eq=False, repr=False)
class Conformite:
    """La fiche de conformité d'un contrat ; rien n'est écrit sur le disque."""

    _faite: Conformity

    def __repr__(self) -> str:
        return f"Conformite({self._faite.side.name!r}, {self._faite.reference.nom!r})"

    @property
    def modele(self) -> str:
        """Le modèle publié auquel le contrat est comparé."""
        return self._faite.reference.nom

    @cached_property
    def constats(self) -> tuple[Constat, ...]:
        """Les mentions obligatoires absentes (des erreurs), les mots qui diffèrent sans motif connu."""
        from engine.conformity.checked import findings_of

        return constats(findings_of(self._faite))

    @cached_property
    def articles(self) -> tuple[ArticleConforme, ...]:
        """Les articles et annexes, dans l'ordre du contrat, ceux du modèle qu'il n'a pas à leur place."""
        return tuple(_article(one, self._mots) for one in self._faite.articles)

    @cached_property
    def mentions(self) -> tuple[MentionObligatoire, ...]:
        """Les mentions que les textes imposent, avec les articles où elles sont."""
        return tuple(
            MentionObligatoire(one.source, one.rank, one.what, one.due, one.where) for one in self._faite.mentions
        )

    @cached_property
    def document(self) -> Document:
        """La fiche en arbre : ce que lisent les formats."""
        from engine.conformity.checked import left_of
        from engine.conformity.document import document_of

        return document_of(self._faite, left_of(self._faite), len(self._faite.assembled.missing))

    def ecrire(self, nom_du_format: str, *, moteur: str = USUAL_ENGINE) -> bytes:
        """La fiche dans un format de `FORMATS_DE_CONFORMITE`, en octets ; `moteur` met le PDF en page.

        Raises:
            ValueError: si le format n'existe pas.
        """
        if nom_du_format not in FORMATS_DE_CONFORMITE:
            raise ValueError(f"« {nom_du_format} » n'est pas un format : {', '.join(FORMATS_DE_CONFORMITE)}.")
        if nom_du_format == "xlsx":
            from engine.conformity.checked import left_of
            from engine.conformity.sheets import workbook_of

            return workbook_of(self._faite, left_of(self._faite), len(self._faite.assembled.missing))
        from engine.writing import written

        with refusant():
            return written(self.document, nom_du_format, None, moteur)[0]

    @cached_property
    def _mots(self) -> Wording:
        from engine.conformity.wording import wording_of

        return wording_of(self._faite.dossier)


def conformite(
    contrat: str | Path | Dossier,
    *,
    modele: str = "",
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
) -> Conformite:
    """Comparer un contrat à son modèle publié : une description, ou un document que cpom a écrit, changé ou non.

    `modele` nomme un autre modèle auquel le comparer (celui dont le sien hérite) ; `bibliotheque` et `jour` sont ceux
    d'`ouvrir`.

    Raises:
        PasUneDescription: si le fichier manque, ne peut pas être lu, ou est d'une autre sorte.
        Refus: si la description a des erreurs, si le document n'en porte pas, ou si le modèle est inconnu.
    """
    from engine.assembly.soundness import open_model
    from engine.conformity.conformity import conformity_of, without_description

    side = side_of(contrat, bibliotheque, jour)
    with refusant():
        if side.dossier is None:
            raise Refus([without_description(side.name)])
        if side.dossier.errors:
            raise Refus(side.dossier.errors)
        other = open_model(modele, side.dossier.modele.bibliotheque) if modele else None
        return Conformite(conformity_of(side, side.dossier, other))


def _article(one: Article, words: Wording) -> ArticleConforme:
    said = tuple(MotsDuModele(each.before, each.after, words.passage(each.reasons)) for each in one.differences)
    return ArticleConforme(one.name, one.name_in_the_sheet, one.state, words.why(one), said, one.is_unexplained)
