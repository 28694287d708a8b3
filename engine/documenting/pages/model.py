"""What the page of a model tells: its plan, each clause with its blank words, its tables, its questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from engine.annexes.document import annexes
from engine.asking.asked import Asked
from engine.asking.conditions import conditioned
from engine.asking.exiges import without_false_options
from engine.asking.needed import needed
from engine.assembly.blank import blank, blank_clauses
from engine.document import Block, Heading
from engine.documenting.clauses import title
from engine.documenting.conditions import condition, question_of, si_of
from engine.documenting.excerpts import plain
from engine.documenting.pages.links import anchor, file_of
from engine.law.applicable import Droit
from engine.libraries.modele import Clause, Modele
from engine.libraries.plan import Entree
from engine.libraries.visas_du_plan import VisaDuPlan
from engine.writing.layout.outline import ranks_of
from engine.writing.layout.page.blocks import Page, blocks_markup
from models import chemins
from models.chemins import Noms
from models.records import dataclass

_DEEPEST = 3
"""The rank of the headings of the page under which the words of clauses stand."""


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause: what its file says, and its words in the blank form, if it is of it; `facts` are what it prints.

    `applies` is its condition, in words, and `above` are the clauses that it stands under, and goes with.
    """

    clause: Clause
    title: str
    words: Markup | None
    facts: tuple[str, ...]
    applies: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan: a clause, or the choice among several, with those that stand under it."""

    clause: str
    among: tuple[Line, ...]
    under: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question by its path, with the clauses and the tables that print its answer or depend on it."""

    path: str
    asked: Asked
    clauses: tuple[str, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisaLine:
    """A visa of the plan, and the articles that its mention cites, each with its condition in words."""

    visa: VisaDuPlan
    si: str
    articles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ModelPage:
    """A model, ready to be told."""

    model: Modele
    file: str
    parts: Mapping[str, tuple[Line, ...]]
    clauses: tuple[ClausePage, ...]
    tables: Markup
    questions: tuple[QuestionLine, ...]
    visas: tuple[VisaLine, ...]

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of its clauses."""
        return {one.clause.id: one.title for one in self.clauses}


def model_page(model: Modele, day: date) -> ModelPage:
    """What the page of a model tells.

    Raises:
        InputError: where one of its clauses cannot be rendered.
    """
    as_published = Droit(day, tel_que_publie=True, bibliotheque=model.bibliotheque)
    asked = conditioned(model, without_false_options(model, needed(model, {})), {})
    named = dict(_every(asked))
    questions = tuple(_questions(model, asked))
    paths = [one.path for one in questions]
    words = {one.clause.id: _markup(one.blocks) for one in blank_clauses(model, as_published) if one.clause}
    clauses = tuple(
        ClausePage(
            one,
            title(one),
            words.get(one.id),
            tuple(_facts(one, paths)),
            condition(model, si_of(model, one), named),
            tuple(_above(model, one.id)),
        )
        for one in _clauses(model).values()
    )
    visas = tuple(_visa(model, one, named) for one in model.plan.visas)
    tables = _tables(model, as_published)
    return ModelPage(model, file_of(model.nom), _parts(model), clauses, tables, questions, visas)


def _visa(model: Modele, visa: VisaDuPlan, named: Mapping[Noms, Asked]) -> VisaLine:
    articles = tuple((one.article, condition(model, one.si, named)) for one in visa.articles)
    return VisaLine(visa, condition(model, visa.si, named), articles)


def _clauses(model: Modele) -> dict[str, Clause]:
    return {one.id: one for part in (model, *model.documents.values()) for one in part.clauses.values()}


def _above(model: Modele, identifier: str) -> Iterator[str]:
    """The clauses under whose titles one stands; the same may serve under several."""
    plan = model.plan
    lines = [
        *plan.articles,
        *plan.signatures,
        *plan.annexes,
        *(e for one in plan.documents.values() for e in one.articles),
    ]
    while lines:
        line = lines.pop(0)
        lines += [*line.parmi, *line.sous]
        if any(identifier in (one.clause, *(each.clause for each in one.parmi)) for one in line.sous):
            yield from (each.clause for each in (line.parmi or (line,)))


def _markup(blocks: Iterable[Block]) -> Markup:
    shown = tuple(plain(blocks))
    ranks = ranks_of([block for block in shown if isinstance(block, Heading)])
    lower = {one: min(rank + _DEEPEST, 6) for one, rank in ranks.items()}
    return Markup("\n".join(blocks_markup(shown, Page(True, lower))))  # noqa: S704 - the writer escapes its words


def _parts(model: Modele) -> dict[str, tuple[Line, ...]]:
    """The plan, part by part in the order of the contract."""
    plan = model.plan
    alone: dict[str, Sequence[str]] = {
        "Parties": plan.parties,
        "Préambules au choix": tuple(plan.preambule.au_choix.values()) if plan.preambule else (),
    }
    found = {title: tuple(Line(one, (), ()) for one in named) for title, named in alone.items()}
    lines = {"Articles": plan.articles, "Signatures": plan.signatures, "Annexes": plan.annexes}
    found |= {title: tuple(map(_line, several)) for title, several in lines.items()}
    for name, other in plan.documents.items():
        found[f"Document « {name} » : {other.intitule}"] = tuple(map(_line, other.articles))
    return {title: several for title, several in found.items() if several}


def _line(line: Entree) -> Line:
    return Line(line.clause, tuple(map(_line, line.parmi)), tuple(map(_line, line.sous)))


def _tables(model: Modele, droit: Droit) -> Markup:
    """The computed tables, each with its formulas in words and its controls, as `cpom annexes --vierge` has them."""
    if not model.tableaux:
        return Markup("")
    found = annexes(blank(model, droit)).document
    _, *blocks = (block for section in found.sections for block in section.blocks)
    markup = _markup(blocks)
    for name in (anchor("tableau", one) for one in model.tableaux):
        if f'id="{name}"' not in markup:  # its heading is that of its annexe
            markup = markup.replace(f'id="{name}-annexe"', f'id="{name}"')
    return markup


def _questions(model: Modele, every: Sequence[Asked]) -> Iterator[QuestionLine]:
    clauses = {
        identifier: _plain_paths(clause) | _deciding(model, clause) for identifier, clause in _clauses(model).items()
    }
    tables = {name: {chemins.noms(path) for path in _of_table(table)} for name, table in model.tableaux.items()}
    for names, one in _leaves(every):
        yield QuestionLine(
            ".".join(names),
            one,
            tuple(identifier for identifier, paths in clauses.items() if _is_used(names, paths)),
            tuple(name for name, paths in tables.items() if _is_used(names, paths)),
        )


def _deciding(model: Modele, clause: Clause) -> set[tuple[str, ...]]:
    """The questions that decide whether a contract holds a clause, and which of its words."""
    traits = {*si_of(model, clause), *clause.uses.of("trait"), *(one.name for one in clause.uses.answers)}
    traits |= {trait for visa in model.plan.visas if visa.visa == clause.id for trait in visa.si}
    return {chemins.noms(question_of(model, trait)) for trait in traits}


def _plain_paths(clause: Clause) -> set[tuple[str, ...]]:
    return {chemins.noms(path) for path in clause.uses.faits}


def _of_table(table: Any) -> Iterator[str]:
    """The paths of the facts of a table: those of its rubriques, and of what it is repeated for."""
    for line in (*table.parametres, *table.rubriques):
        own = line.nom if not (line.faits or line.formule or line.valeur is not None) else ""
        for path in (line.fait or own, *line.faits.values()):
            if path:
                yield f"{table.series.pour}.{path}" if table.series.pour and "." not in path else path
    if table.series.pour:
        yield table.series.pour


def _is_used(names: tuple[str, ...], paths: Iterable[tuple[str, ...]]) -> bool:
    """Whether a fact is one of those named, or one that a part is named of (« effet.year »)."""
    return any(path[: len(names)] == names for path in paths)


def _facts(clause: Clause, paths: Iterable[str]) -> Iterator[str]:
    used = _plain_paths(clause)
    return (path for path in paths if _is_used(chemins.noms(path), used))


def _every(questions: Iterable[Asked], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Asked]]:
    """Questions and their groups."""
    for one in questions:
        yield (*above, one.name), one
        yield from _every(one.under, (*above, one.name))


def _leaves(questions: Iterable[Asked]) -> Iterator[tuple[tuple[str, ...], Asked]]:
    return (found for found in _every(questions) if not found[1].under)
