"""From a description to the document tree: the one place where the stages meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from engine import french
from engine.assembly.anew import Opened, anew, rendering, tell_first
from engine.assembly.facts import Vue
from engine.assembly.functions import Language
from engine.assembly.head import NOWHERE, Origin, letterhead_of
from engine.assembly.inputs import Inputs
from engine.assembly.keywords import keywords
from engine.assembly.kinds import Assembling, Kind, Left, Pages, Parts, kind_of
from engine.assembly.nameable import Nameable
from engine.assembly.numbering import Numbers, number
from engine.assembly.parties import public_parties
from engine.assembly.parts import fingerprints, parts_of
from engine.assembly.printed import Printed
from engine.assembly.rendering import Renderer
from engine.assembly.selection import Decision, Selection, applies, select
from engine.assembly.signing import with_spaces
from engine.assembly.tableaux import Tables
from engine.assembly.unprinted import told, unprinted
from engine.assembly.visas import visas
from engine.document import Block, Document, Inline, MadeWith, Missing, Paragraph
from engine.errors import Finding, InputError, Path
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite
from engine.law.experimentations import VALUES, experiment_traits, load_experimentations
from engine.libraries.modele import Modele
from engine.tables.grilles import Grilles
from models.champs import Repondant
from models.contrat import Contrat
from models.records import dataclass
from models.traits import Trait


@dataclass(frozen=True, slots=True)
class Assembled:
    """A contract as assembled: the tree, the missing facts by YAML path, why each clause is there, what to know.

    `tables` and `numbers`, those of its headings, make its workbook. `unprinted` are the facts that serve in nothing;
    `clauses` are the blocks that each clause made; `named` are the things of the law that they name, each at its day,
    and the texts that they cite, at none.
    """

    document: Document
    missing: Mapping[Path, Missing]
    who: Mapping[Path, Repondant]
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]
    tables: Tables
    numbers: Numbers
    unprinted: tuple[Path, ...] = ()
    clauses: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    named: Mapping[tuple[str, date | None], str] = field(default_factory=dict)


def domains_of(model: Modele) -> dict[str, tuple[str, ...]]:
    """Every trait that the clauses of a model look at, with its domain."""
    experiments = {name: VALUES for name in load_experimentations(model.bibliotheque) if model.tests(name)}
    return {**model.domaines_des_traits, **experiments}


def traits_of(model: Modele, contrat: Contrat, droit: Droit, blank: bool = False) -> dict[str, Trait]:
    """The traits of a contract; in a blank they keep every value, and the préambule is the model's own."""
    traits = model.traits(contrat) | experiment_traits(droit, blank)
    if model.plan.preambule:
        chosen = contrat.preambule if contrat.preambule and not blank else model.plan.preambule.defaut
        traits["preambule"] = Trait("preambule", frozenset([chosen]), (("preambule",),))
    return traits


@lru_cache(maxsize=256)
def settled(model: Modele, traits: tuple[Trait, ...]) -> tuple[Selection, Numbers]:
    """The clauses of a contract of these traits, and the numbers of their headings: many contracts share them."""
    selection = select(model, {trait.nom: trait for trait in traits})
    return selection, number(model, selection)


def grilles_of(model: Modele, contrat: Contrat, traits: Mapping[str, Trait], blank: bool = False) -> Grilles:
    """The computed tables of a contract; those whose condition may hold."""
    return Grilles(model.tableaux, contrat, lambda condition: applies(condition, traits), blank=blank)


def renderer_of(
    model: Modele,
    contrat: Contrat,
    autorite: Autorite | None,
    language: Language,
    grilles: Grilles,
) -> Renderer:
    """What renders the clauses of a contract, with its facts and its computed tables."""
    renderer = Renderer(Nameable(model, contrat, autorite, language), language, language.numbers)
    view = Vue(contrat, (), language.printed)
    language.tables = Tables(grilles, contrat, view, language.printed, renderer.label)
    tell_first(renderer)
    return renderer


if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    class Asked(TypedDict, total=False):
        """What may be asked of a contract to assemble: see `opened` for what is taken where nothing is said."""

        blank: bool
        document: str
        grilles: Grilles | None
        figures: bool
        traced: bool


