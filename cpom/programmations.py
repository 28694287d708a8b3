"""A programmation: the contracts that a table of establishments makes, each with its description, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cpom.bibliotheque import Bibliotheque, bibliotheque_de
from cpom.erreurs import PasUneDescription, refusant
from cpom.valeurs import Constat, constats
from engine.errors import Finding
from models.records import dataclass

if TYPE_CHECKING:
    from engine.programmation.groupes import Groupe
    from engine.programmation.programme import Programme


@dataclass(frozen=True, slots=True)
class ContratProgramme:
    """Un contrat d'une programmation ; `nom` est celui de ses fichiers dans un lot (« 2026/35-association-exemple »).

    `etablissements` sont leurs numéros FINESS (leurs noms, sans numéro), `fichiers` ceux que sa description nomme (un
    logo). `description` est son YAML, vide si elle ne peut pas être faite ; `constats` sont les erreurs de la
    programmation qui l'arrêtent.
    """

    nom: str
    gestionnaire: str
    departements: tuple[str, ...]
    annees: tuple[int, ...]
    etablissements: tuple[str, ...]
    description: str
    fichiers: tuple[str, ...]
    constats: tuple[Constat, ...]

    @property
    def titre(self) -> str:
        """« Association Exemple (35) »."""
        where = ", ".join(self.departements)
        return f"{self.gestionnaire or self.nom} ({where})" if where else self.gestionnaire or self.nom


@dataclass(frozen=True, eq=False, repr=False)
class Programmation:
    """Une programmation lue : ses contrats, et tout ce qu'il y a à corriger ou à savoir d'elle et de son tableau."""

    titre: str
    modele: str
    contrats: tuple[ContratProgramme, ...]
    constats: tuple[Constat, ...]

    def __repr__(self) -> str:
        return f"Programmation(modele={self.modele!r}, contrats={len(self.contrats)})"

    @property
    def erreurs(self) -> tuple[Constat, ...]:
        """Les constats qui sont à corriger."""
        return tuple(one for one in self.constats if one.gravite == "erreur")


def programmation(chemin: str | Path, *, bibliotheque: Bibliotheque | None = None) -> Programmation:
    """Lire une programmation et son tableau, qui est à côté d'elle ; rien n'est écrit sur le disque.

    Une ligne fausse n'arrête que les contrats qu'elle touche. `bibliotheque` est celle d'`ouvrir`.

    Raises:
        PasUneDescription: si le fichier n'est pas une programmation, ou si rien n'en peut être lu.
        Refus: si la bibliothèque ne peut pas être ouverte.
    """
    from engine.programmation.audit import audit
    from engine.programmation.programme import read_programme

    path = Path(chemin)
    library = bibliotheque or bibliotheque_de(path.parent)
    with refusant(PasUneDescription):
        read = read_programme(path, library._lue)
        made = tuple(_contracts(read)) if not read.errors else ()
        return Programmation(read.titre, read.modele.nom, made, constats(audit(read)))


def _contracts(read: Programme) -> Iterator[ContratProgramme]:
    from engine.programmation.projet import Projet
    from engine.programmation.projets import projets

    groups = {one.nom: one for one in read.groupes}
    for one in projets(read):
        if isinstance(one, Projet):
            yield _contract(groups[one.nom], one.texte, one.fichiers, one.bloquants)
        else:
            group, why = one
            yield _contract(group, "", (), why.findings)


def _contract(group: Groupe, text: str, named: tuple[str, ...], wrong: Iterable[Finding]) -> ContratProgramme:
    found = (row.ligne.finess or row.ligne.nom or "" for row in group.rows)
    return ContratProgramme(
        group.nom,
        group.gestionnaire,
        tuple(group.departements),
        group.annees,
        tuple(filter(None, found)),
        text,
        named,
        constats(wrong),
    )
