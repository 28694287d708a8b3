"""From a description to the document tree: the one place where the stages meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field, replace
from datetime import date
from functools import lru_cache

from engine import french
from engine.assembly import shared
from engine.assembly.alone import again
from engine.assembly.doutes import doubts_of
from engine.assembly.facts import Liste, Vue
from engine.assembly.functions import Language
from engine.assembly.head import NOWHERE, Origin, letterhead_of
from engine.assembly.inputs import Looked
from engine.assembly.keywords import keywords
from engine.assembly.nameable import Nameable
from engine.assembly.negocie import left_out
from engine.assembly.numbering import Numbers, number
from engine.assembly.parties import public_parties
from engine.assembly.parts import fingerprints, parts_of
from engine.assembly.printed import Manquant, Printed
from engine.assembly.rendering import Doubt, Renderer
from engine.assembly.selection import Decision, Kept, Selection, applies, select
from engine.assembly.signing import with_spaces
from engine.assembly.tableaux import Tables
from engine.assembly.unprinted import deciding_facts, told, unprinted
from engine.assembly.visas import visas
from engine.document import Block, Document, Inline, MadeWith, Missing, Section, Text
from engine.errors import Finding, InputError, Path
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite
from engine.law.experimentations import VALUES, experiment_traits, load_experimentations
from engine.law.visas import CITED, OMITTED
from engine.libraries.modele import Modele
from engine.tables.grilles import Grilles
from models import chemins
from models.champs import Repondant
from models.contrat import Contrat
from models.records import dataclass
from models.traits import Trait

_TELLING = ("autorite", "collectivites")
"""What is made before any clause: what it asks and tells comes first."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A contract as assembled: the tree, the missing facts by YAML path, why each clause is there, what to know.

    `tables` and `numbers`, those of its headings, make its workbook. `unprinted` are the facts that serve in nothing;
    `clauses` are the blocks that each clause made; `named` are the things of the law that they name, each at its day,
    and the texts that they cite, at none. `looked` is all that it looked at of the description, `served` the facts that
    it printed as texts, and those that served otherwise.
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
    looked: Looked | None = field(default=None, repr=False)
    served: tuple[Set[Path], Set[Path]] = field(default=(frozenset(), frozenset()), repr=False)


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


@lru_cache(maxsize=256)
def _deciding(model: Modele, traits: tuple[Trait, ...]) -> frozenset[Path]:
    """The facts on which the clauses and the tables of a contract of these traits depend."""
    selection, _ = settled(model, traits)
    return frozenset(deciding_facts(model, selection.decisions, {trait.nom: trait for trait in traits}))


def grilles_of(model: Modele, contrat: Contrat, traits: Mapping[str, Trait], blank: bool = False) -> Grilles:
    """The computed tables of a contract; those whose condition may hold."""
    return Grilles(model.tableaux, contrat, lambda condition: applies(condition, traits), blank=blank)


def renderer_of(
    model: Modele,
    contrat: Contrat,
    autorite: Autorite | None,
    language: Language,
    grilles: Grilles,
    doubts: Mapping[str, Doubt] | None = None,
    *,
    decisions: Sequence[Decision] = (),
) -> tuple[Renderer, Tables]:
    """What renders the clauses of a contract, with its facts and its computed tables."""
    printed = language.printed
    facts = Nameable(model, contrat, autorite, language)
    for name in _TELLING:
        facts[name]
    renderer = Renderer(facts, language, language.numbers, doubts or {}, left_out(decisions))
    language.tables = tables = Tables(grilles, contrat, Vue(contrat, (), printed), printed, renderer.label)
    return renderer, tables


