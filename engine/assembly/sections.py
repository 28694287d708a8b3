"""The sections of a contract: its clauses one after the other, those of each annexe on pages of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine import french
from engine.assembly import shared
from engine.assembly.rendering import Renderer
from engine.assembly.selection import Kept, Selection
from engine.assembly.visas import visas
from engine.document import Block, Paragraph, Section, Text
from engine.errors import Finding
from engine.law.applicable import Droit
from engine.libraries.modele import Modele


def sections_of(
    model: Modele, selection: Selection, renderer: Renderer, droit: Droit
) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """The sections of a contract, and what the law says of its visas.

    Raises:
        InputError: where a clause cannot be rendered.
    """
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


def with_clauses(
    sections: Iterable[Section], changed: Mapping[str, tuple[Block, ...]], cited: tuple[Paragraph, ...]
) -> tuple[Section, ...]:
    """The same sections with other blocks in the place of those of some clauses, other visas where some are given.

    One in which nothing changes is the very same.
    """
    opening, *others = (_with(one, changed) for one in sections)
    if cited:
        start = next(at for at, one in enumerate(opening.blocks) if isinstance(one, Paragraph) and one.style == "visa")
        blocks = (*opening.blocks[:start], *cited, *opening.blocks[start + len(cited) :])
        opening = Section(blocks, opening.landscape, opening.clauses)
    return (opening, *others)


def _with(section: Section, changed: Mapping[str, tuple[Block, ...]]) -> Section:
    touched = changed.keys() & section.clauses
    if not touched:
        return section
    blocks, names = [*section.blocks], [*section.clauses]
    for name in touched:
        start = names.index(name)
        end = start + names.count(name)
        blocks[start:end] = changed[name]
        names[start:end] = [name] * len(changed[name])
    return Section(tuple(blocks), section.landscape, tuple(names))


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
