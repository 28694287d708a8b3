"""Two contracts compared: what differs, article by article, and why."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpom.bibliotheque import Bibliotheque, bibliotheque_de
from cpom.dossier import Dossier
from cpom.droit import Changement, changement_de
from cpom.erreurs import PasUneDescription, refusant
from cpom.ouverture import ouvrir
from cpom.valeurs import Constat, constats
from engine.reading.decoding import ZIP, begins, printable
from models.records import dataclass

if TYPE_CHECKING:
    from engine.comparing.causes import Cause
    from engine.comparing.compare import Comparison
    from engine.comparing.comparison import ArticleChange, LineChange
    from engine.comparing.side import Side

FORMATS_DE_COMPARAISON: tuple[str, ...] = ("docx", "html", "txt", "json")
"""Ce qu'une comparaison sait être ; « docx » est le second contrat, en suivi des modifications."""


@dataclass(frozen=True, slots=True)
class CauseDeDifference:
    """Pourquoi des mots diffèrent ; `str` le dit en une phrase.

    `sorte` est « fait » (son `chemin`, `avant`, `apres`), « bibliotheque », « droit », « main » (convenu à la main),
    « modele », « numerotation » ou « inconnue ».
    """

    sorte: str
    libelle: str
    chemin: str
    avant: str
    apres: str
    _phrase: str

    def __str__(self) -> str:
        return self._phrase


@dataclass(frozen=True, slots=True)
class MotsCompares:
    """Des mots qui diffèrent, et pourquoi ; si `sur` est faux, ces causes sont possibles et rien ne les départage."""

    retires: str
    ajoutes: str
    causes: tuple[CauseDeDifference, ...]
    sur: bool


@dataclass(frozen=True, slots=True)
class LigneComparee:
    """Un paragraphe ou une cellule : « modifié », « ajouté », « retiré » ou « déplacé ».

    `rangee` et `colonne` disent où est une cellule : la première de sa ligne, la tête de sa colonne.
    """

    sort: str
    avant: str
    apres: str
    rangee: str
    colonne: str
    mots: tuple[MotsCompares, ...]


