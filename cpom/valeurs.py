"""What the interface gives: values that never change, in the words of the trade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from engine.errors import Finding
from models import chemins
from models.champs import Repondant
from models.records import dataclass

Gravite = Literal["erreur", "avertissement", "information"]
_GRAVITES: dict[str, Gravite] = {one: one for one in ("erreur", "avertissement", "information")}


@dataclass(frozen=True, slots=True, repr=False)
class Constat(Finding):
    """Ce qui est à corriger ou à savoir.

    `code` est stable (« finess-cle ») ; `message` dit ce qui est faux, `conseil` quoi faire, `source` le texte qui le
    veut. Une `reserve` est un point à vérifier avant la signature. `str` en donne ce que les commandes impriment.
    """

    @property
    def gravite(self) -> Gravite:
        """« erreur », « avertissement » ou « information »."""
        return _GRAVITES[str(self.severity)]

    @property
    def conseil(self) -> str:
        """Quoi faire."""
        return self.hint

    @property
    def chemin(self) -> str:
        """Le chemin du fait (« sites[1].finess »), vide s'il n'en concerne aucun."""
        return chemins.ecrit(self.path)

    @property
    def fichier(self) -> str:
        """Le fichier où il est, vide s'il n'en concerne aucun."""
        return self.place.file if self.place else ""

    @property
    def ligne(self) -> int:
        """Sa ligne, à partir de 1 ; 0 si elle n'est pas connue."""
        return self.place.line if self.place else 0

    @property
    def colonne(self) -> int:
        """Sa colonne, à partir de 1 ; 0 si elle n'est pas connue."""
        return self.place.column if self.place else 0

    def __repr__(self) -> str:
        return f"Constat({self.gravite!r}, {self.code!r}, {self.message!r})"


@dataclass(frozen=True, slots=True)
class Manquant:
    """Un fait à compléter : son chemin (que `Dossier.avec` prend), ses mots, et qui le connaît."""

    chemin: str
    libelle: str
    qui: str


@dataclass(frozen=True, slots=True)
class Trait:
    """Une propriété qui décide des clauses : les valeurs encore possibles, et les faits qui en décident."""

    nom: str
    valeurs: frozenset[str]
    chemins: tuple[str, ...]

    @property
    def connu(self) -> bool:
        """S'il ne reste qu'une valeur possible."""
        return len(self.valeurs) == 1


@dataclass(frozen=True, slots=True)
class Decision:
    """Pourquoi une clause est gardée ou écartée : les traits que sa condition regarde ; aucun, si elle est toujours là.

    `sous` est la clause dont elle suit le sort, `titre` celui de sa source, avant que les faits y entrent, `intitule`
    ses seuls mots. `negociee` dit ce que les parties en ont fait dans ce contrat (« adaptée », « supprimée »,
    « ajoutée ») et `motif`, pourquoi ; vides, c'est la clause du modèle.
    """

    clause: str
    titre: str
    intitule: str
    gardee: bool
    traits: tuple[Trait, ...]
    sous: str
    source: str
    fichier: str
    negociee: str = ""
    motif: str = ""


@dataclass(frozen=True, slots=True)
class Ligne:
    """Une rubrique d'un tableau : ses mots, son unité, un chiffre ou un texte par série (None : inconnu)."""

    nom: str
    libelle: str
    unite: str
    valeurs: tuple[Decimal | str | None, ...]


@dataclass(frozen=True, slots=True)
class Tableau:
    """Un tableau calculé : ses séries (les colonnes), ses paramètres et ses lignes."""

    nom: str
    titre: str
    series: tuple[str, ...]
    parametres: tuple[Ligne, ...]
    lignes: tuple[Ligne, ...]

    def __getitem__(self, nom: str) -> Ligne:
        """Une ligne ou un paramètre ; KeyError si le tableau ne l'a pas."""
        for ligne in (*self.lignes, *self.parametres):
            if ligne.nom == nom:
                return ligne
        raise KeyError(nom)

    def __iter__(self) -> Iterator[Ligne]:
        return iter(self.lignes)


@dataclass(frozen=True, slots=True)
class Echeance:
    """Un jour qui compte : ce qu'il est, qui agit, par quel article, et `ouvrable`, le jour où agir s'il est chômé.

    `remarque` dit alors pourquoi, et par quelle règle ce jour-là.
    """

    jour: date
    libelle: str
    genre: str
    qui: str
    article: str
    source: str
    ouvrable: date
    remarque: str


@dataclass(frozen=True, slots=True)
class Delai:
    """Un délai du contrat qui court d'un événement, sans date tant qu'il n'a pas eu lieu ; `str` le dit en une phrase.

    `libelle` est ce qui est à faire, `duree` (« deux mois ») court de `depuis` (« la réception de la demande »).
    """

    libelle: str
    duree: str
    depuis: str
    qui: str
    article: str
    source: str
    _phrase: str

    def __str__(self) -> str:
        return self._phrase


@dataclass(frozen=True, slots=True)
class Ecrit:
    """Un document écrit : ses octets, et ce que son lecteur doit savoir de lui."""

    contenu: bytes
    constats: tuple[Constat, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Ce qu'un modèle demande, et quand.

    `chemin` est celui du fait (« sites[].nom » : à chaque élément de la liste) ; `reponse` dit comment répondre,
    `choix` les réponses possibles avec leurs mots, `facultatif` ce que veut dire une réponse vide, `condition` avec
    quelles autres réponses elle se pose (vide : toujours) ; `decide`, si d'autres en dépendent. `partie` est qui
    répond, `genre` celui de la réponse (« montant », « jour », « texte_long » ; vide : un texte), `unite` la sienne ;
    `plusieurs` veut dire qu'il y en a une liste, `neant` qu'« aucun » en tient lieu, `par_annee` une par année.
    """

    chemin: str
    libelle: str
    aide: str
    qui: str
    reponse: str
    exemple: str
    choix: Mapping[str, str]
    facultatif: str
    condition: str
    source: str
    decide: bool
    partie: Repondant = "departement"
    genre: str = ""
    unite: str = ""
    plusieurs: bool = False
    neant: bool = False
    par_annee: bool = False


def constats(findings: Iterable[Finding]) -> tuple[Constat, ...]:
    """What was found, in the words of the interface."""
    return tuple(
        Constat(one.code, one.message, one.severity, one.hint, one.source, one.path, one.place, one.reserve)
        for one in findings
    )
