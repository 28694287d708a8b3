"""The computed annexes of a contract as a document of their own: tables, charts, computations in words, checks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine import french
from engine.annexes.document_controles import control_table
from engine.annexes.intitules import Intitules, said_source
from engine.annexes.reperes import Repere, reperes
from engine.annexes.sommaire import TITLE, period
from engine.assembly.assemble import Assembled
from engine.assembly.graphiques import charts
from engine.assembly.mots import words_of
from engine.assembly.printed import Printed
from engine.assembly.tableaux import Tables
from engine.document import (
    Block,
    Cell,
    Document,
    Emphasis,
    Heading,
    Inline,
    ListBlock,
    Missing,
    Note,
    Number,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from engine.errors import Path
from engine.libraries.tableaux import Rubrique
from engine.tables.grilles import Grille
from models.champs import Repondant
from models.records import dataclass

_WIDE, _TOO_WIDE = 5, 9
"""The columns of a table beyond which its page is in landscape, and those beyond which it is better turned."""
_LONG = 5
"""The tables beyond which the document has a table of contents."""


@dataclass(frozen=True, slots=True)
class Annexes:
    """The computed annexes: their tree, the facts missing from their tables, and what they are.

    `titles` are those of the tables that it holds, `left_out` those of the optional ones that have no figure.
    """

    document: Document
    missing: Mapping[Path, Missing]
    who: Mapping[Path, Repondant]
    titles: tuple[str, ...]
    left_out: tuple[str, ...]


def annexes(assembled: Assembled, tableaux: Collection[str] | None = None) -> Annexes:
    """The computed annexes of a contract, or of a blank; the tables named only, where some are.

    Unlike the workbook, which computes, the document holds the tables named and no other.
    """
    said = assembled.tables.printed
    # Those of the contract number other words.
    paths: dict[int, Path] | None = None if said.paths is None else {}
    printed = Printed(said.blank, paths=paths, bibliotheque=said.bibliotheque)
    tables = replace(assembled.tables, printed=printed)
    every = reperes(assembled)
    intitules = Intitules(tables, {one.grille.nom: one for one in every}, by_title=True)
    wanted = [one for one in every if tableaux is None or one.grille.nom in tableaux]
    kept = [one for one in wanted if printed.blank or one.grille.is_shown]
    makes = _Pages(tables, intitules)
    document = replace(
        assembled.document,
        title=TITLE,
        sections=tuple(makes.sections(kept, assembled)),
        table_of_contents=len(kept) > _LONG,
    )
    left_out = tuple(intitules.title(one) for one in wanted if one not in kept)
    return Annexes(document, printed.missing, printed.who, tuple(map(intitules.title, kept)), left_out)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Lays the tables out, one after the other."""

    tables: Tables
    intitules: Intitules

    def sections(self, kept: Iterable[Repere], assembled: Assembled) -> list[Section]:
        """The pages: the orientation changes where a table is wide."""
        pages: list[Section] = []
        opening: tuple[Block, ...] = tuple(_opening(assembled))
        above = ""
        for one in kept:
            blocks = (*opening, *self._heading(one, above), *self._table(one))
            landscape = _is_wide(self._laid(one.grille))
            if pages and pages[-1].landscape == landscape:
                pages[-1] = Section((*pages[-1].blocks, *blocks), landscape)
            else:
                pages.append(Section(blocks, landscape))
            opening, above = (), one.annexe
        return pages or [Section(opening)]

    def _heading(self, repere: Repere, above: str) -> Iterator[Heading]:
        """« Annexe 8 — Pilotage », once for all its tables, then the title of the table where it is another."""
        title = self.intitules.words(repere.grille.tableau.titre, repere.grille.nom)
        anchor = f"tableau-{repere.grille.nom.replace('_', '-')}"
        if repere.heading is None:
            yield Heading(1, (Text(title),), anchor)
            return
        annexe = words_of(repere.heading.content)
        if repere.annexe != above:
            prefix, _, value = repere.annexe.partition(" ")
            number = Number(f"{prefix} ", value, " — ")
            yield Heading(1, (Text(annexe),), f"{anchor}-annexe", number)
        if title != annexe:
            yield Heading(2, (Text(title),), anchor)

    def _table(self, repere: Repere) -> Iterator[Block]:
        grille = repere.grille
        source = said_source(grille.tableau.source)
        yield Paragraph((Emphasis((Text(source),)), *_doubt(grille.tableau.doute)), keep_with_next=True)
        if grille.parametres:
            yield self._parameters(grille)
        yield from self._laid(grille)
        yield from charts(self.tables, grille.nom)
        computed = [line for line in (*grille.parametres, *grille.rubriques) if line.formula]
        said = dict.fromkeys(self._computation(grille, line) for line in computed)  # once for the copies of each year
        if said:
            yield _intertitle("Mode de calcul")
            yield ListBlock(tuple((Paragraph(one),) for one in said))
        if grille.controles:
            yield _intertitle("Contrôles")
            yield control_table(self.tables, grille, self.intitules)

    def _laid(self, grille: Grille) -> tuple[Block, ...]:
        """The table, turned where it would be too wide as its clause has it."""
        own = self.tables.table(grille.nom)
        if _columns(own) <= _TOO_WIDE:
            return own
        turned = self.tables.table(grille.nom, sens="lignes" if grille.tableau.sens == "colonnes" else "colonnes")
        return turned if _columns(turned) < _columns(own) else own

    def _parameters(self, grille: Grille) -> Table:
        head = tuple(_cell((Text(words),), header=True) for words in ("Paramètre", "Valeur", "Calcul ou source"))
        rows = [
            (
                _cell((Text(self.intitules.label(grille, line)),)),
                self.tables.cell(grille, line, None),
                _cell((Text(self.intitules.computation(grille, line, doubt=False)), *_doubt(line.doute))),
            )
            for line in grille.parametres
        ]
        return Table((0.4, 0.2, 0.4), (head, *rows))

    def _computation(self, grille: Grille, line: Rubrique) -> tuple[Inline, ...]:
        """« Total des produits (7) = produits de tarification (5) + … », its source and what is to be verified."""
        assert line.formula is not None  # noqa: S101 - only these are said
        name = french.capitalise(self.intitules.short(grille, line))
        said = f"{name} = {self.intitules.formula(line.formula, grille)}"
        if line.total == "formule" and line.total_formula and line.total_formula is not line.formula:
            said += french.typography(f" ; total = {self.intitules.formula(line.total_formula, grille)}")
        return Text(f"{said}. {said_source(line.source)}" if line.source else said), *_doubt(line.doute)


def _opening(assembled: Assembled) -> Iterator[Block]:
    yield Paragraph((Text(TITLE),), "title")
    if assembled.document.letterhead.manager:
        yield Paragraph((Text(assembled.document.letterhead.manager),), "subtitle")
    yield Paragraph((Text(period(assembled)),), "subtitle")


def _doubt(words: str) -> tuple[Note, ...]:
    """What is to be verified, as a comment: the annexes are signed."""
    return (Note(french.typography(f"À vérifier : {words}."), from_model=False),) if words else ()


def _intertitle(words: str) -> Paragraph:
    return Paragraph((Strong((Text(words),)),), keep_with_next=True)


def _cell(content: tuple[Inline, ...], *, header: bool = False) -> Cell:
    return Cell((Paragraph(content),) if content else (), header=header)


def _columns(blocks: Sequence[Block]) -> int:
    return max((len(block.widths) for block in blocks if isinstance(block, Table)), default=0)


def _is_wide(blocks: Sequence[Block]) -> bool:
    return _columns(blocks) > _WIDE
