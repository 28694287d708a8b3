"""A document about to be written: what there is to say of it, what is missing from it, why it may not be, its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from cpom.erreurs import refusant
from cpom.valeurs import Constat, Ecrit, Manquant, constats
from engine import redaction
from engine.document import Document
from engine.reading.decoding import printable, read_bytes
from engine.redaction import USUAL_ENGINE
from engine.writing.formats import FORMATS as _DOCUMENTS
from engine.writing.formats import WORKBOOK
from models import chemins
from models.records import dataclass

_LARGEST = 50_000_000
"""The bytes of a document whose comments are kept, at most."""

FORMATS: tuple[str, ...] = (*_DOCUMENTS, WORKBOOK)
"""Les formats que l'on sait écrire ; « xlsx » est le classeur des annexes chiffrées."""


@dataclass(frozen=True, eq=False, repr=False)
class Redaction:
    """Un document rédigé une fois, à écrire en autant de formats que l'on veut ; `enregistrer` seul écrit un fichier.

    Celui d'une description a ses constats et ses manquants ; un modèle vierge n'en a guère.
    """

    _faite: redaction.Redaction

    def __repr__(self) -> str:
        return f"Redaction({self.document.title!r})"

    @property
    def document(self) -> Document:
        """Le document en arbre : ce que lisent les formats."""
        return self._faite.document

    @property
    def refus(self) -> str:
        """Pourquoi il ne peut pas être écrit (« des erreurs restent à corriger ») ; vide s'il peut l'être."""
        return self._faite.refusal

    @property
    def bibliotheques(self) -> tuple[str, ...]:
        """Les bibliothèques dont il est fait, avec leurs versions ; vide si c'est celle qui est installée."""
        return self._faite.libraries

    @cached_property
    def constats(self) -> tuple[Constat, ...]:
        """Tout ce qu'il y a à corriger et à savoir de lui."""
        return constats(self._faite.findings)

    @cached_property
    def manquants(self) -> Mapping[str, tuple[Manquant, ...]]:
        """Les faits à compléter, par qui les connaît (« le Département », « le gestionnaire »)."""
        return MappingProxyType(
            {
                qui: tuple(Manquant(chemins.ecrit(one.path), one.label, one.who) for one in facts)
                for qui, facts in self._faite.missing_by_party().items()
            }
        )

    def ecrire(self, nom_du_format: str, *, moteur: str = USUAL_ENGINE) -> bytes:
        """Le document dans un format de `cpom.FORMATS`, en octets ; ses refus sont ceux d'`ecrit`."""
        return self.ecrit(nom_du_format, moteur=moteur).contenu

    def ecrit(self, nom_du_format: str, *, moteur: str = USUAL_ENGINE) -> Ecrit:
        """Comme `ecrire`, avec ce que le lecteur du document doit savoir.

        `moteur` met le PDF en page : « weasyprint », ou « typst », plus rapide.

        Raises:
            Refus: si le document est refusé (`refus`), ou ne peut pas être écrit dans ce format.
            ValueError: si le format n'existe pas.
        """
        if nom_du_format not in FORMATS:
            raise ValueError(f"« {nom_du_format} » n'est pas un format : {', '.join(FORMATS)}.")
        with refusant():
            content, said = self._faite.file(nom_du_format, moteur)
        return Ecrit(content, constats(said))

    def enregistrer(
        self, *chemins: str | Path, ecraser: bool = False, moteur: str = USUAL_ENGINE, description: str = ""
    ) -> tuple[Constat, ...]:
        """Écrit le document dans des fichiers, dont l'extension dit le format : tous, ou aucun.

        Un fichier changé depuis que cpom l'a écrit, ouvert ailleurs, d'un autre contrat ou qui n'est pas de cpom n'est
        pas remplacé, sauf avec `ecraser`, qui en garde d'abord une copie datée. `description` est le nom de la
        description dans les messages. Donne ce que le lecteur doit savoir du document, et les copies gardées.

        Raises:
            Refus: si un fichier est gardé ou ne peut pas être écrit, ou comme `ecrit`.
            ValueError: si une extension n'est pas un format.
        """
        ecrits = {Path(one): self.ecrit(Path(one).suffix[1:], moteur=moteur) for one in chemins}
        dits = [constat for one in ecrits.values() for constat in one.constats]
        return (*dits, *deposes(ecrits, self, ecraser=ecraser, description=description))


def deposes(
    ecrits: Mapping[Path, Ecrit], made: Redaction, *, ecraser: bool, description: str = ""
) -> tuple[Constat, ...]:
    """Put documents where they are asked for, as `Redaction.enregistrer` does; what was kept of those that were there.

    Raises:
        Refus: where one may not be replaced, and then none is, or cannot be written.
    """
    from engine.rereading.replacing.guard import put

    files = {path: one.contenu for path, one in ecrits.items()}
    with refusant():
        return constats(
            put(files, overwrite=ecraser, description=description, libraries=lambda: made._faite.bibliotheque)
        )


def avec_remarques(ecrit: Ecrit, fichier: Path) -> Ecrit:
    """A draft in DOCX with the tracked changes and the comments that others left in a document.

    Raises:
        Refus: where that document cannot be read.
    """
    from engine.rereading.replacing.remarks import with_remarks

    with refusant():
        content = with_remarks(ecrit.contenu, read_bytes(fichier, _LARGEST), printable(fichier))
    return replace(ecrit, contenu=content)