@dataclass(frozen=True, slots=True)
class PartieComparee:
    """Une clause, les visas, l'en-tête : son titre, son sort, ses `numeros` d'avant et d'après s'ils ont changé."""

    clause: str
    titre: str
    sort: str
    numeros: tuple[str, ...]
    causes: tuple[CauseDeDifference, ...]
    sur: bool
    lignes: tuple[LigneComparee, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Comparaison:
    """Ce qu'un second contrat change d'un premier ; rien n'est écrit sur le disque."""

    _faite: Comparison

    def __repr__(self) -> str:
        return f"Comparaison({self._faite.old.name!r}, {self._faite.new.name!r})"

    @property
    def identiques(self) -> bool:
        """Si aucun mot des deux contrats ne diffère, ni de ce que leurs documents disent à part."""
        return not (self._faite.articles or self._faite.old.apart or self._faite.new.apart)

    @cached_property
    def constats(self) -> tuple[Constat, ...]:
        """Ce qu'il faut savoir des deux : ce qui n'a pas pu être relu, ce qui n'a pas été comparé."""
        return constats(self._faite.findings)

    @cached_property
    def causes(self) -> tuple[CauseDeDifference, ...]:
        """Tout ce qui diffère des descriptions, de leur bibliothèque et de leur droit, mots changés ou non."""
        return tuple(map(_cause, self._faite.causes))

    @cached_property
    def parties(self) -> tuple[PartieComparee, ...]:
        """Les parties du contrat qui diffèrent, dans l'ordre du second."""
        return tuple(map(partie, self._faite.articles))

    @property
    def jour(self) -> date:
        """La date des modifications du « docx », si l'on n'en donne pas d'autre : celle du second contrat."""
        return self._faite.day

    def texte(self, *, couleurs: bool = False) -> str:
        """La comparaison en lignes de texte, en `couleurs` pour un terminal."""
        from engine.comparing.text import lines_of_text

        return "\n".join(lines_of_text(self._faite, colours=couleurs)) + "\n"

    def corps(self) -> str:
        """Le HTML de ce qui diffère et pourquoi, sans page ni style : ce qu'une autre page met sous son titre.

        Raises:
            Refus: si l'un des deux ne peut pas être lu en entier.
        """
        from engine.comparing.page import as_body

        with refusant():
            return as_body(self._faite)

    def ecrire(self, nom_du_format: str, *, auteur: str = "cpom", date: date | None = None) -> bytes:
        """La comparaison dans un format de `FORMATS_DE_COMPARAISON`, en octets.

        `auteur` et `date` sont ceux des modifications du « docx » : les accepter toutes donne le second contrat, les
        refuser toutes le premier.

        Raises:
            Refus: si le « docx » ne peut pas être fait (l'extra « comparaison » manque, un document sans description).
            ValueError: si le format n'existe pas.
        """
        from engine.comparing.as_json import as_json
        from engine.comparing.page import as_page

        if nom_du_format not in FORMATS_DE_COMPARAISON:
            raise ValueError(f"« {nom_du_format} » n'est pas un format : {', '.join(FORMATS_DE_COMPARAISON)}.")
        with refusant():
            if nom_du_format == "docx":
                return self._faite.docx(auteur, date)
            made = {"html": as_page, "json": as_json}.get(nom_du_format)
            return (made(self._faite) if made else self.texte()).encode()


def comparer(
    a: str | Path | Dossier,
    b: str | Path | Dossier,
    *,
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
) -> Comparaison:
    """Comparer deux contrats : des descriptions, des documents que cpom a écrits, ou les mêmes changés à la main.

    `bibliotheque` et `jour` sont ceux d'`ouvrir` ; sans elle, chacun des deux a la sienne.

    Raises:
        PasUneDescription: si l'un des fichiers manque, ne peut pas être lu, ou est d'une autre sorte.
        Refus: si une description ne peut pas être lue en entier, ou si une bibliothèque ne peut pas être ouverte.
    """
    from engine.comparing.compare import Comparison

    return Comparaison(Comparison(*(side_of(one, bibliotheque, jour) for one in (a, b))))


def schema_de_la_comparaison() -> dict[str, Any]:
    """Le schéma JSON des comparaisons au format « json »."""
    from engine.comparing.as_json import schema

    return schema()


def side_of(one: str | Path | Dossier, library: Bibliotheque | None, day: date | None) -> Side:
    """A contract to compare: a description, or a document read back into one.

    Raises:
        PasUneDescription: where it cannot be read, or is something else.
        Refus: where a description cannot be read whole.
    """
    from engine.comparing.side import of_description, of_document
    from engine.rereading.files.read import read_edited

    if isinstance(one, Dossier):
        return of_description(one._en_entier(), one.nom)
    path = Path(one)
    if _is_archive(path):
        with refusant(PasUneDescription):
            edited = read_edited(path)
        with refusant():
            return of_document(
                edited, printable(path), path.parent, lambda: (library or bibliotheque_de(path.parent))._lue
            )
    opened = ouvrir(path, bibliotheque=library, jour=day)
    return of_description(opened._en_entier(), opened.nom)


def _is_archive(path: Path) -> bool:
    """Whether a file is a DOCX or an ODT, or says that it is one."""
    return begins(path, ZIP) or (path.suffix.lower() in (".docx", ".docm", ".odt") and path.is_file())


@dataclass(frozen=True, slots=True)
class ArticleTouche:
    """Un article que le droit d'un jour postérieur dirait autrement : `depuis` est ce qui a changé, dans l'ordre."""

    partie: PartieComparee
    depuis: tuple[Changement, ...]


def articles_touches(dossier: Dossier, de: date, a: date) -> tuple[ArticleTouche, ...]:
    """Les articles d'un contrat que ce qui change dans le droit après un jour, et jusqu'à un autre, dirait autrement.

    Les mots d'avant sont ceux du contrat, dans le droit de son jour : ce qui a changé avant sa signature y est.

    Raises:
        Refus: si la description n'a pas pu être lue en entier, ou si son contrat ne peut pas être rédigé.
    """
    from engine.watching.reached import reached

    read = dossier._en_entier()
    with refusant():
        found = reached(read, de, a)
    return tuple(ArticleTouche(partie(one.article), tuple(map(changement_de, one.since))) for one in found)


def _cause(one: Cause) -> CauseDeDifference:
    return CauseDeDifference(one.kind, one.what, one.path, one.before, one.after, str(one))


def partie(one: ArticleChange) -> PartieComparee:
    """A part of a contract that differs, in the words of the interface."""
    causes, lines = tuple(map(_cause, one.causes)), tuple(map(_ligne, one.lines))
    return PartieComparee(one.name, one.title, one.fate, one.numbers or (), causes, one.sure, lines)


def _ligne(one: LineChange) -> LigneComparee:
    words = tuple(
        MotsCompares(each.passage.removed, each.passage.added, tuple(map(_cause, each.causes)), each.sure)
        for each in one.passages
    )
    return LigneComparee(one.fate, one.before, one.after, one.row, one.column, words)
