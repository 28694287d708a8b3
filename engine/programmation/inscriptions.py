"""The rows of an arrêté of programmation: what it says of each establishment, and where each fact comes from.

The facts are those that the contracts will print: a description of its own completes or corrects a row here too.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import Path, Place
from engine.programmation.colonnes import plain
from engine.programmation.contrats import description
from engine.programmation.cosignataires import Collectivite, collectivites
from engine.programmation.faits_des_lignes import added
from engine.programmation.groupes import Groupe
from engine.programmation.merging import Facts
from engine.programmation.programme import Programme
from engine.programmation.rows import Row
from models.records import dataclass

_FAITS = ("nom", "finess", "categorie", "capacite", "annee", "fin_convention")
_DU_CONTRAT: dict[str, Path] = {
    "gestionnaire": ("gestionnaire", "raison_sociale"),
    "finess_juridique": ("gestionnaire", "finess"),
    "effet": ("effet",),
}


@dataclass(frozen=True, slots=True)
class Inscription:
    """An establishment as the arrêté programmes it: its facts (None where nothing is said), and their places.

    `signataires` are the collectivités that sign its contract.
    """

    faits: dict[str, object]
    lieux: dict[str, Place]
    signataires: tuple[Collectivite, ...] = ()

    @property
    def rang(self) -> tuple[str, ...]:
        """Its place in the arrêté: by year, then by département, gestionnaire and name."""
        return tuple(plain(str(self.faits[fait] or "")) for fait in ("annee", "departement", "gestionnaire", "nom"))


def inscriptions(programme: Programme) -> list[Inscription]:
    """Every establishment of a programmation, in the order of the arrêté.

    Raises:
        InputError: where the description that a row names cannot be read.
    """
    found: list[Inscription] = []
    for rank, groupe in enumerate(programme.groupes, start=1):
        facts = description(groupe, *programme.context)
        found += _of_the_group(groupe, rank, facts, programme)
    return sorted(found, key=lambda one: one.rang)


def _of_the_group(groupe: Groupe, rank: int, facts: Facts, programme: Programme) -> Iterator[Inscription]:
    rules, every = programme.rules, (*_FAITS, *added(programme.bibliotheque))
    signing = tuple(collectivites(facts, rules.cosignataires, groupe.rows[0].place))
    for at, row in enumerate(groupe.rows):
        paths = {fact: (rules.liste, at, rules.colonnes[fact]) for fact in every if fact in rules.colonnes}
        faits: dict[str, object] = {"contrat": rank, "departement": row.ligne.departement or groupe.departement or None}
        lieux = {"contrat": row.place, "departement": row.at("departement")}
        for fact in every:
            faits[fact], lieux[fact] = _said(facts, paths.get(fact), row, fact)
        for fact, path in _DU_CONTRAT.items():
            faits[fact], lieux[fact] = _said(facts, path, row, fact)
        faits["annee"] = faits["annee"] or next(iter(groupe.annees), None)  # said once for the contract
        yield Inscription(faits, lieux, signing)


def _said(facts: Facts, path: Path | None, row: Row, fact: str) -> tuple[object, Place]:
    """A fact of the contract, or else of the row, and where it is given or is to be given."""
    if path and facts.has(path):
        return facts.at(path), facts.places.get(path, row.at(fact))
    return getattr(row.ligne, fact), row.at(fact)
