"""Whatever a tree holds, Typst makes a PDF of it: no words, odd spans, rare letters, endless words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import (
    Block,
    Cell,
    Document,
    Heading,
    Letterhead,
    ListBlock,
    Missing,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    Section,
    Signatures,
    Table,
    Text,
)
from engine.errors import InputError
from engine.writing import written
from engine.writing.typst.long_words import parted
from engine.writing.typst.writer import write_pdf
from tests.fuzz.essais import tried
from tests.tags import catalog, read_aloud, tags
from tests.writing.test_pdf import document, pages_of, words


def cell(text: str, colspan: int = 1, rowspan: int = 1, *, header: bool = False) -> Cell:
    return Cell((words(text),) if text else (), colspan, rowspan, header=header)


def heading(level: int, text: str, anchor: str) -> Heading:
    return Heading(level, (Text(text),), anchor)


def table(*rows: tuple[Cell, ...], header_rows: int = 0) -> Table:
    return Table((0.5, 0.5), rows, header_rows)


ODD: dict[str, tuple[Block, ...]] = {
    "nothing": (),
    "empty paragraphs": (words(""), Paragraph(()), words("\n")),
    "an empty heading": (heading(1, "", "a"), Heading(1, (Note("n"),), "b"), heading(3, "c", "c")),
    "headings that skip, nest and share an anchor": (
        heading(4, "un", "a"),
        ListBlock(((heading(4, "deux", "b"),), (heading(1, "trois", "a"),))),
        table((Cell((heading(3, "quatre", "a"),)), cell("x"))),
        heading(1, "cinq", "c"),
    ),
    "references to nothing": (Paragraph((Reference("nulle-part", "3"), Reference("", ""))),),
    "page breaks anywhere": (
        PageBreak(),
        ListBlock(((PageBreak(), words("a")),)),
        table((Cell((PageBreak(),)), cell("x"))),
        PageBreak(),
        PageBreak(),
    ),
    "spans over one another": (
        table((cell("a", 9, 9),), (cell("b"),), (), (cell("c"),)),
        table((cell("a"), cell("b", rowspan=2)), (cell("c", 2),)),
        table((cell("a", rowspan=3, header=True), cell("b", header=True)), (cell("c"),), (cell("d"),), header_rows=1),
    ),
    "rows of too many cells, or of none": (table((cell("a"),) * 4, ()), table(), Table((), (), 0)),
    "headers alone": (table((cell("a", header=True), cell("b", header=True)), header_rows=1),),
    "columns without width": (Table((0.0, 1.0), ((cell("mot"), cell("mot")),)),),
    "lists of nothing": (ListBlock(()), ListBlock(((),)), ListBlock(((words("a"),),), ordered=True, start=0)),
    "no signature": (Signatures(()),),
    "a cell of several pages": (table((cell("mot " * 3000), cell("b")), (cell("c"), cell("d", header=True))),),
}


@pytest.mark.parametrize("blocks", ODD.values(), ids=ODD.keys())
def test_an_odd_tree_still_makes_a_pdf(blocks: tuple[Block, ...]) -> None:
    contract = replace(document(*blocks), table_of_contents=True)
    assert "Contrat d’exemple" in pages_of(write_pdf(contract))[0]


def test_a_contract_without_words_still_makes_a_pdf() -> None:
    contract = Document("", (Section((), landscape=True),), replace(document().letterhead, title=""), document().date)
    assert write_pdf(contract)


@pytest.mark.parametrize("name", ["a/b.yaml", "..", "C:\\x.yaml", "", "nom\x00.yaml", "é’ x.yaml"])
def test_any_name_makes_an_attachment(name: str) -> None:
    contract = replace(document(words("a")), source="a: é\n", source_name=name)
    (file,) = catalog(write_pdf(contract))["/AF"]
    assert file.get_object()["/EF"]["/F"].get_data() == "a: é\n".encode()


def test_characters_without_a_font_are_boxes_that_can_be_copied() -> None:
    (text,) = pages_of(write_pdf(document(words("Le 字 est 漢, le privé \uf0b7"), words("a\u20da e\u0301 \u0600"))))
    assert "Le 字 est 漢, le privé \ufffd" in text
    assert "é" in text


@pytest.mark.parametrize("shown", ["a\u0323\u0304", "e\u0327\u0301", "\U0001f468\u200d\U0001f469\u200d\U0001f467"])
def test_what_typst_may_draw_wrongly_is_told_with_the_other_engine(shown: str) -> None:
    contract = document(words(f"Association L{shown} d’été"))
    (told,) = written(contract, "pdf", None, "typst")[1]
    assert told.code == "moteur-caractere"
    assert unicodedata.normalize("NFC", shown) in told.message
    assert "--moteur weasyprint" in told.hint
    assert "moteur-caractere" not in {one.code for one in written(contract, "pdf", None, "weasyprint")[1]}


def test_letters_of_one_mark_need_no_other_engine() -> None:
    assert written(document(words("L’été à Nîmes, Cœur, n\u0304")), "pdf", None, "typst")[1] == []


def test_a_logo_that_cannot_be_read_is_told_as_in_every_format() -> None:
    contract = document(words("a"))
    with pytest.raises(InputError, match="logo-illisible"):
        write_pdf(replace(contract, letterhead=replace(contract.letterhead, authority_logo="absent.png")))


ENDLESS = "anticonstitutionnellement@exemple-tres-long.fr" * 5


@pytest.mark.parametrize(
    "block",
    [
        words(ENDLESS),
        heading(1, ENDLESS, "a"),
        ListBlock(((words(ENDLESS),),)),
        table((cell("x"), cell(ENDLESS))),
        Table((0.9, 0.1), ((cell("x"), cell(ENDLESS)),)),
        Paragraph((Missing(ENDLESS, "a"),)),
    ],
)
def test_a_word_that_is_too_wide_stays_on_the_page(block: Block) -> None:
    content = write_pdf(document(block))
    pdf = pypdfium2.PdfDocument(content)
    text = pdf[0].get_textpage()
    right = max(text.get_charbox(position)[2] for position in range(text.count_chars()))
    assert right <= 595.28 - 62.36
    assert ENDLESS in read_aloud(content).replace("\n", "")
    text.close()
    pdf.close()


@given(st.text(), st.floats(1, 500), st.floats(6, 14))
def test_words_parted_are_the_same_words(text: str, width: float, size: float) -> None:
    assert "".join(parted(text, width, size)) == text


def test_words_that_fit_are_not_parted(contract: Callable[..., Document]) -> None:
    assert parted("Un texte de mots ordinaires, aussi long qu’il soit. " * 20, 460, 10.5) == [
        "Un texte de mots ordinaires, aussi long qu’il soit. " * 20
    ]


def test_cells_say_what_they_name() -> None:
    head = (cell("Année", header=True), cell("", header=True))
    rows = table(head, (cell("Total", header=True), cell("1")), (cell("", header=True), cell("2")), header_rows=1)
    found = [tag for tag in tags(write_pdf(document(rows))) if tag[:2] in ("TH", "TD")]
    assert found == ["THead", "TH Column", "TD", "TH Row", "TD", "TD", "TD"]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, int]:
    """A table of the same word over and over, with how many times it holds it."""
    shares = draw(st.lists(st.integers(1, 20), min_size=1, max_size=9))
    widths = tuple(share / sum(shares) for share in shares)
    head_rows, height = draw(st.integers(0, 2)), draw(st.integers(1, 12))
    counts, rows, merged = 0, [], 0
    for y in range(height):
        cells = []
        for x in range(len(widths)):
            if x == 0 and merged:
                merged -= 1
                continue
            rowspan = draw(st.integers(1, height - y)) if x == 0 and y >= head_rows else 1
            merged = max(merged, rowspan - 1)
            count = draw(st.sampled_from([0, 1, 2, 5, 20, 100, 300] if y >= head_rows else [1, 3, 30]))
            counts += count
            cells.append(cell(" ".join(["mot"] * count), rowspan=rowspan, header=y < head_rows))
        rows.append(tuple(cells))
    return Table(widths, tuple(rows), head_rows), counts


@given(tables(), st.booleans())
@tried(25, share=0.1)
def test_no_table_runs_over_the_foot_of_a_page(made: tuple[Table, int], landscape: bool) -> None:
    contract = replace(document(), sections=(Section((made[0],), landscape),), letterhead=Letterhead("", (), ""))
    content = write_pdf(contract)
    assert read_aloud(content).count("m") == made[1] + "Contrat d’exemple".count("m")
    pdf = pypdfium2.PdfDocument(content)
    for page in pdf:
        text = page.get_textpage()
        search = text.search("m")
        while found := search.get_next():
            assert text.get_charbox(found[0])[1] > (20 if page.get_width() > page.get_height() else 22) / 25.4 * 72
        search.close()
        text.close()
    pdf.close()


def test_a_name_that_no_pdf_can_say_is_told() -> None:
    """ISO 19005-3, 6.1.13: what is said of a document is at most 32,767 bytes long."""
    with pytest.raises(InputError) as caught:
        write_pdf(replace(document(words("Un contrat.")), title="Association Exemple " * 2_000))
    assert caught.value.findings[0].code == "texte-trop-long"
