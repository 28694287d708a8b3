"""What the reader of a PDF typeset by Typst gets: the same text, tags and attachment as from WeasyPrint.

That the files comply with PDF/A-3a and PDF/UA-1 is veraPDF's to say: see tests/conformite.
"""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image

from engine.assembly.assemble import assemble
from engine.document import Document, Heading, Letterhead, Paragraph, Signature, Signatures, Text
from engine.law.applicable import Droit
from engine.libraries.modele import load_model, model_names
from engine.shipped import shipped
from engine.writing.layout.plain import write_text
from engine.writing.pdf import writer as weasyprint
from engine.writing.typst.writer import write_pdf
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS
from tests.charts import gallery
from tests.tags import catalog, figure_sizes, read_aloud, tags, tags_of_weasyprint
from tests.test_examples import EXAMPLES, assembled, letters, lost
from tests.writing.test_pdf import LIST_MARKER, digest_elsewhere, document, opened, pages_of, words

RIGHT_TO_LEFT = re.compile("[\u0590-\u06ff]")


def without_contents(contract: Document) -> Document:
    return replace(contract, table_of_contents=False)


def blank(name: str) -> Document:
    model = load_model(name)
    contrat = read_as(model.description, {"modele": name})
    return assemble(
        model, contrat, Droit(date(2026, 1, 1), tel_que_publie=True, bibliotheque=OURS), None, blank=True
    ).document


def attachments(content: bytes) -> list[dict[str, Any]]:
    """Each attached file, with what a reader is told of it."""
    told = []
    for reference in catalog(content)["/AF"]:
        file = reference.get_object()
        embedded = file["/EF"]["/F"]
        told.append(
            {name: file[name] for name in ("/F", "/UF", "/AFRelationship", "/Desc")}
            | {"type": embedded["/Subtype"], "date": embedded["/Params"]["/ModDate"], "bytes": embedded.get_data()}
        )
    return told


@pytest.mark.parametrize("which", ["contract", "blank", "charts"])
def test_same_tags_as_weasyprint(which: str, sample: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    contract = without_contents(gallery() if which == "charts" else replace(sample, blank=which == "blank"))
    found = tags(write_pdf(contract))
    assert found == tags_of_weasyprint(contract, monkeypatch)
    assert "Figure" not in found, "a figure without its alternative"


def test_charts_are_as_large_as_weasyprint_draws_them() -> None:
    assert figure_sizes(write_pdf(gallery())) == figure_sizes(weasyprint.write_pdf(gallery()))


def test_same_attachment_and_metadata_as_weasyprint(sample: Document) -> None:
    contract = replace(sample, source="nom: « é »\n/ListNumbering/Circle\n", source_name="contrat d’exemple.yaml")
    ours, theirs = write_pdf(contract), weasyprint.write_pdf(contract)
    assert attachments(ours) == attachments(theirs)
    assert attachments(ours)[0]["bytes"] == contract.source.encode()
    for name in ("Title", "Author", "Keywords"):
        with opened(ours) as one, opened(theirs) as other:
            assert one.get_metadata_value(name) == other.get_metadata_value(name)
    with opened(ours) as pdf:
        assert pdf.get_metadata_value("CreationDate") == pdf.get_metadata_value("ModDate") == "D:20240115000000Z"


def test_every_word_is_read_aloud_in_its_order(sample: Document) -> None:
    """But for right-to-left words, which pdfium turns round."""
    for contract in (sample, replace(sample, blank=True), gallery()):
        plain = LIST_MARKER.sub("", write_text(without_contents(contract))).replace(" / - ", "")
        spoken = read_aloud(write_pdf(without_contents(contract)), labels=False)
        assert RIGHT_TO_LEFT.sub("", letters(spoken)) == RIGHT_TO_LEFT.sub("", letters(plain))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_says_what_its_text_says(path: Path) -> None:
    contract = assembled(path).document
    assert lost(letters(write_text(contract)), letters(read_aloud(write_pdf(without_contents(contract))))) == ""


@pytest.mark.parametrize("name", model_names())
def test_a_blank_says_what_its_text_says(name: str) -> None:
    form = blank(name)
    places, _, text = write_text(form).partition("\n")
    content = write_pdf(without_contents(form))
    assert lost(letters(text), letters(read_aloud(content))) == ""
    assert letters(places.split(" | ")[0]) in letters(pages_of(content)[0])


def test_values_come_out_as_typed(hostile: str) -> None:
    typed = RIGHT_TO_LEFT.sub("", hostile) + '#set text(red) $x$ @ref <label> "guillemets" -- ... 1~2 #{} /* */ //'
    read = read_aloud(write_pdf(document(words(typed))))
    assert " ".join(typed.split()) in " ".join(read.split())


def test_spaces_and_hyphens_are_those_of_the_text() -> None:
    """No thin space is put in by the language, no word is hyphenated, no space is dropped."""
    sentence = "Deux  espaces ; un\u00a0: « mot » anticonstitutionnellement "
    text = pages_of(write_pdf(document(words(sentence * 30))))[0]
    assert "\u00ad" not in text
    assert "\u202f" not in text
    assert " ".join(text.split()).count("Deux espaces ; un : « mot » anticonstitutionnellement") == 30


def test_header_and_footer_stand_on_the_pages() -> None:
    blocks = (words("mot " * 900), Heading(1, (Text("Suite"),), "suite"))
    first, second, *_ = pages_of(write_pdf(document(*blocks)))
    assert "CPOM" not in first
    assert "Association Exemple" in first
    assert "CPOM" in second
    assert "Département d’Exemple — Association Exemple" in second
    assert "Page 2 / 2" in second


def test_table_of_contents_gives_the_pages_and_is_tagged(sample: Document) -> None:
    content = write_pdf(sample)
    first, *others = pages_of(content)
    page = next(n for n, text in enumerate(others, start=2) if "Annexe\u00a03" in text)
    assert re.search(rf"Annexe\xa03\xa0: Règles de gestion[ .]*{page}$", first, re.MULTILINE)
    headings = [block for section in sample.sections for block in section.blocks if isinstance(block, Heading)]
    assert tags(content).count("TOCI") == sum(heading.level <= 2 for heading in headings)


def test_dots_of_the_contents_are_a_word_a_line(sample: Document) -> None:
    """A word a dot makes of the contents a page that is written, and compressed, as ten others are."""
    content = write_pdf(sample)
    contents = pypdf.PdfReader(io.BytesIO(content)).pages[0].get_contents()
    assert contents is not None
    assert contents.get_data().count(b"\nBT ") < 6 * tags(content).count("TOCI")


def test_no_rule_that_shows_something_holds_a_contract() -> None:
    """It is a part of the styles of what it shows: all of that would be typeset again for each contract."""
    template = (shipped("engine.writing.typst") / "main.typ").read_text(encoding="utf-8")
    rules = re.findall(r"^( *)(#?show .*?)(?=^\1\S)", template, re.MULTILINE | re.DOTALL)
    assert rules
    assert not [rule for _, rule in rules if re.search(r"(?<![-\w])contract\b", rule)]


def test_outline_follows_the_headings(sample: Document) -> None:
    with opened(write_pdf(sample)) as ours, opened(weasyprint.write_pdf(sample)) as theirs:
        outline = [(entry.level, entry.get_title()) for entry in ours.get_toc()]
        assert outline == [(entry.level, entry.get_title()) for entry in theirs.get_toc()]
    assert outline[2] == (1, "Article\xa01er\xa0: Objet et périmètre du contrat")


def test_references_are_links(sample: Document) -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(without_contents(sample))))
    links = [
        note for page in reader.pages for note in page.get("/Annots", []) if note.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) == 3