def opened(  # noqa: PLR0913 - what is worked out already comes last
    model: Modele,
    contrat: Contrat,
    droit: Droit,
    autorite: Autorite | None,
    *,
    blank: bool = False,
    document: str = "",
    grilles: Grilles | None = None,
    figures: bool = True,
    traced: bool = False,
) -> Opened:
    """Open a contract, as `assemble` does.

    Raises:
        KeyError: where the model has no such document.
    """
    traits = traits_of(model, contrat, droit, blank)
    selection, numbers = settled(model, tuple(traits.values()))
    contract = numbers
    if document:
        model = model.documents[document]
        selection, numbers = settled(model, tuple(traits.values()))
    grilles = grilles if grilles is not None else grilles_of(model, contrat, traits, blank)
    printed = Printed(blank, paths={} if traced else None, bibliotheque=droit.bibliotheque)
    language = Language(printed, traits, numbers, droit, contract)
    language.tables = tables = Tables(grilles, contrat, Vue(contrat, (), printed), printed, _no_words, figures)
    of = (model, selection, contract, droit.bibliotheque)
    assembling = Assembling(of, (blank, traced, figures), contrat, Inputs(contrat, autorite, language))
    return Opened(model, contrat, droit, autorite, selection, language, tables, assembling)


def assemble(
    model: Modele,
    contrat: Contrat,
    droit: Droit,
    autorite: Autorite | None,
    *,
    origin: Origin = NOWHERE,
    **asked: Unpack[Asked],
) -> Assembled:
    """Assemble a contract, or another `document` of its model.

    `contrat` is an instance of `model.description`; `droit` is the law that it must say; `grilles` are the computed
    tables of the contract, where they are worked out already (`grilles_of`); without `figures` they are not, to know
    sooner which facts it uses. `traced`, its words are `Sourced`: for who explains it, not who writes it.

    Raises:
        InputError: where a clause of the library cannot be rendered.
        KeyError: where the model has no such document.
    """
    own = opened(model, contrat, droit, autorite, **asked)
    left, pages = _said(own, kind_of(own.assembling))
    model, language, selection = own.model, own.language, own.selection
    blank, document = language.printed.blank, asked.get("document", "")
    tables = language.tables or own.tables
    public = public_parties(tuple(model.plan.autorites), contrat, autorite, droit, language.traits)
    letterhead = letterhead_of(model, contrat, public, origin, blank=blank)
    tree = Document(
        title=french.typography(model.plan.intitule),
        sections=with_spaces(pages.sections, contrat.signature),
        letterhead=letterhead,
        date=droit.jour,  # the day of signature, where it is given; that of an act, where it is one
        blank=blank,
        source=origin.text,
        source_name=origin.name,
        table_of_contents=model.plan.sommaire and not document,
        titled=model.plan.titre,
        keywords=keywords(model, contrat, letterhead.manager),
        made_with=MadeWith(model.bibliotheque.titres, droit.jour, fingerprints(selection), parts_of(model, selection)),
    )
    # The contract prints what another document does not.
    lost = () if document else unprinted(contrat, *left.served, tables.grilles)
    findings = tuple(dict.fromkeys((*left.findings, *told(lost, contrat)))) if lost else left.findings
    language.tables = own.tables  # those with words hold what holds them: only a collector would free both
    return Assembled(
        tree,
        left.missing,
        left.who,
        selection.decisions,
        findings,
        tables,
        language.numbers,
        lost,
        pages.clauses,
        left.named,
    )


def left_of(own: Opened) -> Left:
    """What a contract leaves to be known, but for the facts that serve in nothing.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    kind = kind_of(own.assembling)
    return kind.left if kind else _said(own, kind)[0]


def _said(own: Opened, kind: Kind | None) -> tuple[Left, Pages]:
    """What a contract leaves to be known, and what it says: as one of its kind, but for what it only prints."""
    try:
        return (kind.left, _as_its_kind(own, kind)) if kind else anew(own)
    except InputError as error:  # a mistake of the library: all those that can be known come at once
        from engine.assembly.syntax import with_syntax_mistakes  # noqa: PLC0415 - it reads every clause

        raise InputError(with_syntax_mistakes(error.findings, own.model)) from None


def _as_its_kind(own: Opened, kind: Kind) -> Pages:
    renderer, reuse = rendering(own, kind.doubts)

    def cited(parts: Parts) -> tuple[Paragraph, ...]:
        citing = replace(renderer, again=lambda visa, _: parts[visa.id].formed.words)
        return visas(own.model, own.selection, citing, own.droit)[0]

    return kind.pages(own.assembling.inputs, reuse, cited)


def _no_words(_text: str, _table: str) -> tuple[Inline, ...]:
    """What a label says where nobody reads it: to know what a figure is, or once the contract is assembled."""
    return ()