def assemble(  # noqa: PLR0913 - what is worked out already comes last
    model: Modele,
    contrat: Contrat,
    droit: Droit,
    autorite: Autorite | None,
    *,
    blank: bool = False,
    origin: Origin = NOWHERE,
    document: str = "",
    grilles: Grilles | None = None,
    figures: bool = True,
    traced: bool = False,
) -> Assembled:
    """Assemble a contract, or another `document` of its model.

    `contrat` is an instance of `model.description`; `droit` is the law that it must say; `grilles` are the computed
    tables of the contract, where they are worked out already (`grilles_of`); without `figures` they are not, to know
    sooner which facts it uses. `traced`, its words are `Sourced`: for who explains it, not who writes it.

    Raises:
        InputError: where a clause of the library cannot be rendered.
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
    asking = Printed(blank, bibliotheque=droit.bibliotheque)
    doubts = {} if blank else doubts_of(model, selection, traits, Vue(contrat, (), asking))
    renderer, tables = renderer_of(model, contrat, autorite, language, grilles, doubts, decisions=selection.decisions)
    language.tables = tables = replace(tables, figures=figures)
    reuse = again(model, contrat, autorite, renderer, tables)
    renderer = replace(renderer, again=reuse.of)
    try:
        sections, findings = _sections(model, selection, renderer, droit)
        sections = with_spaces(sections, contrat.signature)
    except InputError as error:  # a mistake of the library: all those that can be known come at once
        from engine.assembly.syntax import with_syntax_mistakes  # noqa: PLC0415 - it reads every clause

        raise InputError(with_syntax_mistakes(error.findings, model)) from None
    public = public_parties(tuple(model.plan.autorites), contrat, autorite, droit, traits)
    letterhead = letterhead_of(model, contrat, public, origin, blank=blank)
    tree = Document(
        title=french.typography(model.plan.intitule),
        sections=sections,
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
    asked = asking.read | _ask_what_decides(selection, language, contrat, printed)
    read = printed.read.union(reuse.read, asked, _deciding(model, tuple(traits.values())))
    # The contract prints what another document does not.
    lost = () if document else unprinted(contrat, printed.texts, read, grilles)
    language.tables = replace(tables, words=_no_words)  # they hold what holds them: only a collector would free both
    return Assembled(
        tree,
        printed.missing,
        printed.who,
        selection.decisions,
        tuple(dict.fromkeys((*of_the_law(findings, language.findings), *tables.findings, *told(lost)))),
        tables,
        numbers,
        lost,
        renderer.made,
        language.named,
        Looked(reuse.shapes, printed.read, asked) if reuse.shapes is not None else None,
        (printed.texts, read),
    )


def _no_words(_text: str, _table: str) -> tuple[Inline, ...]:
    """What is asked of a label by the words of another, once the contract is assembled: nothing."""
    return ()


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


def _sections(
    model: Modele, selection: Selection, renderer: Renderer, droit: Droit
) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    title = [shared.paragraph((Text(french.typography(model.plan.intitule)),), "title")] * model.plan.titre
    cited, findings = visas(model, selection, renderer, droit) if model.plan.visas else ((), ())
    body = _joined([Section(tuple(title), clauses=("",) * len(title)), *_pages(selection.parties, renderer)])
    body = _joined([body, Section(tuple(cited), clauses=("",) * len(cited))])
    for part in (selection.preambule, selection.articles, selection.signatures):
        body = _joined([body, *_pages(part, renderer)])
    sections = [body]
    for annexe in selection.annexes:
        sections += _annexe(annexe, renderer)
    return tuple(sections), findings


def _pages(kept: Iterable[Kept], renderer: Renderer) -> Iterator[Section]:
    """Each clause, with what stands under it."""
    for one in kept:
        yield _page(one, renderer)
        yield from _pages(one.under, renderer)


def _page(kept: Kept, renderer: Renderer) -> Section:
    blocks = renderer.clause(kept.clause)
    return Section(blocks, kept.clause.paysage, (kept.clause.id,) * len(blocks))


def _joined(pages: Iterable[Section]) -> Section:
    """Blocks one after the other on pages of the first ones' orientation."""
    first, *others = pages
    blocks = (*first.blocks, *(block for one in others for block in one.blocks))
    return Section(blocks, first.landscape, (*first.clauses, *(name for one in others for name in one.clauses)))


def _annexe(kept: Kept, renderer: Renderer) -> list[Section]:
    """The pages of an annexe; what stands under its heading turns the page where its orientation differs."""
    pages = [_page(kept, renderer)]
    for one in kept.under:
        for page in _annexe(one, renderer):
            if page.landscape == pages[-1].landscape and not one.clause.en_tete.saut:
                pages[-1] = _joined([pages[-1], page])
            else:
                pages.append(page)
    return pages
