"""A contract whose kind is not known yet: each of its clauses is said, and what it came to is kept for its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from engine.assembly.alone import again
from engine.assembly.doutes import doubts_of
from engine.assembly.facts import Liste, Vue
from engine.assembly.functions import Language
from engine.assembly.kinds import Around, Assembling, Left, Pages, keep
from engine.assembly.nameable import Nameable
from engine.assembly.negocie import left_out
from engine.assembly.printed import Manquant, Printed
from engine.assembly.rendering import Doubt, Renderer
from engine.assembly.reuse import Reuse
from engine.assembly.sections import sections_of
from engine.assembly.selection import Selection
from engine.assembly.tableaux import Tables
from engine.assembly.unprinted import deciding_facts
from engine.by_identity import ByIdentity
from engine.errors import Finding, Path
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite
from engine.law.visas import CITED, OMITTED
from engine.libraries.modele import Modele
from models import chemins
from models.contrat import Contrat

_TELLING = ("autorite", "collectivites")
"""What is made before any clause: what it asks and tells comes first."""
_DECIDING: ByIdentity[frozenset[Path]] = ByIdentity(128)


class Opened(NamedTuple):
    """A contract about to be assembled: the clauses that it holds, what they are rendered with, what decides of them.

    `model` is that of the document that is asked for.
    """

    model: Modele
    contrat: Contrat
    droit: Droit
    autorite: Autorite | None
    selection: Selection
    language: Language
    tables: Tables
    assembling: Assembling


def anew(own: Opened) -> tuple[Left, Pages]:
    """What a contract leaves to be known, and what it says; kept for those of its kind.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    model, contrat, droit, selection, language = own.model, own.contrat, own.droit, own.selection, own.language
    printed, traits = language.printed, language.traits
    asking = Printed(printed.blank, bibliotheque=droit.bibliotheque)
    doubts = {} if printed.blank else doubts_of(selection, traits, Vue(contrat, (), asking))
    renderer, reuse = rendering(own, doubts)
    tell_first(renderer)
    renderer = replace(renderer, again=reuse.of)
    sections, of_law = sections_of(model, selection, renderer, droit)
    asked = asking.read | _ask_what_decides(selection, language, contrat, printed)
    read = printed.read.union(reuse.read, asked, _deciding(own))
    tables = language.tables
    findings = dict.fromkeys((*of_the_law(of_law, language.findings), *(tables.findings if tables else ())))
    left = Left({**printed.missing}, {**printed.who}, tuple(findings), {**language.named}, ({*printed.texts}, read))
    pages = Pages(sections, renderer.made)
    keep(own.assembling, left, pages, doubts, Around({*printed.read}, asked), reuse)
    return left, pages


def rendering(own: Opened, doubts: Mapping[str, Doubt]) -> tuple[Renderer, Reuse]:
    """What renders the clauses of a contract, and what says them again."""
    facts = Nameable(own.model, own.contrat, own.autorite, own.language)
    renderer = Renderer(facts, own.language, own.language.numbers, doubts, left_out(own.selection.decisions))
    own.language.tables = tables = replace(own.tables, words=renderer.label)
    return renderer, again(own.model, own.contrat, own.autorite, renderer, tables, own.assembling.inputs)


def tell_first(renderer: Renderer) -> None:
    """Have what is made before any clause ask and tell."""
    for name in _TELLING:
        renderer.facts[name]


def _deciding(own: Opened) -> frozenset[Path]:
    """The facts on which the clauses and the tables of a contract depend: those of all that hold the same clauses."""
    selection, traits = own.selection, own.language.traits
    return _DECIDING.of_all(
        (selection, own.model), None, lambda: frozenset(deciding_facts(own.model, selection.decisions, traits))
    )


def of_the_law(visas: Iterable[Finding], clauses: Iterable[Finding]) -> Iterator[Finding]:
    """What the visas and the clauses say of the law: of a text that both cite, once."""
    said = {(one.code, one.message): one for one in clauses}
    for one in visas:
        again = said.pop((one.code, one.message), None)
        yield replace(one, hint=one.hint.replace(OMITTED, CITED)) if again else one
    yield from said.values()


def _ask_what_decides(selection: Selection, language: Language, contrat: Contrat, printed: Printed) -> Set[Path]:
    """A fact that would choose between clauses, or between their words, is missing too, even where none prints it.

    The facts of which it is looked at whether they are given.
    """
    looking = replace(printed, read=set())
    view = Vue(contrat, (), looking)  # once: it makes a view of every item of a list
    decided = [trait for decision in selection.decisions for trait in decision.traits]
    for trait in dict.fromkeys((*decided, *language.looked_at)):
        for path in trait.chemins:
            asked = chemins.at(view, path)
            asked = asked.missing if isinstance(asked, Liste) and not asked else asked
            if isinstance(asked, Manquant) and not trait.connu and (trait in decided or not asked.optional):
                printed.ask(asked)
    for path in list(printed.undecided):
        printed.ask(chemins.at(view, path))
    return looking.read
