"""Documents that cannot be read, or not whole: a sentence says why, and what can still be done; no traceback."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.carried import PIECE
from engine.errors import InputError, Severity
from engine.rereading.files.read import read_edited
from tests.rereading.paquets import CARRIED, contract, control, docx, kept, paragraph, parts_of, properties, run, zipped

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
BODY = paragraph(run("Le tarif est de ") + control(run("25,10 €"), "moyens.tarif_horaire") + run("."))
MAIN = "word/document.xml"


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as refused:
        read_edited(data, "a.docx")
    (found,) = refused.value.findings
    assert found.hint
    assert found.place
    return f"[{found.code}] {found.message}"


def changed(**parts: str | bytes | None) -> bytes:
    """A document with other parts, or without some; « document » is the one of its words."""
    names = {"document": MAIN, "store": "docProps/custom.xml", "types": "[Content_Types].xml"}
    given = {names.get(name, name): content for name, content in parts.items()}
    whole = {**parts_of(docx(BODY, store=kept())), **given}
    return zipped({name: content for name, content in whole.items() if content is not None})


def with_password() -> bytes:
    data = bytearray(docx(BODY))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "[document-autre] ce n'est ni"),
        (b"modele: saad\n", "[document-autre] ce n'est ni"),
        (b"%PDF-1.7\n%%EOF", "[document-autre] ce n'est ni"),
        (rb"{\rtf1 bonjour}", "[document-autre] ce n'est ni"),
        (COMPOUND, "[document-ancien] ce document est dans un ancien format de Word (.doc)"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "[document-protege] ce document est protégé par un mot de"),
        (with_password(), "[document-protege] ce document est protégé par un mot de passe"),
        (docx(BODY)[:300], "[document-abime] ce document est tronqué ou abîmé"),
        (b"PK\x03\x04" + bytes(300), "[document-abime] ce document est tronqué ou abîmé"),
        (zipped({"a.txt": "bonjour"}), "[document-autre] ce n'est ni"),
        (zipped({"xl/workbook.xml": "<a/>"}), "[document-autre] ce n'est ni"),
        (changed(document="<w:document"), "[document-abime] ce document est tronqué ou abîmé"),
        (changed(document=None), "[document-autre] ce n'est ni"),
        (changed(document=b"<a>" * 300_000), "[document-abime] ce document est tronqué ou abîmé"),
        (zipped({**parts_of(docx(BODY)), "word/media/image1.png": bytes(60_000_000)}), "[document-trop-gros]"),
        (zipped({**parts_of(docx(BODY)), **{f"word/{n}.xml": "" for n in range(2_100)}}), "[document-trop-gros]"),
        (zipped({**parts_of(docx(BODY)), "../../etc/passwd": "x"}), "[document-hostile] ce document dit que"),
        (zipped({**parts_of(docx(BODY)), "C:\\a.xml": "x"}), "[document-hostile] ce document dit que"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


@pytest.mark.parametrize("of", ["a", "b" * 10])
def test_entities_are_never_expanded(of: str) -> None:
    bomb = "".join(f'<!ENTITY {of}{n} "{f"&{of}{n - 1};" * 10}">' for n in range(1, 9))
    main = parts_of(docx(BODY))[MAIN].decode()
    hostile = f'<!DOCTYPE w:document [<!ENTITY {of}0 "a">{bomb}]>{main.replace("tarif", f"&{of}8;", 1)}'
    assert refusal(changed(document=hostile)).startswith("[document-hostile] « word/document.xml »")
    outside = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>{main.replace("tarif", "&x;", 1)}'
    assert refusal(changed(document=outside)).startswith("[document-hostile] « word/document.xml »")
    assert refusal(changed(document=hostile.encode("utf-16"))).startswith("[document-abime]")


def codes(data: bytes) -> list[str]:
    """What is told of a document whose words are read all the same."""
    edited = read_edited(data, "a.docx")
    assert [line.text for line in edited.lines] == ["Le tarif est de 25,10 €."]
    assert all(one.hint and one.place and one.severity is not Severity.ERROR for one in edited.findings)
    return [one.code for one in edited.findings]


def test_a_document_of_ours_has_nothing_to_tell() -> None:
    assert codes(docx(BODY, store=kept())) == []


def test_the_words_are_read_whatever_became_of_what_it_carries() -> None:
    whole = "".join(kept())
    pieces = kept()
    assert codes(docx(BODY)) == ["document-sans-description"]
    assert codes(docx(BODY, store=[f"9{whole[1:]}"])) == ["document-version"]
    assert codes(docx(BODY, store=[whole[:-9]])) == ["document-description"]
    assert codes(docx(BODY, store=["1.///"])) == ["document-description"]
    assert codes(changed(store="<Properties")) == ["document-description"]
    assert codes(changed(store=properties(pieces).replace("cpom-0001", "cpom-0003"))) == ["document-description"]


def test_the_other_part_is_read_where_the_properties_are_lost_or_damaged() -> None:
    item = (
        '<c:contrat xmlns:c="urn:cpom:contrat:1" nom="contrat.yaml" jour="2024-01-15" cpom="0.1.0">'
        "<c:description>modele: saad\n</c:description></c:contrat>"
    )
    for store in (None, properties(["1.///"])):
        found = read_edited(changed(store=store, **{"customXml/item1.xml": item}), "a.docx")
        assert found.carried == replace(CARRIED, lines=(), bases=())
        assert "document-sans-mots" in [one.code for one in found.findings]


def test_pieces_come_back_in_order_whatever_the_order_of_the_properties() -> None:
    whole = "".join(kept())
    pieces = [whole[at : at + 20] for at in range(0, len(whole), 20)]
    said = properties(pieces).removeprefix("<Properties>").removesuffix("</Properties>").split("</property>")[:-1]
    turned = "</property>".join([*reversed(said), ""])
    assert len(whole) > PIECE
    assert read_edited(changed(store=f"<Properties>{turned}</Properties>"), "a.docx").carried == CARRIED


def test_a_document_that_lost_its_controls_says_so() -> None:
    data = docx(paragraph("Le tarif est de 25,10 €."), store=kept())
    assert codes(data) == ["document-sans-champs"]


def test_who_lost_the_description_is_told_apart_from_a_document_of_somebody_else() -> None:
    ours = zipped(
        {n: c for n, c in parts_of(contract()).items() if not n.startswith(("docProps/custom", "customXml/"))}
    )
    (found,) = [one for one in read_edited(ours, "a.docx").findings if one.code == "document-sans-description"]
    assert "n'y est plus" in found.message
    (other,) = read_edited(docx(BODY), "a.docx").findings
    assert "cpom ne l'a pas écrit" in other.message
    assert other.hint.endswith("cpom relire a.docx FICHIER.yaml")


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "WORD/VBAPROJECT.BIN"])
def test_macros_are_told_and_never_run(part: str) -> None:
    assert codes(changed(**{part: COMPOUND})) == ["document-macros"]


def test_no_file_is_written_nor_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(contract())
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    read_edited(file)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_not_there_is_told_as_any_other(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_edited(tmp_path / "absent.docx")
    assert [one.code for one in refused.value.findings] == ["fichier-absent"]
