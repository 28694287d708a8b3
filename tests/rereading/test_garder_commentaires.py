"""What the other party left in a document is kept in the new draft: tracked changes, comments, answers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from engine.elements import W
from engine.rereading.files.edited import Comment, Edited
from engine.rereading.files.read import read_edited
from engine.rereading.replacing.comments import Remark, with_comments
from engine.rereading.replacing.paragraphs import paragraphs
from engine.rereading.replacing.remarks import _replaced
from tests.rereading.gardes import description, generer, names, with_facts

ZOE, DAY = "Zoé Exemple", "2026-03-12T10:00:00Z"


@pytest.fixture
def contrat(tmp_path: Path) -> Path:
    return description(tmp_path)


@pytest.fixture
def out(contrat: Path, tmp_path: Path) -> Path:
    assert generer(contrat, tmp_path / "sortie") == 0
    return tmp_path / "sortie"


def _tracked(kind: str, text: str) -> Any:
    mark = OxmlElement(f"w:{kind}")
    mark.set(qn("w:id"), "77")
    mark.set(qn("w:author"), ZOE)
    mark.set(qn("w:date"), DAY)
    run, words = OxmlElement("w:r"), OxmlElement("w:delText" if kind == "del" else "w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    mark.append(run)
    return mark


def paragraph(document: Any, beginning: str) -> Paragraph:
    """A paragraph, by its first words, those of controls left out."""
    found: Paragraph = next(one for one in document.paragraphs if one.text.startswith(beginning))
    return found


def replaced_with_track(file: Path, beginning: str, old: str, new: str) -> None:
    """Words of a paragraph of one run, changed with tracking on."""
    document = Document(str(file))
    texts: Any = paragraph(document, beginning)._p.iter(qn("w:t"))
    found = Run(next(one.getparent() for one in texts if old in one.text), document)
    before, _, after = found.text.partition(old)
    rest = OxmlElement("w:r")
    left = OxmlElement("w:t")
    left.text, found.text = after, before
    left.set(qn("xml:space"), "preserve")
    rest.append(left)
    found._r.addnext(rest)
    if new:
        found._r.addnext(_tracked("ins", new))
    found._r.addnext(_tracked("del", old))
    document.save(str(file))


def read(out: Path) -> Edited:
    return read_edited(out / "contrat.docx")


def texts(out: Path, view: str) -> list[str]:
    return [one.text for one in read_edited(out / "contrat.docx", view=view).lines]  # type: ignore[arg-type]


def test_a_pending_change_is_tracked_again_among_what_changed_since(contrat: Path, out: Path) -> None:
    replaced_with_track(out / "contrat.docx", "Le présent contrat", "réalisation de ces objectifs", "tenue de ceux-ci")
    with_facts(contrat, Rennes="Vannes", **{"Service Exemple": "Service du Marais"})
    assert generer(contrat, out) == 1
    assert generer(contrat, out, "--garder-commentaires") == 0
    assert [(one.author, one.date, one.kind, one.text) for one in read(out).revisions] == [
        (ZOE, DAY, "del", "réalisation de ces objectifs"),
        (ZOE, DAY, "ins", "tenue de ceux-ci"),
    ]
    plain = contrat.parent / "neuf"
    generer(contrat, plain)
    assert texts(out, "initiale") == texts(plain, "finale")
    assert any("à la tenue de ceux-ci" in one for one in texts(out, "finale"))
    assert names(out) == ["contrat.docx"]
    assert generer(contrat, out, "--garder-commentaires") == 0  # and again


def test_a_change_that_the_description_says_is_a_change_no_more(contrat: Path, out: Path) -> None:
    replaced_with_track(out / "contrat.docx", "Fait à", "Rennes", "Vannes")
    with_facts(contrat, Rennes="Vannes")
    assert generer(contrat, out, "--garder-commentaires") == 0
    assert not read(out).revisions
    assert not [one for one in read(out).comments if one.author == ZOE]


def test_a_change_whose_words_are_gone_is_told_by_a_comment(contrat: Path, out: Path) -> None:
    replaced_with_track(out / "contrat.docx", "Fait à", "Rennes", "Vannes")
    with_facts(contrat, Rennes="Lannion")
    assert generer(contrat, out, "--garder-commentaires", "--ecraser") == 0
    assert not read(out).revisions
    (told,) = [one for one in read(out).comments if one.author == ZOE]
    assert "[-Rennes-] {+Vannes+}" in told.text
    assert told.date == DAY


def test_comments_stay_at_their_words(contrat: Path, out: Path) -> None:
    file = out / "contrat.docx"
    document = Document(str(file))
    found = paragraph(document, "Le présent contrat")
    made = document.add_comment(found.runs, "Trop vague.\nVoir la délibération.", author=ZOE, initials="ZE")
    made._comment_elm.set(qn("w:date"), DAY)
    document.save(str(file))
    before = [one for one in read(out).comments if not one.is_ours]
    with_facts(contrat, Rennes="Vannes")
    assert generer(contrat, out) == 1
    assert generer(contrat, out, "--garder-commentaires") == 0
    (kept,) = [one for one in read(out).comments if not one.is_ours]
    (was,) = before
    assert (kept.author, kept.date, kept.text, kept.quoted) == (was.author, was.date, was.text, was.quoted)
    assert read(out).lines[kept.line].text.startswith("Le présent contrat")
    assert Document(str(file)).comments  # python-docx reads it


def test_a_paragraph_that_was_added_is_tracked_again(contrat: Path, out: Path) -> None:
    file = out / "contrat.docx"
    document = Document(str(file))
    found = paragraph(document, "Le présent contrat")
    added = OxmlElement("w:p")
    added.append(_tracked("ins", "Les parties se voient chaque mois."))
    found._p.addnext(added)
    document.save(str(file))
    with_facts(contrat, Rennes="Vannes")
    assert generer(contrat, out, "--garder-commentaires") == 0
    final = texts(out, "finale")
    assert final[final.index("Les parties se voient chaque mois.") - 1].startswith("Le présent contrat")
    assert "Les parties se voient chaque mois." not in texts(out, "initiale")


def test_they_come_from_another_document_too(contrat: Path, out: Path, tmp_path: Path) -> None:
    sent = tmp_path / "revenu.docx"
    (out / "contrat.docx").rename(sent)
    replaced_with_track(sent, "Le présent contrat", "réalisation de ces objectifs", "")
    assert generer(contrat, out, "--garder-commentaires", str(sent)) == 0
    assert [one.kind for one in read(out).revisions] == ["del"]


def test_an_answer_stays_under_what_it_answers(contrat: Path, out: Path, tmp_path: Path) -> None:
    """To a comment of another as to one of the draft."""
    file = out / "contrat.docx"
    ours = read(out).comments[0]
    remark = Comment(ZOE, DAY, "Trop vague.", 0, "", (Comment("Lou Exemple", DAY, "C'est l'arrêté qui le dit.", 0),))
    answered = replace(ours, replies=(Comment(ZOE, DAY, "Vérifié.", 0),))
    root = etree.fromstring(ZipFile(file).read("word/document.xml"))
    first = next(one for one in paragraphs(root) if one.find(f"{W}r") is not None)
    members = with_comments(file.read_bytes(), [Remark(first, "", remark), Remark(first, "", answered)])
    members["word/document.xml"] = etree.tostring(root)
    file.write_bytes(_replaced(file.read_bytes(), members))
    assert len([one for one in read(out).comments if one.replies]) == 2
    with_facts(contrat, Rennes="Vannes")
    assert generer(contrat, out, "--garder-commentaires") == 0
    kept = {
        one.text: [(reply.author, reply.text) for reply in one.replies] for one in read(out).comments if one.replies
    }
    assert kept == {
        "Trop vague.": [("Lou Exemple", "C'est l'arrêté qui le dit.")],
        ours.text: [(ZOE, "Vérifié.")],
    }


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"un texte"])
def test_a_file_that_is_no_document_is_said(
    contrat: Path, out: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "autre.docx"
    other.write_bytes(content)
    assert generer(contrat, out, "--garder-commentaires", str(other)) == 1
    assert "erreur [document-" in capsys.readouterr().err


def test_the_comments_of_an_odt_are_kept_in_a_docx_and_its_tracked_changes_told(contrat: Path, out: Path) -> None:
    assert generer(contrat, out, "--format", "odt") == 0
    came_back = out / "revenu.odt"
    said = f"<dc:creator>{ZOE}</dc:creator><dc:date>2026-03-12T10:00:00</dc:date>"
    change = (
        '<text:tracked-changes><text:changed-region text:id="ct1" xml:id="ct1"><text:deletion><office:change-info>'
        f"{said}</office:change-info><text:p>simple</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    with ZipFile(out / "contrat.odt") as old, ZipFile(came_back, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode() if name == "content.xml" else old.read(name)
            if isinstance(content, str):
                content = re.sub(r"(<office:text[^>]*>)", rf"\1{change}", content, count=1)
                note = f"<office:annotation>{said}<text:p>À confirmer</text:p></office:annotation>"
                words = "Le présent contrat peut être révisé"
                assert words in content
                content = content.replace(words, f'{note}<text:change text:change-id="ct1"/>{words}', 1)
            new.writestr(name, content)
    assert generer(contrat, out, "--garder-commentaires", str(came_back)) == 0
    found = [one for one in read_edited(out / "contrat.docx").comments if not one.is_ours]
    assert [(one.author, one.text) for one in found] == [
        (ZOE, "À confirmer"),
        (ZOE, "Modification suivie dans le document LibreOffice, retrait : « simple »"),
    ]


def test_a_pdf_has_no_comments_to_keep(contrat: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generer(contrat, out, "--format", "pdf", "--moteur", "typst") == 0
    assert generer(contrat, out, "--garder-commentaires", str(out / "contrat.pdf")) == 1
    assert "[document-pdf]" in capsys.readouterr().err
