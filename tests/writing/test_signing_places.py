"""Where parties sign: empty fields at the places of the page, marks that nobody sees, and nothing else that changes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pypdf
import pypdfium2
import pytest

from engine.assembly.signing import with_spaces
from engine.document import Document, Missing, PageBreak, Paragraph, Section, Signature, Signatures, Text
from engine.writing import written
from engine.writing.engines import ENGINES
from engine.writing.pdf.pages import page_count
from models.contrat import Signature as Asked
from tests.tags import catalog
from tests.writing.test_pdf import digest_elsewhere, document, opened, pages_of, words

LONG = "Le président du conseil départemental d’un Département dont le nom prend plusieurs lignes"


_OF_ONE_FILE = re.compile(rb"<(xmpMM:DocumentID|xmpMM:InstanceID|stEvt:instanceID)>[^<]*<")


def signed_by(*titles: str) -> Signatures:
    names = [(Text(f"Personne {rank}"),) for rank in range(len(titles))]
    return Signatures(tuple(Signature((Text(title),), name) for title, name in zip(titles, names, strict=True)))


CONTRACT = document(
    words("mot " * 700),
    signed_by("Le Département", LONG, "L’association", "Le préfet", "L’agence"),
    PageBreak(),
    words("Annexe"),
    Signatures((Signature((Missing("qualité", "qualite"),)),)),
)


def asked(champs: bool = False, reperes: str | None = None, contract: Document = CONTRACT) -> Document:
    return replace(contract, sections=with_spaces(contract.sections, Asked(champs=champs, reperes=reperes)))


def pdf_of(contract: Document, engine: str) -> bytes:
    return written(contract, "pdf", None, engine)[0]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def entry(of: Any, name: str) -> Any:
    return of[name]


def fields(content: bytes) -> list[tuple[int, Any]]:
    """The fields of a PDF, each with the page that it is on."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return [(at, one.get_object()) for at, page in enumerate(pages) for one in page.get("/Annots", ())
            if one.get_object()["/Subtype"] == "/Widget"]  # fmt: skip


def test_each_party_has_an_empty_field_in_the_order_of_the_contract(engine: str) -> None:
    content = pdf_of(asked(champs=True), engine)
    found = fields(content)
    assert [one["/T"] for _, one in found] == [f"Signature_{rank}" for rank in range(1, 7)]
    assert [one["/TU"] for _, one in found] == [
        "Le Département", LONG, "L’association", "Le préfet", "L’agence", "[à compléter : qualité]",
    ]  # fmt: skip
    form = catalog(content)["/AcroForm"]
    assert [one.get_object()["/T"] for one in form["/Fields"]] == [one["/T"] for _, one in found]
    assert "/NeedAppearances" not in form
    for _, one in found:
        assert one["/FT"] == "/Sig"
        assert "/V" not in one
        assert one["/AP"]["/N"].get_data() == b""


def test_a_field_stands_between_the_quality_of_its_party_and_its_name(engine: str) -> None:
    content = pdf_of(asked(champs=True), engine)
    for rank, (page, one) in enumerate(fields(content)[:5]):
        left, foot, right, top = map(float, one["/Rect"])
        assert 60 < top - foot < 70
        with opened(content) as pdf:
            text = pdf[page].get_textpage()
            assert text.get_text_bounded(left, foot, right, top) == ""
            assert f"Personne {rank}" in text.get_text_bounded(left, foot - 25, right, foot)
            above = text.get_text_bounded(left, top, right, top + 100).split()
            assert "".join(str(one["/TU"]).split())[:14] in "".join(above)


def test_whoever_hears_the_contract_meets_the_field_between_the_quality_and_the_name(engine: str) -> None:
    heard = list(_heard(catalog(pdf_of(asked(champs=True), engine))["/StructTreeRoot"]))
    found = [at for at, (role, _) in enumerate(heard) if role == "/Form"]
    assert [heard[at][1] for at in found][:2] == ["Le Département", LONG]
    assert all(heard[at - 1][0] == heard[at + 1][0] == "/P" for at in found[:5])


def _heard(element: Any) -> Any:
    element = element.get_object()
    if isinstance(element, dict):
        if element.get("/S") in ("/P", "/Form"):
            yield element["/S"], element.get("/Alt")
        kids = element.get("/K", [])
        kids = kids.get_object() if not isinstance(kids, list) else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from _heard(kid)


@pytest.mark.parametrize(("champs", "reperes"), [(True, None), (False, "/signature1/"), (True, "#SIGNATURE1#")])
def test_nothing_that_is_seen_changes(champs: bool, reperes: str | None, engine: str) -> None:
    assert _pictures(pdf_of(asked(champs, reperes), engine)) == _pictures(pdf_of(CONTRACT, engine))


def _pictures(content: bytes) -> list[str]:
    with opened(content) as pdf:
        pdf.init_forms()
        return [sha256(page.render(scale=1, may_draw_forms=True).to_pil().tobytes()).hexdigest() for page in pdf]


