"""A département's own letterhead: what may be in it, and what is said of one that cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from lxml import etree

from engine.carried import unpacked
from engine.document import Document, Paragraph, Text
from engine.errors import InputError
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.writer import write_docx

NEUTRAL = files("engine.referentiels") / "chartes/neutre.docx"
MAIN = "wordprocessingml.document.main+xml"

Charte = Callable[..., Path]


def rewritten(changes: Mapping[str, tuple[str, str]]) -> bytes:
    """The neutral letterhead with words replaced in some of its parts."""
    written = BytesIO()
    with ZipFile(BytesIO(NEUTRAL.read_bytes())) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            old, new = changes.get(name, ("", ""))
            assert old in text
            target.writestr(name, text.replace(old, new) if old else text)
    return written.getvalue()


@pytest.fixture
def charte(tmp_path: Path) -> Charte:
    """Writes a letterhead: the neutral one with `part="old → new"` replaced, or the bytes given."""

    def make(content: bytes | None = None, name: str = "charte.docx", **changes: tuple[str, str]) -> Path:
        parts = {"document": "word/document.xml", "styles": "word/styles.xml", "types": "[Content_Types].xml"}
        parts |= {"header": "word/header2.xml", "footer": "word/footer1.xml"}
        path = tmp_path / name
        path.write_bytes(content if content is not None else rewritten({parts[k]: v for k, v in changes.items()}))
        return path

    return make


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        load_letterhead(path)
    return str(raised.value)


def test_the_neutral_letterhead_is_a4_in_french_with_every_style() -> None:
    word = docx.Document(BytesIO(NEUTRAL.read_bytes()))
    assert (word.sections[0].page_width, word.sections[0].page_height) == (7560310, 10692130)
    assert 'w:val="fr-FR"' in word.styles.element.xml
    load_letterhead(None)


def test_a_letterhead_is_made_ready_once_and_again_when_it_changes(charte: Charte) -> None:
    path = charte()
    first = load_letterhead(path)
    assert load_letterhead(path) is first
    charte(header=("{{ titre }}", "Département : {{ titre }}"))
    assert load_letterhead(path) is not first


HEADER = "{{ gestionnaire }} et {{ gestionnaire | upper }}"


@pytest.mark.parametrize(
    "header", ["{{ gestionnaire }}", HEADER, "{% if gestionnaire %}Avec {{ gestionnaire }}{% endif %}"]
)
@pytest.mark.parametrize("second", ["Résidence A & B <2>", "\ue000titre\ue000", ""])
def test_each_contract_has_and_carries_its_own_header(
    charte: Charte, sample: Document, header: str, second: str
) -> None:
    letterhead = load_letterhead(charte(header=("{{ titre }}", header)))
    for name in ("Association Exemple", second):
        document = replace(sample, letterhead=replace(sample.letterhead, manager=name, manager_fact=None))
        content = write_docx(document, letterhead)
        printed = docx.Document(BytesIO(content)).sections[0].header.paragraphs[0].text
        with ZipFile(BytesIO(content)) as archive:
            pieces = [one[0].text or "" for one in etree.fromstring(archive.read("docProps/custom.xml"))]
        carried = [line.text for line in unpacked(pieces).lines if line.kind == "header"]
        assert (name in printed, not name or printed in carried) == (True, True)


def test_a_field_that_word_has_cut_into_pieces_is_understood(charte: Charte, sample: Document) -> None:
    pieces = "{</w:t></w:r><w:r><w:t>{ tit</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>re }}"
    letterhead = load_letterhead(charte(header=("{{ titre }}", pieces)))
    word = docx.Document(BytesIO(write_docx(sample, letterhead)))
    assert word.sections[0].header.paragraphs[0].text == sample.title


def test_a_field_may_be_in_capitals(charte: Charte, sample: Document) -> None:
    letterhead = load_letterhead(charte(header=("{{ titre }}", "{{ titre | upper }}")))
    word = docx.Document(BytesIO(write_docx(sample, letterhead)))
    assert word.sections[0].header.paragraphs[0].text == sample.title.upper()


def test_the_words_of_a_letterhead_around_the_body_are_kept(charte: Charte, contract: Callable[..., Document]) -> None:
    around = ("<w:body>", "<w:body><w:p><w:r><w:t>Avant {{ autorite }}</w:t></w:r></w:p>")
    written = write_docx(contract(Paragraph((Text("Corps"),))), load_letterhead(charte(document=around)))
    assert [p.text for p in docx.Document(BytesIO(written)).paragraphs] == ["Avant ", "Contrat", "Corps"]


def test_lists_and_comments_of_a_letterhead_are_kept_beside_those_of_the_contract(
    tmp_path: Path, sample: Document
) -> None:
    word = docx.Document(BytesIO(NEUTRAL.read_bytes()))
    remark = word.paragraphs[0].insert_paragraph_before("Charte")
    word.add_comment(remark.runs, "Propre à la charte", author="Service communication")
    word.save(str(tmp_path / "charte.docx"))
    written = docx.Document(BytesIO(write_docx(sample, load_letterhead(tmp_path / "charte.docx"))))
    comments = [(comment.comment_id, comment.author) for comment in written.comments]
    assert comments[:2] == [(0, "Service communication"), (1, "Modèle")]


def test_a_word_template_is_used_as_a_document(charte: Charte, sample: Document) -> None:
    template = charte(name="charte.dotx", types=(MAIN, MAIN.replace("document", "template")))
    assert docx.Document(BytesIO(write_docx(sample, load_letterhead(template)))).paragraphs


def test_a_section_of_the_letterhead_that_ends_with_the_body_keeps_its_page(charte: Charte, sample: Document) -> None:
    ending = '<w:sectPr><w:pgSz w:w="12000" w:h="15000"/><w:pgMar w:left="1000" w:right="1000"/></w:sectPr></w:pPr>'
    path = charte(document=("</w:pPr>", ending))
    sections = docx.Document(BytesIO(write_docx(sample, load_letterhead(path)))).sections
    assert [section.page_width.twips for section in sections if section.page_width] == [
        12000,
        12000,
        15000,
        12000,
        11906,
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"document": ("{{p corps }}", "Le contrat")},
            "[charte-corps] La charte « charte.docx » n’a pas de champ « {{p corps }} »",
        ),
        (
            {"document": ("{{p corps }}", "{{ corps }}")},
            "n’écrit pas le champ du corps comme il faut : « {{ corps }} »",
        ),
        (
            {"document": ("{{p corps }}", "Suit : {{p corps }}")},
            "n’écrit pas le champ du corps comme il faut : « Suit : {{p corps }} »",
        ),
        (
            {"document": ("<w:body>", "<w:body><w:p><w:r><w:t>{{p corps }}</w:t></w:r></w:p>")},
            "a plusieurs champs « {{p corps }} »",
        ),
        (
            {"header": ("{{ titre }}", "{{ autorit }}")},
            "[charte-champ-inconnu] La charte « charte.docx » demande un champ inconnu, « autorit », dans un en-tête.",
        ),
        ({"header": ("{{ titre }}", "{{ autorit }}")}, "Vouliez-vous dire « autorite » ?"),
        (
            {"header": ("{{ titre }}", "{{ titre }")},
            "[charte-champ-mal-ecrit] La charte « charte.docx » contient un champ mal écrit dans un en-tête :"
            " « {{ titre } ».",
        ),
        (
            {"footer": ("{{ gestionnaire }}", "{{ gestionnaire | majuscules }}")},
            "contient un champ mal écrit dans un pied de page : « {{ autorites }}",
        ),
        ({"header": ("{{ titre }}", "{{ titre + 1 }}")}, "[charte-champ-mal-ecrit]"),
        ({"header": ("{{ titre }}", "{{ titre.absent }}")}, "[charte-champ-mal-ecrit]"),
        ({"header": ("{{ titre }}", "{{ 'x' * 9999999999 }}")}, "dans un en-tête : « {{ 'x' * 9999999999 }} »"),
        ({"header": ("{{ titre }}", "{% for letter in titre %}{% endfor %}")}, "[charte-champ-mal-ecrit]"),
        ({"header": ("{{ titre }}", "{{ titre | center(9999999999) }}")}, "[charte-champ-mal-ecrit]"),
        (
            {"styles": ('w:val="Visa"', 'w:val="Autre"')},
            "[charte-style] La charte « charte.docx » n’a pas tous les styles du contrat : « Visa ».",
        ),
        ({"types": (MAIN, "macroEnabled.main+xml")}, "[charte-macros] La charte « charte.docx » contient des macros."),
        ({"types": (MAIN, "autre+xml")}, "[charte-format] La charte « charte.docx » n’est pas un document Word."),
        ({"styles": ("</w:styles>", "")}, "[charte-corrompue]"),
        ({"header": ("w:hdr", "w:ftr")}, "[charte-corrompue]"),
        ({"types": ("styles+xml", "settings+xml")}, "[charte-corrompue]"),
    ],
)
def test_what_must_be_mended_is_told(charte: Charte, change: dict[str, tuple[str, str]], message: str) -> None:
    assert message in refusal(charte(**change))


def test_everything_that_must_be_mended_is_told_at_once(charte: Charte) -> None:
    message = refusal(charte(document=("{{p corps }}", ""), styles=('w:val="Visa"', 'w:val="Autre"')))
    assert "[charte-corps]" in message
    assert "[charte-style]" in message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "[charte-format] La charte « charte.docx » n’est pas un document Word."),
        (b"{\\rtf1 Charte}", "[charte-format]"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "est au format de Word 97-2003"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "[charte-protegee] La charte « charte.docx » est protégée par un mot de passe.",
        ),
        (NEUTRAL.read_bytes()[:3000], "[charte-corrompue]"),
    ],
)
def test_a_file_that_is_no_letterhead_is_told(charte: Charte, content: bytes, message: str) -> None:
    assert message in refusal(charte(content))


def test_a_letterhead_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "[charte-introuvable] La charte « absente.docx » est introuvable." in refusal(tmp_path / "absente.docx")
    assert "[charte-illisible]" in refusal(tmp_path)


def test_a_letterhead_that_grows_beyond_measure_when_unzipped_is_not_opened(
    charte: Charte, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.writing.docx.opening.HEAVIEST_UNZIPPED", 1_000_000)
    bomb = BytesIO(NEUTRAL.read_bytes())
    with ZipFile(bomb, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/media/vide.bin", b"\0" * 1_000_000)
    assert "[charte-lourde] La charte « charte.docx » est trop lourde" in refusal(charte(bomb.getvalue()))


def test_the_page_numbers_of_the_contents_stand_within_the_right_indent() -> None:
    """LibreOffice prints nothing at a tab stop beyond the right indent of its paragraph."""
    styles = docx.Document(str(NEUTRAL)).styles
    for name in ("toc 1", "toc 2"):
        assert not styles[name].paragraph_format.right_indent


@pytest.mark.parametrize("page", ["A1", "", "FIRST"])
def test_a_header_of_pages_that_word_does_not_know_is_on_none(charte: Charte, sample: Document, page: str) -> None:
    path = charte(document=('<w:headerReference w:type="default"', f'<w:headerReference w:type="{page}"'))
    written = write_docx(sample, load_letterhead(path))
    assert docx.Document(BytesIO(written)).paragraphs
