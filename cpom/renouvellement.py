"""A document made again from what it carries: the same to the byte, or what has changed since."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cpom.bibliotheque import Bibliotheque, bibliotheque_de
from cpom.comparaison import PartieComparee, partie
from cpom.erreurs import PasUneDescription, refusant
from cpom.redaction import Redaction
from cpom.valeurs import Constat, constats
from engine.reading.decoding import printable, read_bytes
from engine.reading.enclosed import LARGEST_FILE
from models.records import dataclass

if TYPE_CHECKING:
    from engine.renewing.renewal import Renewal


@dataclass(frozen=True, slots=True)
class CeQuiAChange:
    """Une chose dont le document était fait, et qui n'est plus la même ; `str` le dit en une phrase.

    `sorte` est « clause », « modele », « tableau », « bibliotheque », « texte » (de droit), « droit » (noms, montants),
    « charte », « logo », « polices » ou « version » ; `avant` et `apres` sont ses empreintes, ou ses versions, vides là
    où elle n'était pas, ou n'est plus.
    """

    sorte: str
    nom: str
    libelle: str
    avant: str
    apres: str
    _phrase: str

    def __str__(self) -> str:
        return self._phrase


@dataclass(frozen=True, eq=False, repr=False)
class Refait:
    """Un document, et ce que cpom en fait aujourd'hui ; rien n'est écrit sur le disque."""

    _fait: Renewal

    def __repr__(self) -> str:
        return f"Refait({self._fait.original.name!r}, identique={self.identique})"

    @property
    def identique(self) -> bool:
        """Si le document refait est le même, à l'octet près, que ce que cpom avait écrit.

        D'un PDF signé ou annoté depuis, c'est sa première révision qui est comparée.
        """
        return self._fait.same

    @property
    def etat(self) -> str:
        """« intact », « signé », « annoté », « changé » depuis, ou « inconnu » si le fichier n'en dit rien."""
        return self._fait.original.state

    @property
    def format(self) -> str:
        """Son format (« docx »)."""
        return self._fait.original.format

    @property
    def contenu(self) -> bytes:
        """Le document refait, en octets."""
        return self._fait.content

    @cached_property
    def changements(self) -> tuple[CeQuiAChange, ...]:
        """Tout ce qui a changé depuis de ce dont il est fait."""
        return tuple(
            CeQuiAChange(one.kind, one.name, one.what, one.before, one.after, str(one)) for one in self._fait.things
        )

    @cached_property
    def parties(self) -> tuple[PartieComparee, ...]:
        """Les parties du contrat dont les mots diffèrent, clause par clause, et pourquoi."""
        return tuple(map(partie, self._fait.words))

    @cached_property
    def retouches(self) -> tuple[str, ...]:
        """Les passages que quelqu'un a changés dans le document, d'un DOCX ou d'un ODT."""
        return self._fait.original.by_hand

    @cached_property
    def constats(self) -> tuple[Constat, ...]:
        """Ce qu'il faut savoir du document refait."""
        return constats(self._fait.redaction.findings)

    @property
    def redaction(self) -> Redaction:
        """Le document refait, à écrire dans d'autres formats."""
        return Redaction(self._fait.redaction)

    def ecrire(self, nom_du_format: str = "") -> bytes:
        """Le document refait dans un format de `cpom.FORMATS` ; sans lui, dans le sien : c'est `contenu`.

        Raises:
            Refus: s'il ne peut pas être écrit dans ce format.
            ValueError: si le format n'existe pas.
        """
        if nom_du_format in ("", self.format):
            return self.contenu
        return self.redaction.ecrire(nom_du_format, moteur=self._fait.engine)

    def texte(self, *, couleurs: bool = False) -> str:
        """Ce qu'il en est, en lignes de texte, en `couleurs` pour un terminal."""
        from engine.renewing.text import lines_of_text

        return "\n".join(lines_of_text(self._fait, colours=couleurs)) + "\n"


def refaire(
    chemin: str | Path,
    *,
    dossier: str | Path | None = None,
    bibliotheque: Bibliotheque | None = None,
    dossiers_permis: tuple[str | Path, ...] = (),
) -> Refait:
    """Refaire un document (.docx, .odt, .pdf, .html, .json) de ce qu'il porte, et dire ce qui a changé depuis.

    `dossier` est celui où sont les fichiers que sa description nomme (charte, logos) ; sans lui, celui du document.
    `bibliotheque` et `dossiers_permis` sont ceux d'`ouvrir`.

    Raises:
        PasUneDescription: si le fichier manque, ne peut pas être lu, ou ne dit pas de quoi il est fait.
        Refus: si le document ne peut pas être refait aujourd'hui, ou si la bibliothèque ne peut pas être ouverte.
    """
    from engine.renewing.original import original_of
    from engine.renewing.renewal import renewed

    path = Path(chemin)
    folder = Path(dossier) if dossier is not None else path.parent
    with refusant(PasUneDescription):
        original = original_of(read_bytes(path, LARGEST_FILE), printable(path))
    with refusant():
        made = renewed(
            original, folder, lambda: (bibliotheque or bibliotheque_de(folder))._lue, tuple(map(Path, dossiers_permis))
        )
    return Refait(made)
