"""What each computed table is called: by the number of the annexe that prints it, as the contract has it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from engine.assembly.assemble import Assembled
from engine.assembly.mots import words_of
from engine.document import Heading
from engine.formulas.tree import names
from engine.libraries.modele import Clause
from engine.tables.grilles import Grille
from models.records import dataclass
from models.regexes import regex

_LONGEST = 31
"""The characters of the name of a sheet, at the most (Excel)."""
_REFUSED = regex(r"[\[\]:*?/\\'\x00-\x1f]")
SOMMAIRE = "Sommaire"
"""The name of the first sheet."""


@dataclass(frozen=True, slots=True)
class Repere:
    """How a table is called and found.

    `sheet` names its sheet; `heading` is the heading of the contract under which it is printed, None where it is
    printed nowhere; `annexe` is what that heading is called (« Annexe 8 »).
    """

    grille: Grille
    sheet: str
    annexe: str = ""
    heading: Heading | None = None


def reperes(assembled: Assembled, wanted: Collection[str] | None = None) -> tuple[Repere, ...]:
    """The tables of a contract, in the order in which it prints them; those that it prints nowhere come last.

    With `wanted`, the tables named, and those whose figures they need; their sheets keep their names, by which
    `cpom importer` finds them.
    """
    grilles = assembled.tables.grilles
    chosen = list(grilles) if wanted is None else _with_needed(assembled, wanted)
    kept = [decision.clause for decision in assembled.decisions if decision.kept]
    printing = {nom: _printing(nom, assembled, kept) for nom in grilles}
    rank = {clause.id: at for at, clause in enumerate(kept)}
    ordered = sorted(grilles, key=lambda nom: rank.get(printing[nom], len(rank)))
    headings = {one.anchor: one for one in _headings(assembled)}
    found: list[Repere] = []
    taken = {SOMMAIRE.lower()}
    for nom in ordered:
        number = assembled.numbers.of.get(printing[nom])
        annexe = f"{number.prefix.strip() or 'Article'} {_whole(printing[nom], assembled)}" if number else ""
        sheet = _unique(annexe or words_of(assembled.tables.words(grilles[nom].tableau.titre, nom)), taken)
        heading = headings.get(assembled.numbers.anchor(printing[nom])) if number else None
        if nom in chosen:
            found.append(Repere(grilles[nom], sheet, annexe, heading))
    return tuple(found)


def _printing(nom: str, assembled: Assembled, kept: list[Clause]) -> str:
    """The numbered clause under which a table is printed; empty where there is none."""
    annexe = assembled.tables.grilles[nom].tableau.annexe
    found = annexe if annexe in {clause.id for clause in kept} else ""
    found = found or next((clause.id for clause in kept if nom in clause.uses.of("tableau")), "")
    under = {decision.clause.id: decision.under for decision in assembled.decisions if decision.kept}
    while found and found not in assembled.numbers.of:
        found = under.get(found, "")
    return found


def _whole(clause: str, assembled: Assembled) -> str:
    """The number of a clause; a letter says nothing without those above it: « III, 1, a »."""
    numbers, under = assembled.numbers.of, {one.clause.id: one.under for one in assembled.decisions}
    found = [numbers[clause].value]
    while re.fullmatch("[a-z]|[0-9]+", found[0]) and re.fullmatch("[a-z]", found[-1]) and under.get(clause) in numbers:
        clause = under[clause]
        found.insert(0, numbers[clause].value)
    return ", ".join(found)


def _headings(assembled: Assembled) -> Iterator[Heading]:
    for section in assembled.document.sections:
        yield from (block for block in section.blocks if isinstance(block, Heading))


def _unique(title: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has: « Annexe 8 (2) »."""
    name = re.sub(r"\s+", " ", _REFUSED.sub("’", title)).strip("’ ")
    count, candidate = 1, _short(name, _LONGEST)
    while candidate.lower() in taken:
        count += 1
        suffix = f" ({count})"
        candidate = _short(name, _LONGEST - len(suffix)) + suffix
    taken.add(candidate.lower())
    return candidate


def _short(name: str, longest: int) -> str:
    """A name cut after a whole word."""
    if len(name) <= longest:
        return name
    start = name[:longest].rpartition(" ")[0][: longest - 1] or name[: longest - 1]
    return f"{start.rstrip(' ,;’')}…"


def _with_needed(assembled: Assembled, wanted: Collection[str]) -> list[str]:
    """The tables named, and those that their formulas and their controls name, in the order of the library."""
    grilles = assembled.tables.grilles
    found: set[str] = set()
    waiting = set(wanted)
    while waiting:
        nom = waiting.pop()
        found.add(nom)
        waiting |= _needed(grilles[nom], grilles) - found
    return [nom for nom in grilles if nom in found]


def _needed(grille: Grille, grilles: Mapping[str, Grille]) -> set[str]:
    lines = [*grille.parametres, *grille.rubriques]
    formulas = [line.formula for line in lines if line.formula]
    formulas += [controle.formula for controle in grille.controles]
    named = {name.table for formula in formulas for name in names(formula)}
    return {nom for nom in named if nom in grilles}