def test_landscape_section_stands_on_landscape_pages(sample: Document) -> None:
    with opened(write_pdf(sample)) as pdf:
        turned = [pdf.get_page_size(n)[0] > pdf.get_page_size(n)[1] for n in range(len(pdf))]
    assert turned.count(True) == 1


def test_header_of_a_table_is_repeated(sample: Document) -> None:
    pages = [text for text in pages_of(write_pdf(sample)) if "N° Action Échéance" in text.replace("\n", " ")]
    assert len(pages) == 2


@pytest.mark.parametrize("lines", [30, 36, 40, 44])
def test_signatures_never_stand_alone_on_their_page(lines: int) -> None:
    article = (Heading(1, (Text("Durée"),), "duree"), words("Le contrat dure cinq ans."))
    parties = Signatures(
        (Signature((Text("Le président"),), (Text("Prénom NOM"),)), Signature((Text("La présidente"),)))
    )
    place = Paragraph((Text("Fait à Exempleville"),), keep_with_next=True)
    last = pages_of(write_pdf(document(*(words("Ligne.") for _ in range(lines)), *article, place, parties)))[-1]
    assert re.search("cinq ans.*Exempleville.*Le président.*Prénom NOM", last, re.DOTALL)


def test_notes_are_printed_in_a_blank_only(sample: Document) -> None:
    note = "[Deux objectifs au moins.]"
    assert note not in "".join(pages_of(write_pdf(sample)))
    form = "".join(pages_of(write_pdf(replace(sample, blank=True))))
    assert note in form
    assert "Remarque du moteur" not in form


def test_logos_are_drawn_on_the_first_page(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "navy").save(logo)
    letterhead = Letterhead("CPOM", ("Département d’Exemple",), "Association Exemple", authority_logo=str(logo))
    with opened(write_pdf(replace(document(words("texte")), letterhead=letterhead))) as pdf:
        (picture,) = [thing for thing in pdf[0].get_objects() if type(thing).__name__ == "PdfImage"]
        left, bottom, right, top = picture.get_bounds()
    assert (round(right - left), round(top - bottom)) == (30, 15)


def test_same_contract_gives_the_same_bytes_anywhere(sample: Document) -> None:
    script = (
        "import hashlib; from conftest import sample_document; from engine.writing.typst.writer import write_pdf;"
        "print(hashlib.sha256(write_pdf(sample_document())).hexdigest())"
    )
    here = write_pdf(sample)
    write_pdf(without_contents(sample))
    assert write_pdf(sample) == here
    elsewhere = digest_elsewhere(script, TZ="Asia/Tokyo", LANG="C", PYTHONHASHSEED="7", SOURCE_DATE_EPOCH="0")
    assert elsewhere == sha256(here).hexdigest()


def test_no_file_of_the_machine_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "document.json").write_text("{}")
    (tmp_path / "styles.typ").write_text("#panic()")
    assert "texte" in pages_of(write_pdf(document(words("texte"))))[0]
    assert sorted(os.listdir()) == ["document.json", "styles.typ"]
