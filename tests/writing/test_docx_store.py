"""What a DOCX carries of what it was made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from engine.carried import NAMESPACE, PROPERTY, Carried, unpacked
from engine.document import Document
from engine.rereading.files.read import read_edited
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.writer import write_docx
from engine.writing.layout.written_lines import lines_of

Contract = Callable[..., Document]


def carried(content: bytes) -> Carried:
    with ZipFile(BytesIO(content)) as archive:
        properties = etree.fromstring(archive.read("docProps/custom.xml"))
    assert [one.get("name") for one in properties] == [PROPERTY.format(rank) for rank in range(1, len(properties) + 1)]
    return unpacked(one[0].text or "" for one in properties)


def written(document: Document) -> bytes:
    return write_docx(document, load_letterhead(None))


def test_it_carries_its_description_and_its_words(contract: Contract) -> None:
    document = replace(contract(), source="modele: saad\n", source_name="mon-contrat.yaml")
    found = carried(written(document))
    assert (found.description, found.name) == ("modele: saad\n", "mon-contrat.yaml")
    assert [line for line in found.lines if line.kind not in ("header", "footer")] == list(lines_of(document))
    assert "Contrat" in [line.text for line in found.lines if line.kind == "header"]


def test_a_blank_carries_its_words_and_no_description(contract: Contract) -> None:
    found = carried(written(replace(contract(), blank=True)))
    assert (found.description, found.name) == ("", "")
    assert found.lines


def test_the_same_document_carries_the_same(contract: Contract) -> None:
    assert written(contract()) == written(contract())


def test_other_tools_read_the_description_in_clear(contract: Contract) -> None:
    document = replace(contract(), source="modele: saad # < & >\r\n", source_name="mon-contrat.yaml")
    with ZipFile(BytesIO(written(document))) as archive:
        root = etree.fromstring(archive.read("customXml/item1.xml"))
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert root.tag == f"{{{NAMESPACE}}}contrat"
    assert root.get("nom") == "mon-contrat.yaml"
    assert root.findtext(f"{{{NAMESPACE}}}description") == "modele: saad # < & >\r\n"
    assert 'Target="/customXml/item1.xml"' in relations


def test_where_the_properties_are_lost_the_description_is_read_there(contract: Contract) -> None:
    document = replace(contract(), source="modele: saad\n", source_name="mon-contrat.yaml")
    kept = BytesIO()
    with ZipFile(BytesIO(written(document))) as archive, ZipFile(kept, "w") as other:
        for name in archive.namelist():
            if name != "docProps/custom.xml":
                other.writestr(name, archive.read(name))
    found = read_edited(kept.getvalue(), "revenu.docx")
    assert found.carried
    assert (found.carried.description, found.carried.name) == ("modele: saad\n", "mon-contrat.yaml")
    assert [one.code for one in found.findings][:1] == ["document-sans-mots"]
