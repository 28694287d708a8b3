"""What the reader of a PDF gets: the text, the attached description, the same bytes, no other file read.

That the files comply with PDF/A-3a and PDF/UA-1 is veraPDF's to say: see tests/conformite.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from engine.document import (
    Block,
    Cell,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Section,
    Signature,
    Signatures,
    Table,
    Text,
)
from engine.errors import Severity
from engine.writing.layout.fonts import fonts_directory
from engine.writing.layout.plain import write_text
from engine.writing.layout.undrawn import font_findings, uncovered_characters
from engine.writing.pdf.writer import fetcher, write_pdf

HOSTILE = "A & B <w:p/> {{ titre }} {% if x %} ]]> &amp; \"q\" 'a' * # _ ×2\u202f% œ € «\u00a0é\u00a0» 👵 ☑ x\u0302 ‑"
LIST_MARKER = re.compile(r"^\s*(- |\d+\. )", re.MULTILINE)
PDF_MARKER = re.compile(r"^(•|\d+\.)\s*$", re.MULTILINE)


def document(*blocks: Block) -> Document:
    return Document(
        title="Contrat d’exemple",
        sections=(Section(blocks),),
        letterhead=Letterhead("CPOM", ("Département d’Exemple",), "Association Exemple"),
        date=date(2024, 1, 15),
        table_of_contents=False,
    )


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    pdf = pypdfium2.PdfDocument(content)
    yield pdf
    pdf.close()


def pages_of(content: bytes) -> list[str]:
    """The text of each page."""
    with opened(content) as pdf:
        return [text_of(page, 0, 0) for page in pdf]


def body_of(content: bytes) -> str:
    """The text of the pages, without the header and footer that stand in their margins (in points)."""
    with opened(content) as pdf:
        return "\n".join(text_of(page, 160 if n == 0 else 61, 55) for n, page in enumerate(pdf))


def text_of(page: pypdfium2.PdfPage, top: float, bottom: float) -> str:
    width, height = page.get_size()
    text = page.get_textpage()
    words: str = text.get_text_bounded(0, bottom, width, height - top)
    text.close()
    page.close()
    return words.replace("\r\n", "\n")


def digest_elsewhere(script: str, **environment: str) -> str:
    """What a script prints in another process, whose machine has other settings."""
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent,
    )
    return run.stdout.strip()


def test_values_come_out_as_typed() -> None:
    (text,) = pages_of(write_pdf(document(words(HOSTILE))))
    assert HOSTILE in text


def test_right_to_left_words_are_drawn_and_found() -> None:
    contract = document(words("مرحبا"), words("שלום"))
    (text,) = pages_of(write_pdf(contract))
    assert "مرحبا" in text
    assert "שלום" in text
    assert not uncovered_characters(contract)


def test_same_text_as_the_plain_text(sample: Document) -> None:
    """In the same order, but for what stands around the text and for right-to-left words, which pdfium reorders."""
    contract = replace(sample, table_of_contents=False)
    repeated_header = "N°ActionÉchéance"

    def letters(text: str) -> str:
        return re.sub(r"[\s|/\u0590-\u06ff-]", "", text).replace(repeated_header, "")

    plain = LIST_MARKER.sub("", write_text(contract)).replace(" / - ", "")
    assert letters(PDF_MARKER.sub("", body_of(write_pdf(contract)))) == letters(plain)


def test_header_and_footer_stand_on_the_pages() -> None:
    blocks = (words("mot " * 900), Heading(1, (Text("Suite"),), "suite"))
    first, second, *_ = pages_of(write_pdf(document(*blocks)))
    assert "CPOM" not in first
    assert "CPOM" in second
    assert "Département d’Exemple — Association Exemple" in second
    assert "Page 2 / 2" in second


def test_table_of_contents_gives_the_pages(sample: Document) -> None:
    first, *others = pages_of(write_pdf(sample))
    page = next(n for n, text in enumerate(others, start=2) if "Annexe\u00a03" in text)
    assert re.search(rf"Annexe\xa03\xa0: Règles de gestion[ .]*{page}$", first, re.MULTILINE)


def test_outline_follows_the_headings(sample: Document) -> None:
    with opened(write_pdf(sample)) as pdf:
        outline = [(entry.level, entry.get_title()) for entry in pdf.get_toc()]
    assert outline[1:3] == [(1, "Préambule"), (1, "Article\xa01er\xa0: Objet et périmètre du contrat")]


def test_landscape_section_stands_on_landscape_pages(sample: Document) -> None:
    with opened(write_pdf(sample)) as pdf:
        turned = [pdf.get_page_size(n)[0] > pdf.get_page_size(n)[1] for n in range(len(pdf))]
    assert turned.count(True) == 1


def test_header_of_a_table_is_repeated(sample: Document) -> None:
    pages = [text for text in pages_of(write_pdf(sample)) if "N° Action Échéance" in text.replace("\n", " ")]
    assert len(pages) == 2


@pytest.mark.parametrize("lines", [30, 36, 40, 44])
def test_signatures_never_stand_alone_on_their_page(lines: int) -> None:
    blocks: tuple[Block, ...] = (
        *(words(f"alinéa {n}") for n in range(lines)),
        words("Dernier alinéa du dernier article."),
        words("Fait à Exempleville."),
        Signatures((Signature((Text("La présidente"),), (Text("Prénom NOM"),)),)),
    )
    last = pages_of(write_pdf(document(*blocks)))[-1]
    assert re.search("Dernier alinéa.*Fait à.*La présidente.*Prénom NOM", last, re.DOTALL)


def test_metadata_are_those_of_the_contract(sample: Document) -> None:
    with opened(write_pdf(sample)) as pdf:
        metadata = pdf.get_metadata_dict()
    assert metadata["Title"] == sample.title
    assert metadata["Author"] == "Département d’Exemple & Loire"
    assert metadata["Keywords"] == "CPOM, SAAD"
    assert metadata["CreationDate"] == metadata["ModDate"] == "D:20240115"


def test_description_is_attached(sample: Document) -> None:
    contract = replace(sample, source="nom: « é »\n", source_name="contrat d’exemple.yaml")
    with opened(write_pdf(contract)) as pdf:
        assert pdf.count_attachments() == 1
        attachment = pdf.get_attachment(0)
        assert attachment.get_name() == "contrat d’exemple.yaml"
        assert bytes(attachment.get_data()).decode() == "nom: « é »\n"


def test_contract_without_description_has_no_attachment() -> None:
    with opened(write_pdf(document(words("texte")))) as pdf:
        assert pdf.count_attachments() == 0


def test_notes_are_printed_in_a_blank_only(sample: Document) -> None:
    note = "[Deux objectifs au moins.]"
    assert note not in "".join(pages_of(write_pdf(sample)))
    blank = "".join(pages_of(write_pdf(replace(sample, blank=True))))
    assert note in blank
    assert "Remarque du moteur" not in blank


def test_same_contract_gives_the_same_bytes_anywhere(sample: Document, tmp_path: Path) -> None:
    script = (
        "import hashlib; from conftest import sample_document; from engine.writing.pdf.writer import write_pdf;"
        "print(hashlib.sha256(write_pdf(sample_document())).hexdigest())"
    )
    here = write_pdf(sample)
    assert write_pdf(sample) == here
    elsewhere = digest_elsewhere(script, TZ="Asia/Tokyo", LANG="C", PYTHONHASHSEED="7", FONTCONFIG_FILE=os.devnull)
    assert elsewhere == sha256(here).hexdigest()


def test_environment_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "ailleurs.conf")
    write_pdf(document(words("字")))
    assert os.environ["FONTCONFIG_FILE"] == "ailleurs.conf"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://exemple.invalid/logo.png", "ftp://exemple.invalid/"])
def test_nothing_is_fetched_from_files_or_network(address: str) -> None:
    with pytest.raises(ValueError, match="disallowed"):
        fetcher().fetch(address)


def test_logos_are_drawn_on_the_first_page(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "navy").save(logo)
    letterhead = Letterhead("CPOM", ("Département d’Exemple",), "Association Exemple", authority_logo=str(logo))
    with opened(write_pdf(replace(document(words("texte")), letterhead=letterhead))) as pdf:
        assert [type(thing).__name__ for thing in pdf[0].get_objects()].count("PdfImage") == 1


def test_characters_without_a_font_are_told_and_can_still_be_copied() -> None:
    contract = document(words("Le 字 est 漢, le privé \uf0b7"))
    assert uncovered_characters(contract) == {"字", "漢", "\uf0b7"}
    (finding,) = font_findings(contract)
    assert finding.severity is Severity.WARNING
    assert "« 字 » (U+5B57)" in finding.message
    (text,) = pages_of(write_pdf(contract))
    assert "Le 字 est 漢, le privé \ufffd" in text


def test_usual_french_is_covered(sample: Document) -> None:
    assert font_findings(sample) == []
    assert font_findings(document(words("ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêëîïôœùûüÿ « » ’ – — … € ° ² № ☐ ☑ ✓ → ≤"))) == []


def test_fonts_are_shipped_with_their_licence() -> None:
    licences = (fonts_directory() / "LICENCES.txt").read_text(encoding="utf-8")
    fonts = sorted(path.name for path in fonts_directory().glob("*.ttf"))
    assert "LiberationSans-Regular.ttf" in fonts
    assert all(font in licences for font in fonts)


def test_missing_pango_is_told_with_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    script = (
        "from conftest import sample_document\n"
        "from engine.errors import InputError\n"
        "from engine.writing.pdf.writer import write_pdf\n"
        "try: write_pdf(sample_document())\n"
        "except InputError as error: print(error)"
    )
    message = digest_elsewhere(script, PYTHONPATH=str(tmp_path))
    assert message.startswith("erreur [pango-absent]")
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in message


def test_long_table_and_merged_cells_keep_every_row() -> None:
    rows = tuple((Cell((words(f"n{group}"),), rowspan=3), Cell((words("a"),))) for group in range(30))
    others = ((Cell((words("b"),)),), (Cell((words("c"),)),))
    table = Table((0.5, 0.5), tuple(row for first in rows for row in (first, *others)), header_rows=0)
    text = body_of(write_pdf(document(table)))
    assert [name for name in text.split() if name.startswith("n")] == [f"n{group}" for group in range(30)]
    assert text.split().count("c") == 30
