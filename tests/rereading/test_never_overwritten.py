"""A document never takes the place of one in which somebody did something: it is said, with what to do."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from docx import Document

import cpom
from engine.cli import main
from tests.rereading.gardes import CONTRAT, description, generer, names, typed, with_facts

MORE = " Les parties se voient chaque mois."


@pytest.fixture
def contrat(tmp_path: Path) -> Path:
    return description(tmp_path)


@pytest.mark.parametrize("name", ["docx", "odt", "pdf", "html", "json", "txt"])
def test_a_document_as_it_was_written_is_replaced(contrat: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "sortie"
    moteur = ["--moteur", "typst"] if name == "pdf" else []
    assert generer(contrat, out, "--format", name, *moteur) == 0
    before = (out / f"contrat.{name}").read_bytes()
    assert generer(with_facts(contrat, Rennes="Vannes"), out, "--format", name, *moteur) == 0
    assert (out / f"contrat.{name}").read_bytes() != before
    assert names(out) == [f"contrat.{name}"]


@pytest.mark.parametrize("name", ["docx", "odt", "html", "json", "pdf"])
def test_a_draft_does_not_take_the_place_of_a_final_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    whole, out = Path("data/exemples/saad-habilite.yaml"), tmp_path / "sortie"
    asked = ("--format", name, *(("--moteur", "typst") if name == "pdf" else ()))
    assert generer(whole, out, *asked, "--definitif", "--avec-reserves") == 0
    final = (out / f"saad-habilite.{name}").read_bytes()
    assert generer(whole, out, *asked) == 1
    assert "[document-definitif]" in capsys.readouterr().err
    assert (out / f"saad-habilite.{name}").read_bytes() == final
    assert generer(whole, out, *asked, "--ecraser") == 0
    assert len(names(out)) == 2  # with a dated copy of the final one
    assert generer(whole, out, *asked, "--definitif", "--avec-reserves") == 0


def test_one_that_was_only_opened_and_saved_is_replaced(contrat: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    generer(contrat, out)
    file = out / "contrat.docx"
    before = file.read_bytes()
    Document(str(file)).save(str(file))
    assert file.read_bytes() != before
    assert generer(with_facts(contrat, Rennes="Vannes"), out) == 0


def test_words_typed_in_word_stay_and_are_named(
    contrat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sortie"
    generer(contrat, out, "--format", "docx,pdf", "--moteur", "typst")
    file, pdf = out / "contrat.docx", (out / "contrat.pdf").read_bytes()
    typed(file, "Le présent contrat", MORE)
    kept = file.read_bytes()
    capsys.readouterr()
    again = generer(with_facts(contrat, Rennes="Vannes"), out, "--format", "docx,pdf", "--moteur", "typst")
    said = " ".join(capsys.readouterr().err.split())
    assert again == 1
    assert file.read_bytes() == kept
    assert (out / "contrat.pdf").read_bytes() == pdf  # which would not say what was agreed
    assert "[document-change]" in said
    assert re.search(r"Article 1er : [^:]*: … .*\{\+Les parties se voient chaque mois\.\+\}", said), said
    assert f"cpom relire {file} {contrat}" in said
    assert "--sortie DOSSIER" in said
    assert "--ecraser" in said


def test_to_overwrite_keeps_a_dated_copy(contrat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sortie"
    for _ in range(2):
        generer(contrat, out, "--ecraser")
        typed(out / "contrat.docx", "Le présent contrat", MORE)
    changed = (out / "contrat.docx").read_bytes()
    capsys.readouterr()
    assert generer(contrat, out, "--ecraser") == 0
    said = " ".join(capsys.readouterr().err.split())
    *copies, written = names(out)
    assert written == "contrat.docx"
    assert len(copies) == 2
    assert all(re.fullmatch(r"contrat \(copie du \d{4}-\d\d-\d\d \d\dh\d\d( 2)?\)\.docx", one) for one in copies)
    assert any((out / one).read_bytes() == changed for one in copies)
    assert re.search(r"ce qu'il était le \d\d/\d\d/\d{4} à \d\d:\d\d est gardé : .*copie du", said), said


def test_nothing_is_copied_of_what_nobody_changed(contrat: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    generer(contrat, out)
    assert generer(with_facts(contrat, Rennes="Vannes"), out, "--ecraser") == 0
    assert names(out) == ["contrat.docx"]


def test_what_was_changed_by_hand_may_go_once_the_description_says_it(contrat: Path, tmp_path: Path) -> None:
    """In the same words among others that the description, or the law, changed since."""
    out = tmp_path / "sortie"
    generer(contrat, out)
    file = out / "contrat.docx"
    document = Document(str(file))
    for one in document.element.body.iter("{*}t"):
        one.text = (one.text or "").replace("25,10", "26,40")
    document.save(str(file))
    assert generer(with_facts(contrat, Rennes="Vannes"), out) == 1
    assert generer(with_facts(contrat, **{"25,10": "26,40", "Service Exemple": "Service du Marais"}), out) == 0
    assert names(out) == ["contrat.docx"]


def test_a_file_that_is_not_of_cpom_stays(contrat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sortie"
    out.mkdir()
    for name in ("docx", "odt", "pdf", "html", "json", "txt"):
        (out / f"contrat.{name}").write_bytes(b"Les notes de quelqu'un.")
    Document().save(str(out / "contrat.docx"))
    before = {one: one.read_bytes() for one in out.iterdir()}
    assert generer(contrat, out, "--format", "docx,odt,pdf,html,json,txt", "--moteur", "typst") == 1
    assert capsys.readouterr().err.count("[document-d-ailleurs]") == 6
    assert {one: one.read_bytes() for one in out.iterdir() if one.name != "rapport.txt"} == before


def test_the_contract_of_another_of_the_same_name_stays(
    contrat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sortie"
    other = description(tmp_path / "autre", CONTRAT.replace("350999918", "350999926").replace("e Exemple", "e du Sud"))
    formats = ("--format", "docx,odt,pdf,html,json", "--moteur", "typst")
    assert generer(contrat, out, *formats) == 0
    before = {one: one.read_bytes() for one in out.iterdir()}
    assert generer(other, out, *formats) == 1
    assert {one: one.read_bytes() for one in out.iterdir() if one.name != "rapport.txt"} == {
        one: content for one, content in before.items() if one.name != "rapport.txt"
    }
    said = " ".join(capsys.readouterr().err.split())
    assert said.count("[document-d-un-autre]") == 5
    assert "est d'un autre contrat (modèle saad, Association Exemple, SIREN 999999014, FINESS 350999918)" in said


def test_a_workbook_that_was_filled_in_stays_until_it_is_imported(
    contrat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sortie"
    annexes = ["annexes", str(contrat), "--sortie", str(out)]
    assert main(annexes) == 0
    file = out / "contrat-annexes.xlsx"
    book = openpyxl.load_workbook(str(file))
    sheet = next(one for one in book.worksheets if one.title != "Sommaire")
    cell = next(one for row in sheet.iter_rows(min_col=2) for one in row if not one.protection.locked)
    cell.value = 1234
    book.save(str(file))
    with_facts(contrat, Rennes="Vannes")
    capsys.readouterr()
    assert main(annexes) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert f"cpom importer {file} {contrat}" in said
    assert f"{sheet.title}!" in said
    assert main(["importer", str(file), str(contrat)]) == 0
    assert main(annexes) == 0
    assert names(out) == ["contrat-annexes.xlsx"]


def test_a_workbook_that_was_only_saved_is_replaced(contrat: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    annexes = ["annexes", str(contrat), "--sortie", str(out)]
    main(annexes)
    file = out / "contrat-annexes.xlsx"
    openpyxl.load_workbook(str(file)).save(str(file))
    with_facts(contrat, **{"25,10": "26,40", "duree: 5 ans": "duree: 4 ans"})
    assert main(annexes) == 0


def test_a_form_filled_in_where_it_was_written_stays(tmp_path: Path) -> None:
    command = ["annexes", "--vierge", "saad", "--sortie", str(tmp_path)]
    assert main(command) == main(command) == 0
    file = tmp_path / "saad-vierge-annexes.xlsx"
    book = openpyxl.load_workbook(str(file))
    next(one for row in book.worksheets[-1] for one in row if one.protection.locked is False).value = 7
    book.save(str(file))
    kept = file.read_bytes()
    assert main(command) == 1
    assert file.read_bytes() == kept


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (b"\n5 0 obj\n<</Contents<00>/ByteRange[0 1 2 3]>>\nendobj\nstartxref\n9\n%%EOF\n", "a été signé depuis"),
        (b"\n5 0 obj\n<</Type/Annot>>\nendobj\nstartxref\n9\n%%EOF\n", "a été rempli ou annoté depuis"),
    ],
)
def test_a_pdf_that_was_signed_or_annotated_stays(
    contrat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: bytes, why: str
) -> None:
    out = tmp_path / "sortie"
    pdf = ("--format", "pdf", "--moteur", "typst")
    generer(contrat, out, *pdf)
    file = out / "contrat.pdf"
    file.write_bytes(file.read_bytes() + more)
    kept = file.read_bytes()
    assert generer(contrat, out, *pdf) == 1
    assert file.read_bytes() == kept
    assert why in capsys.readouterr().err


def test_what_stands_there_is_said_in_words(contrat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sortie"
    (out / "contrat.docx").mkdir(parents=True)
    (out / "contrat.html").write_bytes(b"")
    (out / "contrat.html").chmod(0o444)
    with (out / "contrat.json").open("wb") as file:
        file.truncate(200_000_000)
    for name, why in {
        "docx": "un dossier porte ce nom",
        "html": "est en lecture seule",
        "json": "est trop gros pour être un document de cpom",
    }.items():
        assert generer(contrat, out, "--format", name) == 1
        assert why in " ".join(capsys.readouterr().err.split())


def test_a_name_with_a_line_end_is_said_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = description(tmp_path, name="deux\nlignes.yaml")
    out = tmp_path / "sortie"
    out.mkdir()
    (out / "deux\nlignes.txt").write_bytes(b"Des notes.")
    assert generer(file, out, "--format", "txt") == 1
    assert "deux\ufffdlignes.txt n'est pas de cpom" in capsys.readouterr().err


def test_from_python_too(contrat: Path, tmp_path: Path) -> None:
    dossier = cpom.ouvrir(contrat)
    file = tmp_path / "contrat.docx"
    dossier.enregistrer(file)
    typed(file, "Le présent contrat", MORE)
    with pytest.raises(cpom.Refus, match="document-change"):
        dossier.enregistrer(file)
    (kept,) = [one for one in dossier.enregistrer(file, ecraser=True) if one.code == "copie-gardee"]
    assert "est gardé" in kept.message
    with pytest.raises(ValueError, match="n'est pas un format"):
        dossier.enregistrer(tmp_path / "contrat.doc")
