"""A contract explained: all its reasons, or those of some of its clauses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from engine.assembly.assemble import Assembled, settled, traits_of
from engine.assembly.echeances import with_articles
from engine.dossier import Dossier
from engine.errors import Finding, InputError
from engine.explaining.clauses import clauses_of
from engine.explaining.dates import dates_of
from engine.explaining.explained import ChiffreExplique, ClauseExpliquee, DateExpliquee, NomExplique, VisaExplique
from engine.explaining.figures import figures_of
from engine.explaining.names import names_of
from engine.explaining.visas import visas_of
from engine.reading.suggestions import nearest
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a contract says what it says; `name` is what messages call its description."""

    name: str
    assembled: Assembled
    clauses: tuple[ClauseExpliquee, ...]
    visas: tuple[VisaExplique, ...]
    figures: tuple[ChiffreExplique, ...]
    dates: tuple[DateExpliquee, ...]
    names: tuple[NomExplique, ...]

    def of(self, wanted: Collection[str]) -> Explanation:
        """What is about some clauses alone, and those that stand under them; all of it where none is named.

        Raises:
            InputError: where the model has no such clause.
        """
        if not wanted:
            return self
        known = [one.clause for one in self.clauses]
        if unknown := [name for name in wanted if name not in known]:
            raise InputError([_unknown(name, known) for name in unknown])
        kept = set(wanted)
        for one in self.clauses:  # each comes before those that stand under it
            if one.sous in kept:
                kept.add(one.clause)
        printed = [one for one in self.figures if kept.intersection(one.clauses)]
        figures = {one.place for one in self._with_those_behind(printed)}
        return replace(
            self,
            clauses=tuple(one for one in self.clauses if one.clause in kept),
            visas=tuple(one for one in self.visas if kept.intersection(one.clauses)),
            figures=tuple(one for one in self.figures if one.place in figures),
            dates=tuple(one for one in self.dates if kept.intersection(one.clauses)),
            names=tuple(one for one in self.names if kept.intersection(one.clauses)),
        )

    def _with_those_behind(self, printed: Iterable[ChiffreExplique]) -> Iterator[ChiffreExplique]:
        by_place, seen, rest = {one.place: one for one in self.figures}, set[str](), list(printed)
        while rest:
            one = rest.pop()
            if one.place not in seen:
                seen.add(one.place)
                rest += [by_place[name] for name in one.chiffres]
                yield one


def explanation_of(dossier: Dossier, assembled: Assembled) -> Explanation:
    """Everything that there is to explain of a contract, as assembled."""
    selection, numbers = settled(
        dossier.modele, tuple(traits_of(dossier.modele, dossier.contrat, dossier.droit).values())
    )
    articles = {clause.id: where for clause, where in with_articles(dossier.modele, selection, numbers)}
    return Explanation(
        name=dossier.source.name,
        assembled=assembled,
        clauses=tuple(clauses_of(dossier, assembled, articles)),
        visas=tuple(visas_of(dossier, assembled, articles)),
        figures=tuple(figures_of(dossier, assembled)),
        dates=tuple(dates_of(dossier, assembled)),
        names=tuple(names_of(dossier, assembled)),
    )


def _unknown(name: str, known: list[str]) -> Finding:
    near = nearest(name, known)
    hint = f"Vouliez-vous dire « {near} » ?" if near else "« cpom expliquer FICHIER », seul, les nomme toutes."
    return Finding("clause-inconnue", f"« {name} » n'est pas une clause de ce contrat.", hint=hint)
