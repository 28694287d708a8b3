"""A contract edited in Word becomes a description that gives the same contract, its words as adaptations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from hypothesis import given

from engine import french
from engine.carried import Line, Words
from engine.redaction import redaction_of
from engine.rereading.files.read import read_edited
from engine.rereading.lines.differences import differences
from engine.rereading.reread import with_facts
from engine.rereading.words.matched import same
from engine.rereading.words.merged import merged
from engine.rereading.words.negotiated import Negotiated, negotiated
from engine.writing.layout.written_lines import lines_of
from tests.fuzz.essais import lots, tried
from tests.rereading.edits import changed, dossier, paragraph

MOTIF = "relu dans contrat.docx"


def lines(example: str) -> tuple[Line, ...]:
    return lines_of(dossier(example).assembled().document)


def read(example: str, edited: tuple[Line, ...]) -> Negotiated:
    base = lines(example)
    return negotiated(dossier(example), base, edited, differences(base, edited), motif=MOTIF)


def test_words_are_an_adaptation_with_its_reason_and_what_it_comes_from() -> None:
    found = read(
        "saad-habilite", changed(lines("saad-habilite"), "Ces annexes sont opposables", "Elles sont opposables")
    )
    assert {path[1:] for path in found.texts} == {("pieces", one) for one in ("texte", "motif", "base", "origine")}
    assert "\nElles sont opposables aux parties" in found.texts["adaptations", "pieces", "texte"]
    assert found.texts["adaptations", "pieces", "motif"] == MOTIF
    assert not found.findings


def test_a_clause_whose_words_are_all_gone_is_left_out() -> None:
    edited = tuple(line for line in lines("saad-habilite") if line.clause != "litiges")
    found = read("saad-habilite", edited)
    assert found.texts["adaptations", "litiges", "supprimee"] == "oui"


def test_a_title_typed_after_a_clause_begins_another() -> None:
    base = list(lines("saad-habilite"))
    at = max(rank for rank, line in enumerate(base) if line.clause == "suivi") + 1
    base[at:at] = [
        Line((Words("Article 5 : Confidentialité"),), "heading", "suivi"),
        Line((Words("Les parties se taisent * [toujours]."),), "paragraph", "suivi"),
    ]
    found = read("saad-habilite", tuple(base))
    path = ("clauses_ajoutees", 0)
    assert found.texts == {
        (*path, "apres"): "suivi",
        (*path, "titre"): "Confidentialité",
        (*path, "texte"): r"Les parties se taisent \* \[toujours\].",
        (*path, "motif"): MOTIF,
    }


def test_a_visa_that_is_added_is_one_of_the_contract_and_the_title_is_told() -> None:
    base = list(lines("saad-habilite"))
    at = next(rank for rank, line in enumerate(base) if line.text.startswith("Vu "))
    base.insert(at, Line((Words("Vu la délibération du 3 mars 2024 ;"),), "paragraph", ""))
    base[0] = Line((Words("Contrat de confiance"),), base[0].kind, "")
    found = read("saad-habilite", tuple(base))
    assert found.texts == {("visas_locaux", 0): "la délibération du 3 mars 2024"}
    assert {one.code for one in found.findings} == {"mots-non-repris"}


def test_words_that_cannot_be_taken_are_told_wherever_they_are_in_a_long_line() -> None:
    base = list(lines("saad-habilite"))
    at = next(rank for rank, line in enumerate(base) if line.text.startswith("Vu ") and len(line.text) > 220)
    base[at] = Line((Words(f"{base[at].text} sauf mention contraire"),), base[at].kind, base[at].clause)
    (found,) = read("saad-habilite", tuple(base)).findings
    assert "{+sauf mention contraire+}" in found.message


def test_words_typed_in_a_header_are_told_and_not_taken() -> None:
    header = Line((Words("Département d’Ille-et-Vilaine"),), "header")
    base = (*lines("saad-habilite"), header)
    edited = (*base[:-1], replace(header, words=(*header.words, Words(" Projet confidentiel"))))
    found = negotiated(dossier("saad-habilite"), base, edited, differences(base, edited), motif=MOTIF)
    assert not found.texts
    assert ["{+Projet confidentiel+}" in one.message for one in found.findings] == [True]


def test_a_document_that_lost_its_styles_says_the_same() -> None:
    bare = tuple(replace(line, kind="paragraph") for line in lines("saad-habilite"))
    assert read("saad-habilite", bare) == Negotiated()


def test_words_follow_the_facts_that_changed_since() -> None:
    def said(*texts: str) -> tuple[Line, ...]:
        return tuple(paragraph(text) for text in texts)

    base = said("Il dure cinq ans.", "Il est signé en deux exemplaires.")
    edited = said("Il dure cinq ans.", "Il est bien signé en deux exemplaires.")
    current = said("Il dure six ans.", "Il est signé en trois exemplaires.")
    found, conflicts = merged(base, edited, current)
    assert [line.text for line in found] == ["Il dure six ans.", "Il est bien signé en trois exemplaires."]
    assert not conflicts
    _, conflicts = merged(base, said("Il dure cinq ans.", "Il est signé en dix exemplaires."), current)
    assert conflicts == (("trois", "dix"),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("en mode prestataire auprès", "en mode co-prestataire auprès"),
        ("en mode co-prestataire auprès", "en mode prestataire auprès"),
        ("à Javené et Liffré", "à L’Javené et Saint-Liffré"),
        ("Données départementales", "Données inter-départementales"),
        ("mode prestataire", "(mode prestataire)"),
        ("prestataire auprès", "le prestataire auprès"),
        ("le prestataire auprès", "prestataire auprès"),
        ("co-prestataire auprès", "co - prestataire auprès"),
    ],
)
def test_words_keep_the_spaces_of_the_document_where_a_fact_changed(before: str, after: str) -> None:
    old, new = paragraph("Il dure cinq ans."), paragraph("Il dure six ans.")
    found, conflicts = merged((paragraph(before), old), (paragraph(after), new), (paragraph(before), new))
    assert ([line.text for line in found], conflicts) == ([french.typography(after), "Il dure six ans."], ())
    found, conflicts = merged((paragraph(before), old), (paragraph(before), old), (paragraph(after), new))
    assert ([line.text for line in found], conflicts) == ([french.typography(after), "Il dure six ans."], ())


def test_words_of_a_conflict_keep_the_spaces_of_the_document() -> None:
    base, edited, current = (
        (paragraph(f"{words}."),) for words in ("Zone de Fougères", "Zone de Le Fougères", "Zone de Vieux-Fougères")
    )
    found, conflicts = merged(base, edited, current)
    assert [line.text for line in found] == ["Zone de Le Fougères."]
    assert conflicts == (("Vieux-", "Le"),)


def of_a_fact(before: str, fact: str, after: str, *, control: bool = True) -> Line:
    """A paragraph that prints a fact."""
    words = (Words(before), Words(fact, "commune" if control else ""), Words(after))
    return Line(tuple(one for one in words if one.text), "paragraph", "essai")


@pytest.mark.parametrize("control", [True, False])
@pytest.mark.parametrize(
    ("before", "after"),
    [("de L'", "."), ("de ", " (35)."), ("de Saint-", "-le-Vieux."), ("de « ", " »."), ("du bourg de ", ".")],
)
def test_words_typed_beside_a_fact_that_changed_since_are_kept(before: str, after: str, control: bool) -> None:
    base, current = of_a_fact("de ", "Javené", "."), of_a_fact("de ", "Liffré", ".")
    found, conflicts = merged((base,), (of_a_fact(before, "Javené", after, control=control),), (current,))
    wanted = of_a_fact(before, "Liffré", after).text
    assert ([french.typography(line.text) for line in found], conflicts) == ([french.typography(wanted)], ())
    assert [one.text for line in found for one in line.words if one.fact] == ["Liffré"]


def test_words_typed_in_place_of_a_fact_that_changed_since_are_told() -> None:
    base, current = of_a_fact("de ", "Javené", "."), of_a_fact("de ", "Liffré", ".")
    found, conflicts = merged((base,), (of_a_fact("de ", "la commune", ".", control=False),), (current,))
    assert [line.text for line in found] == ["de la commune."]
    assert conflicts == (("Liffré", "la commune"),)


@tried(200, 0.5)
@given(random=lots())
def test_no_word_of_a_document_is_lost_beside_the_facts_that_changed_since(random: Random) -> None:
    names = ["commune", "siege", "titre"]

    def said(facts: dict[str, str], typed: dict[int, str]) -> tuple[Line, ...]:
        words: list[Words] = []
        for rank in range(8):
            words.append(Words(f"{typed.get(rank, '')} mot{rank} "))
            if rank % 3 < 2 and rank // 3 < len(names):
                name = names[rank // 3]
                words.append(Words(facts[name], name))
        return (Line(tuple(words), "paragraph", "essai"),)

    typed = {rank: f"tapé{rank}{random.choice([' ', '-', ''])}" for rank in range(8) if random.random() < 0.4}
    old = {name: f"{name} ancien_{name}" for name in names}
    new = old | {name: f"{name} nouveau_{name}" for name in names if random.random() < 0.7}
    found, conflicts = merged(said(old, {}), said(old, typed), said(new, {}))
    text = " ".join([*(line.text for line in found), *(words for one in conflicts for words in one)])
    assert [one for one in (f"tapé{rank}" for rank in typed) if one not in text] == []
    assert [one for one in new.values() if one.split()[-1] not in text] == []


@pytest.mark.parametrize("look", ["bold", "italic"])
def test_words_keep_the_look_that_the_document_gave_them_where_a_fact_changed(look: str) -> None:
    old, new = paragraph("Il dure cinq ans."), paragraph("Il dure six ans.")
    plain = Line((Words("Il est "), Words("bien"), Words(" signé.")), "paragraph")
    styled = replace(
        plain,
        words=(plain.words[0], replace(plain.words[1], bold=look == "bold", italic=look == "italic"), plain.words[2]),
    )
    for base, edited, wanted in ((plain, styled, ["bien"]), (styled, plain, [])):
        found, _ = merged((base, old), (edited, new), (base, new))
        assert [one.text for one in found[0].words if getattr(one, look)] == wanted


def edit(one: Paragraph, random: Random) -> None:
    """Change the words of a paragraph as people do in Word."""
    run = max(one.runs, key=lambda run: len(run.text))
    words = run.text.split(" ")
    match random.choice(["word", "end", "added", "removed", "bold"]):
        case "word" if len(words) > 3:
            run.text = " ".join([*words[:2], "autrement", *words[3:]])
        case "added":
            one.insert_paragraph_before("Un alinéa ajouté par les parties, à 10 % près.")
        case "removed":
            one._p.getparent().remove(one._p)  # type: ignore[union-attr]
        case "bold":
            one.add_run(" (bis)").bold = True
        case _:
            run.text += " et ceci"


@pytest.mark.parametrize("example", ["saad-mixte", "ehpad-complet", "sad-ille-et-vilaine-association"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_contract_edited_in_word_is_generated_again(example: str, seed: int, tmp_path: Path) -> None:
    opened = dossier(example)
    path = tmp_path / "contrat.docx"
    path.write_bytes(redaction_of(opened).file("docx")[0])
    document = Document(str(path))
    random = Random(seed)  # noqa: S311 - the same each time
    found = [one for one in document.paragraphs if one.runs and len(one.text) > 60 and not one.text.startswith("Vu")]
    for one in random.sample(found, 5):
        edit(one, random)
    document.save(str(path))
    edited = read_edited(path, path.name)
    assert edited.carried
    wanted = tuple(line for line in edited.lines if line.kind not in ("header", "footer"))
    base = edited.carried.lines
    made = negotiated(opened, base, edited.lines, differences(base, edited.lines), motif=MOTIF)
    again = with_facts(opened, dict(made.texts))
    assert not again.errors
    printed = lines_of(again.assembled().document)
    if any(one.code == "mots-non-repris" for one in made.findings):
        assert len(printed) != len(wanted) or not same(printed, wanted)
    else:
        assert same(printed, wanted)
