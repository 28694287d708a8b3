"""What was changed by hand in a contract is told in its order, and goes back to its description."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document

import cpom
from engine.cli import main
from engine.rereading.files.read import read_edited
from engine.rereading.lines.letters import said
from tests.rereading.retouches import typed

EXAMPLE = Path("data/exemples/saad-habilite.yaml").absolute()
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder that has a description, `contrat.yaml`, and the contract made of it, `contrat.docx`."""
    shutil.copy(EXAMPLE, tmp_path / "contrat.yaml")
    monkeypatch.chdir(tmp_path)
    main(["generer", "contrat.yaml", "--format", "docx", "--sortie", "."])
    capsys.readouterr()

    def call(*words: str) -> tuple[int, str, str]:
        code = main(["relire", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def edited(change: Callable[[Document], object], to: str = "retour.docx") -> None:
    """The contract, with something changed by hand."""
    held = docx.Document("contrat.docx")
    change(held)
    held.save(to)


def with_words(document: Document, before: str, after: str) -> None:
    """Change words of the body that stand in one run."""
    runs = [one for one in document.element.body.iter("{*}t") if before in (one.text or "")]
    assert runs, before
    runs[0].text = runs[0].text.replace(before, after)


def test_an_untouched_contract_has_nothing_to_tell(run: Run) -> None:
    assert run("contrat.docx") == (0, "contrat.docx : rien n'a été changé à la main\n", "")
    assert run("contrat.docx", "contrat.yaml", "--apercu")[1].endswith("contrat.yaml : rien à y écrire\n")
    edited(lambda _: None)
    assert run("retour.docx", "contrat.yaml")[1] == "retour.docx : rien n'a été changé à la main\n"


def test_words_are_told_in_their_article_with_who_comments_them(run: Run) -> None:
    def change(document: Document) -> None:
        with_words(document, "afin d’examiner l’état", "pour examiner l’état")
        paragraph = next(one for one in document.paragraphs if "pour examiner l’état" in one.text)
        document.add_comment(paragraph.runs, "Trop tôt", author="Mme Exemple")
        paragraph.insert_paragraph_before("Le Département reçoit le gestionnaire à sa demande.")

    edited(change)
    code, told, _ = run("retour.docx")
    assert code == 0
    assert "retour.docx : 1 paragraphe ajouté, 1 paragraphe changé ; 1 commentaire (Mme Exemple)\n" in told
    article, *lines = told[told.index("Article") :].splitlines()
    assert article.replace("\u00a0", " ").startswith("Article 4 : Suivi du contrat")
    assert lines[0] == "    paragraphe ajouté : « Le Département reçoit le gestionnaire à sa demande. »"
    assert "[-afin d’examiner-] {+pour examiner+} l’état" in lines[1]
    assert lines[2].startswith("    commentaire de Mme Exemple (")
    assert lines[2].endswith(" : Trop tôt")


def test_the_description_that_a_document_carries_is_written_beside_it_and_replaces_none(run: Run) -> None:
    shutil.copy("contrat.docx", "seul.docx")
    assert run("seul.docx", "--appliquer")[1].endswith("seul.yaml : écrit, 0 fait repris\n")
    assert Path("seul.yaml").read_bytes() == EXAMPLE.read_bytes()
    code, _, told = run("seul.docx", "--appliquer")
    assert code == 1
    assert "[description-a-donner] seul.yaml existe déjà" in told


def test_other_programs_read_json(run: Run) -> None:
    edited(lambda document: with_words(document, "afin d’examiner", "pour examiner"))
    _, told, _ = run("retour.docx", "--format", "json")
    read = json.loads(told)
    assert read["porte_sa_description"]
    assert [(one["sort"], one["clause"]) for one in read["mots"]] == [("change", "suivi")]


def test_a_document_that_lost_what_it_was_made_from_is_compared_with_the_contract_of_today(run: Run) -> None:
    def lose(document: Document) -> None:
        with_words(document, "afin d’examiner", "pour examiner")
        for part in document.part.package.iter_parts():
            if part.partname.endswith("custom.xml") or part.partname.startswith("/customXml/"):
                part._blob = b"<rien/>"

    edited(lose)
    code, _, told = run("retour.docx")
    assert code == 1
    assert "[document-sans-description]" in told
    code, told, _ = run("retour.docx", "contrat.yaml")
    assert code == 0
    assert "comparé au contrat que contrat.yaml donne aujourd'hui" in told
    assert "1 paragraphe changé" in told


def test_words_and_facts_are_written_and_give_the_same_contract(run: Run) -> None:
    edited(lambda document: with_words(document, "afin d’examiner l’état", "pour examiner l’état"))
    data = typed(Path("retour.docx").read_bytes(), {"services[1].nom": "Service du Marais"})
    Path("retour.docx").write_bytes(data)
    code, told, _ = run("retour.docx", "contrat.yaml", "--appliquer")
    assert code == 0
    assert told.endswith("contrat.yaml : écrit, 1 fait repris, 1 clause dans les mots du document\n")
    written = Path("contrat.yaml").read_text(encoding="utf-8")
    assert "  - nom: Service du Marais\n" in written
    assert "{{ suivi.periodicite }}" in written
    assert "    motif: relu dans retour.docx\n" in written
    made = cpom.ouvrir("contrat.yaml").ecrire("docx")
    lines, back = ([said(line.text) for line in read_edited(one).lines] for one in (data, made))
    assert lines == back
    assert run("retour.docx", "contrat.yaml", "--appliquer")[1].endswith("contrat.yaml : rien à y écrire\n")


def test_a_fact_that_cannot_be_read_is_refused_and_nothing_is_written(run: Run) -> None:
    Path("retour.docx").write_bytes(typed(Path("contrat.docx").read_bytes(), {"effet": "bientôt"}))
    before = Path("contrat.yaml").read_bytes()
    code, told, wrong = run("retour.docx", "contrat.yaml", "--appliquer")
    assert code == 1
    assert "[valeur-refusee] effet : une date est attendue" in told + wrong
    assert Path("contrat.yaml").read_bytes() == before


def test_a_document_takes_no_changes(run: Run) -> None:
    code, _, told = run("contrat.docx", "contrat.docx", "--appliquer")
    assert code == 1
    assert "[description-a-donner] les changements vont dans une description en YAML" in told


def test_nothing_of_a_document_goes_into_the_description_of_another_contract(run: Run) -> None:
    shutil.copy(EXAMPLE.parent / "ehpad-complet.yaml", "autre.yaml")
    before = Path("autre.yaml").read_bytes()
    edited(lambda held: with_words(held, "Rennes", "Vitré"))
    code, out, _ = run("retour.docx", "autre.yaml")
    assert code == 1
    assert "retour.docx:1:1: erreur [document-d-un-autre] ce document est d'un autre contrat (modèle saad, " in out
    code, _, err = run("retour.docx", "autre.yaml", "--appliquer")
    assert code == 1
    assert "[document-d-un-autre]" in err
    assert Path("autre.yaml").read_bytes() == before


def test_words_that_the_description_says_by_now_are_told_as_such(run: Run) -> None:
    edited(lambda document: with_words(document, "afin d’examiner l’état", "pour examiner l’état"))
    _, told, _ = run("retour.docx", "contrat.yaml")
    assert "la description le dit déjà" not in told
    assert run("retour.docx", "contrat.yaml", "--appliquer")[0] == 0
    code, told, _ = run("retour.docx", "contrat.yaml")
    assert code == 0
    assert told.rstrip().endswith(" … : la description le dit déjà")
