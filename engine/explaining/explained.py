"""What an explanation is made of, as values. They are part of the Python interface, and so are told in French."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.errors import Place
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class FaitExplique:
    """Un fait dont quelque chose vient : son chemin, et où la description le dit (None, si elle ne le dit pas)."""

    chemin: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class RaisonExpliquee:
    """Un trait qui décide : ses valeurs possibles (une seule, s'il est connu), et les faits qui le disent."""

    trait: str
    valeurs: tuple[str, ...]
    faits: tuple[FaitExplique, ...]

    @property
    def connu(self) -> bool:
        """S'il ne reste qu'une valeur possible."""
        return len(self.valeurs) == 1


@dataclass(frozen=True, slots=True)
class ClauseExpliquee:
    """Une clause du modèle, gardée ou écartée, et les traits qui en décident (aucun : elle est toujours là).

    `article` est sa place dans le contrat (« article 3 »), `sous` la clause dont elle suit le sort, `negociee` ce que
    les parties en ont fait (« adaptée », « supprimée », « ajoutée ») et `motif`, pourquoi.
    """

    clause: str
    intitule: str
    article: str
    gardee: bool
    raisons: tuple[RaisonExpliquee, ...]
    sous: str
    source: str
    negociee: str
    motif: str


@dataclass(frozen=True, slots=True)
class VisaExplique:
    """Un visa du contrat, ou un texte que le droit du jour en a ôté (`omis` dit alors pourquoi).

    `appele_par` dit ce qui le demande ; `raisons`, ce dont cela dépend ; `en_vigueur`, depuis quand ; `remplace`, ce
    qu'il remplace ; `statut` est celui de sa fiche au registre (« confirmé », « à vérifier »). Un acte des parties n'a
    pas de fiche : sa `cle` est vide. `clauses` sont celles qui le demandent.
    """

    texte: str
    cle: str
    appele_par: tuple[str, ...]
    raisons: tuple[RaisonExpliquee, ...]
    faits: tuple[FaitExplique, ...]
    en_vigueur: date | None
    remplace: tuple[str, ...]
    statut: str
    doute: str
    source: str
    omis: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChiffreExplique:
    """Un chiffre calculé : sa place (« budget.total[2] »), ses mots, son calcul en chiffres et en mots.

    `calcul` est « 3 × 25,10 € = 75,30 € » ; `faits` et `chiffres` sont ce dont il vient directement. Sa `valeur` n'est
    pas arrondie ; None, s'il n'a pas de base de calcul (« — »). S'il n'est pas `imprime`, un chiffre imprimé en vient ;
    `clauses` sont celles qui l'impriment.
    """

    place: str
    tableau: str
    rubrique: str
    serie: str
    texte: str
    valeur: Decimal | None
    calcul: str
    regle: str
    faits: tuple[FaitExplique, ...]
    chiffres: tuple[str, ...]
    imprime: bool
    source: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateExpliquee:
    """Une date du contrat et sa règle : « prise d'effet (1er février 2024) + cinq ans − 1 jour ».

    `ouvrable` est le jour où agir, que `remarque` explique s'il n'est pas le même ; `clauses`, celles qui la disent.
    """

    jour: date
    libelle: str
    regle: str
    faits: tuple[FaitExplique, ...]
    article: str
    qui: str
    source: str
    ouvrable: date
    remarque: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NomExplique:
    """Des mots que le droit du jour a choisis : un nom d'institution, un texte cité dans une clause.

    `cle` est celle du registre, `depuis` le jour depuis lequel il en est ainsi (None : depuis toujours), `remplace` ce
    que le modèle nommait et qui a changé, `clauses` celles qui le disent.
    """

    texte: str
    cle: str
    depuis: date | None
    remplace: str
    statut: str
    doute: str
    source: str
    clauses: tuple[str, ...]
