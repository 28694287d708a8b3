"""The tables that a model inherits: those that its clauses print, its own clauses included, and what these rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from engine.formulas.tree import Call, Formula, Name
from engine.libraries.clause import Clause
from engine.libraries.plan import Plan
from engine.libraries.tableaux import Tableau
from models import chemins
from models.contrat import Contrat
from models.fiches.groupe import fields_of


def kept_tables(
    plan: Plan, clauses: Collection[Clause], tables: Mapping[str, Tableau], inherited: Mapping[str, tuple[Tableau, str]]
) -> set[str]:
    """The names of the tables of a model: its own, and some of those that it inherits (each with the model it is of).

    A table is inherited with the clause that prints it, or where a clause of the model names it; one that no clause
    prints, where the model asks what it rests on. What the formulas of those name comes with them.
    """
    kept = {*(tables.keys() - inherited.keys()), *(nom for clause in clauses for nom in clause.uses.of("tableau"))}
    printing = {(clause.id, clause.modele) for clause in clauses}
    kept |= {nom for nom, (table, model) in inherited.items() if (table.annexe, model) in printing}
    asked = {*plan.questions, *(path for clause in clauses for path in clause.en_tete.questions)}
    kept |= {nom for nom, (table, _) in inherited.items() if not table.annexe and _rests_on(table, asked)}
    found: set[str] = set()
    while kept - found:
        more = {one for nom in kept - found if nom in tables for one in _named(tables[nom])}
        found, kept = kept, kept | more
    return kept & tables.keys()


def _rests_on(table: Tableau, asked: Collection[str]) -> bool:
    """Whether the clauses ask the facts of a table, and leave to it what it asks itself."""
    if not asked or any(path in asked for path in table.questions):
        return False
    needed = [one for one in (table.series.pour, *(line.fait for line in table.parametres)) if one]
    known = {*asked, *table.questions}
    return all(one in known or chemins.noms(one)[0] in fields_of(Contrat) for one in needed)


def _named(table: Tableau) -> Iterator[str]:
    """The other tables that its formulas name."""
    for line in (*table.parametres, *table.rubriques):
        for formula in (line.formula, line.total_formula):
            yield from _tables_of(formula) if formula else ()
    for control in table.controles:
        yield from _tables_of(control.formula)


def _tables_of(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Name) and formula.table:
        yield formula.table
    elif isinstance(formula, Call):
        for argument in formula.arguments:
            yield from _tables_of(argument)