def test_a_platform_finds_its_marks_and_nobody_hears_them(engine: str) -> None:
    content = pdf_of(asked(reperes="{{s1|signature|85|37}}"), engine)
    assert not fields(content)
    assert "/AcroForm" not in catalog(content)
    text = "".join(pages_of(content))
    for rank in range(1, 7):
        assert text.count(f"{{{{s{rank}|signature|85|37}}}}") == 1
    stream = entry(pypdf.PdfReader(io.BytesIO(content)).pages[-1], "/Contents")[-1].get_data()
    assert b"/Artifact BMC" in stream
    assert b" 3 Tr " in stream
    assert b"cpom:Signature" not in content
    roles = [role for role, _ in _roles(catalog(content)["/StructTreeRoot"])]
    assert "/Form" not in roles
    assert "/Link" not in roles


def _roles(element: Any) -> Any:
    element = element.get_object()
    if isinstance(element, dict):
        yield element.get("/S"), element
        kids = element.get("/K", [])
        kids = kids.get_object() if not isinstance(kids, list) else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from _roles(kid)


def test_a_mark_stands_in_the_space_of_its_party(engine: str) -> None:
    content = pdf_of(asked(champs=True, reperes="/signature1/"), engine)
    for rank, (page, one) in enumerate(fields(content), start=1):
        with opened(content) as pdf:
            text = pdf[page].get_textpage().get_text_bounded(*map(float, one["/Rect"]))
        assert text.strip() == f"/signature{rank}/"


@pytest.mark.parametrize(("reperes", "printed"), [("Présidée par n° 1", "Présidée par n° 1"), ("→1", "?1")])
def test_a_mark_that_platforms_would_not_find_is_drawn_all_the_same(reperes: str, printed: str, engine: str) -> None:
    """Its description is refused; a contract that is made again all the same is whole."""
    assert printed in "".join(pages_of(pdf_of(asked(reperes=reperes), engine)))


@pytest.mark.parametrize("name", ["docx", "odt", "html", "txt", "json"])
def test_other_formats_say_nothing_of_it(name: str) -> None:
    contract = asked(champs=True, reperes="/signature1/")
    assert written(contract, name, None)[0] == written(CONTRACT, name, None)[0]


def test_the_same_contract_gives_the_same_bytes_and_says_its_pages(engine: str) -> None:
    content = pdf_of(asked(champs=True, reperes="/signature1/"), engine)
    assert content == pdf_of(asked(champs=True, reperes="/signature1/"), engine)
    script = f"""
import sys; sys.path.insert(0, '../..')
from hashlib import sha256
from tests.writing.test_signing_places import asked, pdf_of
print(sha256(pdf_of(asked(champs=True, reperes="/signature1/"), "{engine}")).hexdigest())
"""
    assert digest_elsewhere(script, PYTHONHASHSEED="7") == sha256(content).hexdigest()
    with opened(content) as pdf:
        assert page_count(content) == len(pdf)


def test_the_file_says_of_itself_what_it_said_without_fields(engine: str) -> None:
    plain, with_fields = (pypdf.PdfReader(io.BytesIO(pdf_of(one, engine))) for one in (CONTRACT, asked(champs=True)))
    assert with_fields.metadata == plain.metadata
    said, as_without = (
        _OF_ONE_FILE.sub(b"", entry(one.root_object, "/Metadata").get_data()) for one in (with_fields, plain)
    )
    assert said == as_without
    assert b"pdfaid" in said
    assert with_fields.pdf_header == plain.pdf_header


def test_a_document_that_nobody_signs_is_as_it_would_be() -> None:
    nobody = document(words("Rien à signer."))
    assert asked(champs=True, reperes="/signature1/", contract=nobody) == nobody
    assert pdf_of(asked(champs=True, contract=nobody), "typst") == pdf_of(nobody, "typst")


def test_a_library_that_writes_fields_is_not_loaded_for_other_contracts() -> None:
    script = """
import sys; sys.path.insert(0, '../..')
from tests.writing.conftest import article
from engine.writing import written
from engine.document import Document, Letterhead, Section, Signatures, Signature, Text
from datetime import date
one = Signatures((Signature((Text("Le Département"),)),))
written(Document("T", (Section((one,)),), Letterhead("C", ("D",), "A"), date(2024, 1, 15)), "pdf", None, "typst")
print("pypdf" in sys.modules)
"""
    assert digest_elsewhere(script) == "False"


def test_pdfium_knows_the_fields(engine: str) -> None:
    pdf = pypdfium2.PdfDocument(pdf_of(asked(champs=True), engine))
    assert pdf.get_formtype() == 1
    pdf.close()


def test_a_section_without_signatures_is_kept_as_it_is() -> None:
    sections = (Section((Paragraph(()),)), Section((words("a"),), landscape=True))
    assert with_spaces(sections, Asked(champs=True)) == sections
