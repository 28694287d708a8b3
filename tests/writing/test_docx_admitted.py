"""Letterheads as people have them: what of them enters a contract, what is left out, what is refused with a way out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from engine.document import Document
from engine.errors import InputError
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.pages import twips
from engine.writing.docx.writer import write_docx

NEUTRAL = files("engine.referentiels") / "chartes/neutre.docx"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"


def made(tmp_path: Path, changes: Mapping[str, tuple[str, str]], added: Mapping[str, bytes] | None = None) -> Path:
    """The neutral letterhead with the first words found of some of its parts replaced, and parts added."""
    path = tmp_path / "charte.docx"
    with ZipFile(BytesIO(NEUTRAL.read_bytes())) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name in changes:
                old, new = changes[name]
                found = re.search(old, text)
                assert found, (name, old)
                text = text[: found.start()] + new + text[found.end() :]
            target.writestr(name, text)
        for name, content in (added or {}).items():
            target.writestr(name, content)
    return path


def relation(kind: str, target: str, *, outside: bool) -> tuple[str, str]:
    mode = ' TargetMode="External"' * outside
    return "</Relationships>", f'<Relationship Id="rX" Type="{TYPE}/{kind}" Target="{target}"{mode}/></Relationships>'


def refused(path: Path) -> str:
    with pytest.raises(InputError) as told:
        load_letterhead(path)
    return str(told.value)


def members(path: Path, document: Document) -> dict[str, bytes]:
    with ZipFile(BytesIO(write_docx(document, load_letterhead(path)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("measure", "points"),
    [("11906.5", 595.3), ("21cm", 595.3), ("210mm", 595.3), ("8.27in", 595.45), ("595.3pt", 595.3), ("50pc", 600)],
)
def test_measures_are_read_in_every_unit_of_the_format(measure: str, points: float) -> None:
    assert abs(twips(measure) / 20 - points) < 0.06


def test_a_page_measured_with_decimals_is_written_in_whole_numbers(tmp_path: Path, sample: Document) -> None:
    path = made(tmp_path, {DOCUMENT: (r'<w:pgSz [^>]*w:w="\d+"', '<w:pgSz w:w="11906.5"')})
    assert b'w:w="11906"' in members(path, sample)[DOCUMENT]
    path = made(tmp_path, {DOCUMENT: (r'<w:pgSz [^>]*w:w="\d+"', '<w:pgSz w:w="vingt"')})
    assert "[charte-corrompue]" in refused(path)


@pytest.mark.parametrize(
    ("element", "written"),
    [
        (r'w:w="11906"', 'w:w="-1"'),
        (r'w:w="11906"', 'w:w="0"'),
        (r'w:left="\d+"', 'w:left="18cm"'),
        (r'w:top="\d+"', 'w:top="-18cm"'),
        ('<w:cols w:space="708"/>', '<w:cols w:num="12" w:space="708"/>'),
    ],
)
def test_a_page_without_room_for_the_text_is_refused(tmp_path: Path, element: str, written: str) -> None:
    told = refused(made(tmp_path, {DOCUMENT: (element, written)}))
    assert "[charte-page] La charte « charte.docx » a une page sans place pour le texte" in told
    assert "onglet Mise en page" in told


def test_a_page_that_word_does_not_take_is_refused(tmp_path: Path) -> None:
    told = refused(made(tmp_path, {DOCUMENT: (r'w:h="16838"', 'w:h="56cm"')}))
    assert "[charte-page] La charte « charte.docx » a une page plus longue que Word ne l’accepte (55,88 cm)" in told


def test_two_columns_leave_each_table_the_width_of_one(tmp_path: Path) -> None:
    plain = load_letterhead(made(tmp_path, {})).pages
    two = load_letterhead(
        made(tmp_path, {DOCUMENT: ('<w:cols w:space="708"/>', '<w:cols w:num="2" w:space="1cm"/>')})
    ).pages
    assert two.width(landscape=False) == (plain.width(landscape=False) - 567) // 2


def test_strict_open_xml_is_named_with_the_way_to_save(tmp_path: Path) -> None:
    path = made(tmp_path, {"_rels/.rels": ("http://schemas.openxmlformats.org/officeDocument/2006",
                                           "http://purl.oclc.org/ooxml/officeDocument")})  # fmt: skip
    told = refused(path)
    assert "[charte-strict] La charte « charte.docx » est au format « Open XML strict »" in told
    assert "« Document Word (*.docx) »" in told


@pytest.mark.parametrize(
    "mark",
    [
        '<w:ins w:id="9" w:author="A"><w:r><w:t>avant</w:t></w:r></w:ins>',
        '<w:del w:id="9" w:author="A"><w:r><w:delText>avant</w:delText></w:r></w:del>',
        '<w:r><w:rPr><w:rPrChange w:id="9" w:author="A"><w:rPr/></w:rPrChange></w:rPr></w:r>',
    ],
)
@pytest.mark.parametrize("part", [DOCUMENT, "word/header1.xml", "word/footer1.xml"])
def test_pending_changes_are_refused_in_one_message(tmp_path: Path, part: str, mark: str) -> None:
    told = refused(made(tmp_path, {part: ("<w:p>|<w:p [^>]*>", f"<w:p>{mark}</w:p><w:p>")}))
    assert told.count("[charte-suivi]") == 1
    assert "Accepter toutes les modifications" in told


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("mailMergeSource", '<w:mailMerge><w:dataSource r:id="rX"/></w:mailMerge>'),
        ("attachedTemplate", '<w:attachedTemplate r:id="rX"/>'),
        ("", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
        ("", "<w:trackRevisions/>"),
    ],
)
def test_what_is_not_content_is_left_out(tmp_path: Path, sample: Document, kind: str, element: str) -> None:
    setting = element.replace("r:id", f'xmlns:r="{TYPE}" r:id')
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rX"'
        f' Type="{TYPE}/{kind}" Target="file:///C:/Agents/SECRET.dotx" TargetMode="External"/></Relationships>'
    )
    added = {"word/_rels/settings.xml.rels": rels.encode()} if kind else {}
    path = made(tmp_path, {"word/settings.xml": ("</w:settings>", f"{setting}</w:settings>")}, added)
    written = members(path, sample)
    name = re.findall(r"\w+", element)[1]
    assert name.encode() not in written["word/settings.xml"]
    assert not any(b"SECRET" in content for content in written.values())
    docx.Document(BytesIO(write_docx(sample, load_letterhead(path))))


@pytest.mark.parametrize(
    ("kind", "target", "outside", "code", "words"),
    [
        ("image", "file:///C:/logos/logo.png", True, "charte-externe", "une image liée"),
        ("image", "\\\\serveur\\logo.png", True, "charte-externe", "« \\\\serveur\\logo.png »"),
        ("hyperlink", "file:///C:/notes.docx", True, "charte-externe", "un lien vers un autre fichier"),
        ("oleObject", "http://exemple.invalid/a", True, "charte-externe", "OLE"),
        ("oleObject", "embeddings/objet.bin", False, "charte-objet", "OLE"),
        ("control", "activeX/a.xml", False, "charte-objet", "ActiveX"),
        ("vbaProject", "projet.bin", False, "charte-macros", "des macros"),
        ("aFChunk", "morceau.html", False, "charte-objet", "un document inséré"),
        ("inconnu", "a.xml", False, "charte-objet", "« inconnu »"),
    ],
)
def test_what_would_act_or_be_fetched_is_refused(
    tmp_path: Path, kind: str, target: str, code: str, words: str, *, outside: bool
) -> None:
    told = refused(made(tmp_path, {RELATIONS: relation(kind, target, outside=outside)}))
    assert f"[{code}]" in told
    assert words in told


def test_an_ole_object_under_another_name_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, {}, {"word/media/image9.png": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600})
    assert "[charte-objet]" in refused(path)


def test_a_link_to_a_page_of_the_web_is_kept(tmp_path: Path) -> None:
    load_letterhead(made(tmp_path, {RELATIONS: relation("hyperlink", "https://www.exemple.invalid", outside=True)}))


@pytest.mark.parametrize("field", ["INCLUDEPICTURE", "INCLUDETEXT", "DDEAUTO", "LINK"])
def test_a_field_that_opens_another_file_is_refused(tmp_path: Path, field: str) -> None:
    words = f"<w:p><w:r><w:instrText> {field} C:/a.png</w:instrText></w:r></w:p><w:p>"
    told = refused(made(tmp_path, {"word/header1.xml": ("<w:p>|<w:p [^>]*>", words)}))
    assert f"« {field} », qui ouvre un autre fichier" in told
    assert "Ctrl+Maj+F9" in told


CUT = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> incl</w:instrText></w:r>'
    '<w:r><w:rPr><w:b/></w:rPr><w:instrText>udePicture "C:/a.png"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SIMPLE = "<w:p><w:fldSimple w:instr=' dde excel a b '><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"
BUTTON = "<w:p><w:r><w:instrText> MACROBUTTON Envoyer Cliquez</w:instrText></w:r></w:p>"
VML = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="//x/a.png"/></v:shape>'
    "</w:pict></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (CUT, "champ « INCLUDEPICTURE », qui ouvre un autre fichier"),
        (SIMPLE, "champ « DDE », qui ouvre un autre fichier"),
        (BUTTON, "champ « MACROBUTTON », qui lance une macro"),
        (VML, "une image liée"),
    ],
)
def test_what_acts_is_refused_however_it_is_written(tmp_path: Path, words: str, told: str) -> None:
    path = made(tmp_path, {"word/document.xml": ("<w:p>", f"{words}<w:p>")})
    assert told in refused(path)


def test_a_document_embedded_in_another_is_refused_where_it_is_no_data_of_a_chart(tmp_path: Path) -> None:
    last, embedded = relation("package", "embeddings/a.xlsx", outside=False)
    assert "un document incorporé (OLE)" in refused(made(tmp_path, {RELATIONS: (last, embedded)}))
    of_a_chart = f'<Relationships xmlns="{PACKAGE}">{embedded}'.encode()
    assert load_letterhead(made(tmp_path, {}, {"word/charts/_rels/chart1.xml.rels": of_a_chart}))


def test_the_body_may_stand_in_a_content_control(tmp_path: Path, sample: Document) -> None:
    bare = members(made(tmp_path, {}), sample)[DOCUMENT]
    begun = made(tmp_path, {DOCUMENT: ("<w:body>", "<w:body><w:sdt><w:sdtPr/><w:sdtContent>")})
    with ZipFile(begun) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content[DOCUMENT] = content[DOCUMENT].replace(b"</w:p>", b"</w:p></w:sdtContent></w:sdt>", 1)
    with ZipFile(begun, "w") as archive:
        for name, member in content.items():
            archive.writestr(name, member)
    assert members(begun, sample)[DOCUMENT] == bare


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_no_break_spaces_in_a_field_are_spaces(tmp_path: Path, sample: Document, space: str) -> None:
    path = made(tmp_path, {DOCUMENT: (r"\{\{p corps \}\}", f"{{{{p{space}corps{space}}}}}")})
    assert "Préambule" in members(path, sample)[DOCUMENT].decode()
    path = made(tmp_path, {"word/header2.xml": (r"\{\{ titre \}\}", f"« {{{{{space}titre{space}}}}} »")})
    assert f"« {sample.title} »" in members(path, sample)["word/header2.xml"].decode()


@pytest.mark.parametrize("name", ["cycler", "self", "namespace", "range", "lipsum", "dict", "loop", "super", "caller"])
def test_a_name_of_the_language_of_fields_is_no_field(tmp_path: Path, name: str) -> None:
    told = refused(made(tmp_path, {"word/header2.xml": (r"\{\{ titre \}\}", f"{{{{ {name} }}}}")}))
    assert f"demande un champ inconnu, « {name} », dans un en-tête" in told
    assert "Champs possibles : {{ titre }}, {{ autorite }}" in told
