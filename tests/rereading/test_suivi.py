"""Tracked changes and comments of a DOCX: what it says with them accepted or rejected, and who made them."""

from __future__ import annotations

from engine.rereading.files.edited import Comment, Revision, View
from engine.rereading.files.read import read_edited
from tests.rereading.paquets import control, docx, paragraph, run, word

BY = 'w:author="Mme Exemple" w:date="2026-03-12T10:00:00Z"'
DAY = "2026-03-12T10:00:00Z"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def text(body: str, view: View) -> list[str]:
    return [line.text for line in read_edited(docx(body), "a.docx", view).lines]


def both(body: str) -> tuple[list[str], list[str]]:
    return text(body, "finale"), text(body, "initiale")


def inserted(content: str) -> str:
    return f"<w:ins {BY}>{content}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def ended(change: str, content: str) -> str:
    """A paragraph whose end is tracked."""
    return f"<w:p><w:pPr><w:rPr><w:{change} {BY}/></w:rPr></w:pPr>{content}</w:p>"


def test_words_inserted_and_deleted() -> None:
    body = paragraph(run("Le tarif est de ") + deleted("25") + inserted(run("26")) + run(" €."))
    assert both(body) == (["Le tarif est de 26 €."], ["Le tarif est de 25 €."])


def test_words_inserted_by_one_and_deleted_by_another_are_in_neither() -> None:
    body = paragraph(run("a") + inserted(deleted("b")))
    assert both(body) == (["a"], ["a"])


def test_tracked_words_inside_of_a_control_stay_its_fact() -> None:
    body = paragraph(control(deleted("25") + inserted(run("26")), "duree"))
    (line,) = read_edited(docx(body), "a.docx").lines
    assert [(one.text, one.fact) for one in line.words] == [("26", "duree")]


def test_paragraphs_joined_by_a_tracked_end() -> None:
    body = ended("del", run("Un,")) + paragraph(" deux.") + paragraph("trois")
    assert both(body) == (["Un, deux.", "trois"], ["Un,", " deux.", "trois"])


def test_a_paragraph_split_by_a_tracked_end() -> None:
    body = ended("ins", run("Un.")) + paragraph("Deux.")
    assert both(body) == (["Un.", "Deux."], ["Un.Deux."])


def test_a_paragraph_added_or_removed_whole() -> None:
    body = paragraph("a") + ended("ins", inserted(run("neuf"))) + ended("del", deleted("vieux")) + paragraph("z")
    assert both(body) == (["a", "neuf", "z"], ["a", "vieux", "z"])


def test_a_row_added_or_removed() -> None:
    def row(text: str, change: str = "") -> str:
        return f"<w:tr><w:trPr>{change}</w:trPr><w:tc>{paragraph(text)}</w:tc></w:tr>"

    body = f"<w:tbl>{row('a')}{row('neuve', f'<w:ins {BY}/>')}{row('vieille', f'<w:del {BY}/>')}</w:tbl>"
    assert both(body) == (["a", "neuve"], ["a", "vieille"])


def test_words_moved() -> None:
    moved = f"<w:moveTo {BY}>{run('Article')}</w:moveTo>"
    body = ended("moveFrom", f"<w:moveFrom {BY}>{run('Article')}</w:moveFrom>") + paragraph("b") + paragraph(moved)
    assert both(body) == (["b", "Article"], ["Article", "b"])


def test_each_tracked_change_says_who_when_what_and_where() -> None:
    look = f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"
    body = (
        paragraph("a")
        + paragraph(run("b ") + deleted("25") + deleted("00") + inserted(run("26")))
        + paragraph(run("gras", look))
    )
    assert read_edited(docx(body), "a.docx").revisions == (
        Revision("Mme Exemple", DAY, "del", "2500", 1),
        Revision("Mme Exemple", DAY, "ins", "26", 1),
        Revision("Mme Exemple", DAY, "format", "gras", 2),
    )


def commented(content: str, identifier: int) -> str:
    return (
        f'<w:commentRangeStart w:id="{identifier}"/>{content}<w:commentRangeEnd w:id="{identifier}"/>'
        f'<w:r><w:commentReference w:id="{identifier}"/></w:r>'
    )


def comment(identifier: int, author: str, text: str, own: str = "") -> str:
    said = f'<w:p {W14} w14:paraId="{own}">{run(text)}</w:p>'
    return f'<w:comment w:id="{identifier}" w:author="{author}" w:date="{DAY}">{said}</w:comment>'


def test_comments_with_the_words_that_they_are_about_and_their_answers() -> None:
    body = (
        paragraph("a")
        + paragraph(run("un ") + commented(run("tarif ") + run("de 26"), 1))
        + paragraph(commented(run("z"), 3))
    )
    parts = {
        "comments": word(
            "comments",
            comment(1, "Mme Exemple", "Trop cher ?", "0A")
            + comment(2, "M. Exemple", "Non.", "0B")
            + comment(3, "cpom", "À vérifier.", "0C"),
        ),
        "commentsExtended": f'<x:commentsEx xmlns:x="{W15}"><x:commentEx x:paraId="0A"/>'
        '<x:commentEx x:paraId="0B" x:paraIdParent="0A"/></x:commentsEx>',
    }
    found = read_edited(docx(body, parts), "a.docx").comments
    answer = Comment("M. Exemple", DAY, "Non.", 0)
    assert found == (
        Comment("Mme Exemple", DAY, "Trop cher ?", 1, "tarif de 26", (answer,)),
        Comment("cpom", DAY, "À vérifier.", 2, "z"),
    )
    assert [one.is_ours for one in found] == [False, True]


def test_what_no_description_can_say_is_told() -> None:
    note = '<w:footnote w:id="2">' + paragraph(run("Sous réserve.")) + "</w:footnote>"
    box = "<w:r><w:pict><w:txbxContent>" + paragraph("À signer") + "</w:txbxContent></w:pict></w:r>"
    body = paragraph(run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(run("b") + box)
    found = read_edited(docx(body, {"footnotes": word("footnotes", note)}), "a.docx")
    assert [line.text for line in found.lines] == ["a", "b"]
    assert [one.message for one in found.findings if one.code == "document-ajout"] == [
        "une note de bas de page a été ajoutée à ce document : « Sous réserve. ».",
        "une zone de texte a été ajoutée à ce document : « À signer ».",
    ]
