"""What nobody should find on a page: a title at its foot, signatures alone, words over others or off the paper.

Typst is read here on a few examples, WeasyPrint on all of them with their words (tests/test_examples.py); `make
conformite` reads all that both make, and DOCX by LibreOffice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.document import (
    Block,
    Cell,
    Document,
    Heading,
    Letterhead,
    ListBlock,
    Paragraph,
    Section,
    Signature,
    Signatures,
    Table,
    Text,
)
from engine.writing import written
from engine.writing.engines import ENGINES
from engine.writing.layout.opening import first_page
from engine.writing.layout.rows import bound_rows
from engine.writing.layout.signing import abreast
from engine.writing.layout.typeset import raised, unbroken
from engine.writing.layout.words import words_of
from tests.pages import Line, Sheet, faults, headings_at_the_foot, letters, overprinted, sheets
from tests.test_examples import assembled
from tests.writing.test_pdf import pages_of

READ = ["sad-ille-et-vilaine-association", "saad-seine-et-marne-association", "ehpad-complet"]
LONG = (
    "Association intercommunale d’aide et d’accompagnement à domicile des personnes âgées, des personnes en situation "
    "de handicap et des familles des communautés de communes de l’Exemple, du Pays de l’Exemple et de la Haute Vallée"
)

engines = pytest.mark.parametrize("engine", ENGINES)


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def document(*blocks: Block, letterhead: Letterhead | None = None) -> Document:
    parties = letterhead or Letterhead("CPOM", ("Département d’Exemple",), "Association Exemple")
    return Document("Contrat", (Section(blocks),), parties, date(2024, 1, 15), table_of_contents=False)


def laid_out(engine: str, *blocks: Block, letterhead: Letterhead | None = None) -> list[Sheet]:
    contract = document(*blocks, letterhead=letterhead)
    content = written(contract, "pdf", None, engine)[0]
    # The last lines of a long paragraph may stand alone, here of words without an end.
    assert [one for one in faults(content, contract) if not letterhead or "quelques lignes" not in one] == []
    return sheets(content)


def said(page: Sheet) -> str:
    return letters("".join(line.words for line in page.lines))


@pytest.mark.parametrize("name", READ)
def test_nothing_is_to_be_sent_back_in_an_example(name: str) -> None:
    contract = assembled(Path(f"data/exemples/{name}.yaml")).document
    assert faults(written(contract, "pdf", None, "typst")[0], contract) == []


def test_words_over_others_are_found_wherever_they_stand() -> None:
    rows = [
        Line(f"mot {row}.{at}", 60.0 * at, 14.0 * row, 60.0 * at + 58, 14.0 * row + 12)
        for row in range(9)
        for at in range(8)
    ]
    assert [*overprinted(rows)] == []
    over = Line("par-dessus", 100, 45, 130, 57)
    found = {one.words for pair in overprinted([over, *rows]) for one in pair}
    assert found == {"par-dessus", "mot 3.1", "mot 3.2"}


@engines
@pytest.mark.parametrize("name", ["sad-ille-et-vilaine-association", "saad-seine-et-marne-association"])
def test_a_table_of_contents_that_can_fit_on_the_first_page_does(name: str, engine: str) -> None:
    contract = assembled(Path(f"data/exemples/{name}.yaml")).document
    first, second, *_ = sheets(written(contract, "pdf", None, engine)[0])
    last = [block for section in contract.sections for block in section.blocks if isinstance(block, Heading)][-1]
    assert letters(words_of(last.content, blank=False)) in said(first)
    assert "......" not in "".join(line.words for line in second.lines)


def test_a_long_table_of_contents_is_set_close_then_its_title_higher_then_runs_over_as_usual() -> None:
    headings = [Heading(1, (Text(f"Titre {n}"),), f"t{n}") for n in range(60)]
    contract = replace(document(*headings), table_of_contents=True)
    few, close, higher, over = (first_page(contract, headings[:count]) for count in (10, 30, 40, 60))
    assert few == over
    assert not few.close
    assert close.close
    assert higher.close
    assert close.title_top == few.title_top
    assert few.title_top - 80 < higher.title_top < few.title_top


@engines
@pytest.mark.parametrize("lines", [26, 30, 33])
def test_signatures_after_a_list_keep_its_last_items(engine: str, lines: int) -> None:
    listed = ListBlock(tuple((words(f"Annexe {n} : Titre de l’annexe"),) for n in range(1, 11)))
    parties = Signatures((Signature((Text("La présidente"),), (Text("Prénom NOM"),)),) * 2)
    blocks: tuple[Block, ...] = (
        *(words(f"alinéa {n}") for n in range(lines)),
        listed,
        words("Fait à Exempleville."),
        parties,
    )
    last = said(laid_out(engine, *blocks)[-1])
    assert last.index("Annexe10") < last.index("Fait") < last.index("PrénomNOM")


@engines
@pytest.mark.parametrize(("items", "length"), [(8, 60), (6, 60), (16, 3)])
def test_a_long_list_begins_under_what_announces_it_though_signatures_keep_its_end(
    engine: str, items: int, length: int
) -> None:
    """That of a letter, which ends with two short paragraphs and a signature, is as long in few items as in many."""
    listed = ListBlock(tuple((words(f"Rubrique {n} : " + "pièce, " * length),) for n in range(1, items + 1)))
    signed = Signatures((Signature((Text("La présidente"),), (Text("Prénom NOM"),)),))
    ends = words("Je vous en remercie."), words("Je vous prie d’agréer mes salutations.")
    first, *_, last = laid_out(
        engine, *(words(f"alinéa {n}") for n in range(15)), words("Ce sont :"), listed, *ends, signed
    )
    assert "Rubrique1" in said(first)
    assert said(last).index(f"Rubrique{items}") < said(last).index("remercie") < said(last).index("PrénomNOM")


@engines
@pytest.mark.parametrize("parties", [1, 2, 3, 4, 5])
def test_names_of_a_row_stand_on_one_line_under_qualities_of_any_length(engine: str, parties: int) -> None:
    quality = "La présidente de l’établissement public départemental d’accueil et de services"
    signing = tuple(Signature((Text(quality if n % 2 else "Le maire"),), (Text(f"N{n} NOM"),)) for n in range(parties))
    page = laid_out(engine, words("Dernier alinéa."), words("Fait à Exempleville."), Signatures(signing))[-1]
    heights = [line.foot for line in page.lines if "NOM" in line.words for _ in range(line.words.count("NOM"))]
    columns = abreast(parties)
    assert len(heights) == parties
    for first in range(0, parties, columns):
        row = heights[first : first + columns]
        assert max(row) - min(row) < 1


def test_parties_stand_in_rows_of_equal_columns() -> None:
    assert [abreast(parties) for parties in range(1, 8)] == [1, 2, 3, 2, 3, 3, 3]


@engines
@pytest.mark.parametrize("name", [LONG, "A" * 300, LONG * 8])
def test_a_long_name_is_neither_on_the_title_nor_off_the_paper(engine: str, name: str) -> None:
    letterhead = Letterhead("CPOM", ("Département d’Exemple", name), name)
    row = (Cell((words(name),)), Cell((words("Suite"),)))
    blocks = (Heading(1, (Text(name),), "t"), words(name), Table((0.2, 0.8), (row, row)), words("mot " * 900))
    pages = laid_out(engine, *blocks, letterhead=letterhead)
    assert len(pages) > 1


@engines
def test_the_tables_of_a_sheet_stay_on_one_page_and_a_long_table_is_cut_between_rows(engine: str) -> None:
    rows = tuple((Cell((words(f"Libellé {n}"),)), Cell((words(f"Réponse {n}"),))) for n in range(8))
    sheet: tuple[Block, ...] = (Heading(2, (Text("Fiche"),), "f"), words("Objet."), *[Table((0.3, 0.7), rows)] * 2)
    long = tuple(tuple(Cell((words(f"{letter}{n}"),)) for letter in "ABC") for n in range(30))
    pages = laid_out(engine, *(words(f"alinéa {n}") for n in range(24)), *sheet)
    assert said(pages[-1]).count("Libellé7") == 2
    assert "Fiche" in said(pages[-1])
    pages = laid_out(engine, *(words(f"alinéa {n}") for n in range(14)), Table((0.3, 0.3, 0.4), long))
    assert "A1B1C1" in said(pages[0])


def test_dates_units_and_references_are_not_cut_whoever_typed_them() -> None:
    tokens = ["24 juillet 2003,", "1er janvier 2024,", "30 000 €,", "12 %,", "5 ans,", "n° 9,", "article L. 313-11,"]
    tokens += ["M. NOM,", "02 99 00 00 00"]
    typed = " et ".join(tokens)
    bound = unbroken(typed)
    assert bound.replace("\u00a0", " ") == typed
    assert bound.split(" et ") == [token.replace(" ", "\u00a0") for token in tokens]


@pytest.mark.parametrize("words", ["M NOM", "MM NOM", "n°s IV", "« oui", "oui »", "juillet 2003"])
def test_words_that_no_line_may_cut_are_found_alone_as_beside_others(words: str) -> None:
    assert unbroken(words) == words.replace(" ", "\u00a0")
    assert unbroken(f"2 et {words}") == f"2 et {unbroken(words)}"


@pytest.mark.parametrize("text", ["Centre Exemple de la Rade", "12 rue de l’Exemple", "en 2024 100 personnes"])
def test_names_and_addresses_stay_as_they_are_typed(text: str) -> None:
    assert unbroken(text) == text


@pytest.mark.parametrize(
    ("text", "up"),
    [
        ("1er janvier", ["er"]),
        ("article 1er et 1re année", ["er", "re"]),
        ("Ier", ["er"]),
        ("4e trimestre", ["e"]),
        ("n° 2e", []),
        ("un lever, 11er, 1erx", []),
    ],
)
def test_ordinals_are_raised_and_nothing_else(text: str, up: list[str]) -> None:
    pieces = list(raised(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, high in pieces if high] == up


@engines
def test_a_raised_ordinal_is_still_read_as_one_word(engine: str) -> None:
    content = written(replace(document(words("Le 1er janvier 2024.")), title="Contrat"), "pdf", None, engine)[0]
    assert "Le 1er janvier 2024" in " ".join(pages_of(content)[0].split())


@engines
@pytest.mark.parametrize("above", [34, 36, 37])
def test_no_title_is_left_with_one_line_at_the_foot(engine: str, above: int) -> None:
    title = Heading(2, (Text("Titre"),), "t")
    listed = ListBlock(tuple((words(f"point {n}"),) for n in range(8)))
    for following in ((words("Une ligne."), words("Suite. " * 90)), (words("Liste :"), listed)):
        laid_out(engine, *(words(f"alinéa {n}") for n in range(above)), title, *following, words("Fin. " * 200))


@pytest.mark.parametrize(("next_page", "alone"), [("Fin de ce que dit le titre.", True), ("Autre titre", False)])
def test_one_line_under_a_title_is_sent_back_where_more_of_it_comes_on_the_next_page(
    next_page: str, alone: bool
) -> None:
    titles = [Heading(2, (Text(title),), title[0]) for title in ("Titre du bas", "Autre titre")]
    contract = document(*titles)
    above = [line(f"alinéa {n}", 100.0 + 15 * n) for n in range(40)]
    foot = Sheet(1, 595, 842, [*above, line("Titre du bas", 720), line("Une ligne.", 740)], [])
    following = Sheet(2, 595, 842, [line(next_page, 90), line("Suite.", 105)], [])
    assert bool(list(headings_at_the_foot([foot, following], contract))) is alone


def line(text: str, top: float) -> Line:
    return Line(text, 60, top, 300, top + 12)


@engines
@pytest.mark.parametrize("above", [12, 30])
def test_no_row_of_a_table_is_left_alone(engine: str, above: int) -> None:
    rows = tuple(tuple(Cell((words(f"{letter}{n}z"),)) for letter in "ABC") for n in range(24))
    for fin in ((), (words("Fin."),)):
        laid_out(engine, *(words(f"alinéa {n}") for n in range(above)), Table((0.3, 0.3, 0.4), rows), *fin)


def test_the_first_rows_and_the_last_ones_of_a_table_part_no_merged_cell() -> None:
    def cells(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell((words(text),)) for text in texts)

    plain = tuple(cells(f"{n}", "x") for n in range(12))
    assert bound_rows(Table((0.5, 0.5), plain), 400, blank=False) == (2, 4)
    assert bound_rows(Table((0.5, 0.5), plain[:9]), 400, blank=False) == (8, 8)
    high = (*plain[:-1], cells("Mot " * 60, "x"))
    assert bound_rows(Table((0.5, 0.5), high), 400, blank=False) == (2, 2)
    merged = (*plain[:6], (Cell((words("groupe"),), rowspan=5), *cells("x")), *(cells("x") for _ in range(4)), plain[0])
    assert bound_rows(Table((0.5, 0.5), merged), 400, blank=False) == (2, 6)
