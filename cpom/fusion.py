"""What several people sent back, made one description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from cpom.bibliotheque import Bibliotheque
from cpom.dossier import Dossier
from cpom.valeurs import Constat
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Reprise:
    """Une réponse reprise : son chemin, ce que disait le fichier envoyé, ce qu'elle dit (vide : rien), et d'où.

    `ordre` dit que c'est celui d'une liste qui a changé.
    """

    chemin: str
    avant: str
    apres: str
    fichiers: tuple[str, ...]
    ordre: bool = False


@dataclass(frozen=True, slots=True)
class Conflit:
    """Des réponses qui se contredisent : leur chemin, ce que demande la question, et qui doit répondre.

    `avant` est ce que disait le fichier envoyé, `reponses` ce que dit chaque autre ; vide veut dire : rien.
    """

    chemin: str
    question: str
    avant: str
    reponses: Mapping[str, str]
    repond: str


@dataclass(frozen=True, eq=False, repr=False)
class Fusion:
    """Le fichier envoyé, où les réponses des autres sont reprises ; là où elles se contredisent, il n'a pas changé."""

    dossier: Dossier
    reprises: tuple[Reprise, ...]
    conflits: tuple[Conflit, ...]
    constats: tuple[Constat, ...]

    def __repr__(self) -> str:
        return f"Fusion({len(self.reprises)} reprises, {len(self.conflits)} conflits)"

    def yaml(self) -> str:
        """Le texte de la description."""
        return self.dossier.yaml()


def fusionner(
    envoye: str | Path,
    *revenus: str | Path,
    preferer: Iterable[str] = (),
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
    nom: str = "",
) -> Fusion:
    """Réunir dans une description ce que plusieurs en ont fait, sans rien écrire sur le disque.

    `envoye` est le fichier tel qu'il a été envoyé, `revenus` ceux qui sont revenus, remplis. `preferer` départage les
    réponses qui se contredisent : un de ces fichiers, ou « chemin=fichier » pour ce qui est à ce chemin. `nom` est
    celui que les constats donnent au résultat.

    Raises:
        Refus: si un fichier n'est pas une description, est d'un autre modèle ou donné deux fois, ou si ce qui est
            préféré n'en est pas un.
    """
    from cpom.reunion import reunis

    return reunis(Path(envoye), [Path(one) for one in revenus], tuple(preferer), bibliotheque, jour, nom)


def reprendre(
    formulaire: str | Path,
    description: str | Path | None = None,
    *,
    effacer: bool = False,
    bibliotheque: Bibliotheque | None = None,
    jour: date | None = None,
) -> Fusion:
    """Reprendre dans une description les réponses d'un formulaire rempli, sans rien écrire sur le disque.

    Sans description, elles en font une. Une réponse vide ne dit rien ; avec `effacer`, ce qu'elle disait à l'envoi est
    effacé. Ce que la description a changé depuis n'est pas défait : une réponse changée des deux côtés est un conflit.

    Raises:
        Refus: si ce n'est pas un formulaire de ce modèle, ou avec chaque cellule refusée.
    """
    from cpom.reunion import repris

    into = Path(description) if description else None
    return repris(Path(formulaire), into, bibliotheque, jour, erase=effacer)


def importer(classeur: str | Path, dossier: Dossier, *, effacer: bool = False) -> Fusion:
    """Mettre dans une description les chiffres d'un classeur d'annexes rempli (.xlsx ou .ods), sans rien écrire.

    Une cellule vide ne dit rien ; avec `effacer`, son fait est effacé. Le classeur l'emporte : il n'y a pas de conflit.

    Raises:
        Refus: si le classeur ne peut pas être lu, ou n'est pas celui de ces annexes, ou avec chaque cellule refusée ;
            si la description n'a pas pu être lue en entier.
    """
    from cpom.reunion import importes

    return importes(Path(classeur), dossier, erase=effacer)
