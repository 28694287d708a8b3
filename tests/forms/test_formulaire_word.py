"""A form in Word: what it shows, and what comes back of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

import cpom
from engine.carried import NAMESPACE
from engine.cli import main
from engine.forms.made import form_of
from engine.reading.yaml_strict import parse_yaml
from tests.forms.conftest import DAY, SENT
from tests.merging.conftest import answers

MODELS = tuple(cpom.Bibliotheque().modeles)
EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


class Formulaire:
    """Makes forms, fills them in and takes them back."""

    def __init__(self, folder: Path) -> None:
        self.path, self.description = folder / "rempli.docx", folder / "contrat.yaml"

    def made(self, text: str = SENT, pour: Any = None) -> Any:
        """The form, opened."""
        self.path.write_bytes(cpom.lire(text, jour=DAY).formulaire(pour, nom_du_format="docx"))
        return docx.Document(str(self.path))

    def filled(self, answers: dict[str, str], text: str = SENT, pour: Any = None) -> Any:
        """A form whose controls of these tags have these words."""
        form = self.made(text, pour)
        for tag, answer in answers.items():
            fill(form, tag, answer)
        form.save(str(self.path))
        return form

    def taken(self, into: str | None = None, **options: Any) -> cpom.Fusion:
        """What comes of the form, in a description where there is one."""
        if into is not None:
            self.description.write_text(into, encoding="utf-8")
        return cpom.reprendre(self.path, self.description if into is not None else None, jour=DAY, **options)

    def refused(self) -> list[str]:
        with pytest.raises(cpom.Refus) as caught:
            self.taken(SENT)
        return [f"{one.place.cell if one.place else ''} {one.code}" for one in caught.value.constats]


def fill(form: Any, tag: str, answer: str) -> None:
    """Type an answer in the control of a tag."""
    (control,) = form.element.body.xpath(f'.//w:sdt[w:sdtPr/w:tag/@w:val="{tag}"]')
    first, *others = control.iter(qn("w:t"))
    first.text = answer
    for one in others:
        one.text = ""


def table_of(form: Any, label: str) -> Any:
    """The table that has a question, whose words are these."""
    return next(one for one in form.tables if any(label in cell.text for row in one.rows for cell in row.cells))


def row_of(table: Any) -> Any:
    """A row added to a table."""
    return table.add_row()


def words_of(row: Any) -> str:
    """The words of a row, those of controls too."""
    return "".join(one.text or "" for one in row._tr.iter(qn("w:t")))


@pytest.fixture
def formulaire(tmp_path: Path) -> Formulaire:
    return Formulaire(tmp_path)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_form_made_from_a_description_says_the_same(formulaire: Formulaire, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    formulaire.made(text)
    made = formulaire.taken()
    assert made.yaml() == text
    again = formulaire.taken(text)
    assert (again.constats, again.reprises) == (made.constats, ())


@pytest.mark.parametrize("pour", [None, "gestionnaire", "departement"])
def test_a_form_without_answers_is_an_empty_description(formulaire: Formulaire, pour: Any) -> None:
    for model in cpom.Bibliotheque().modeles.values():
        formulaire.path.write_bytes(model.formulaire(pour, DAY, nom_du_format="docx"))
        assert parse_yaml(formulaire.taken().yaml().encode(), "").data["modele"] == model.nom


def test_what_is_typed_is_taken_and_the_rest_stays(formulaire: Formulaire) -> None:
    formulaire.filled(
        {"effet": "1er mars 2026", "services[2].nom": "Service du Midi", "services[3].nom": "Service Est"}
    )
    made = formulaire.taken(SENT)
    assert made.yaml() == SENT.replace("2026-02-01", "1er mars 2026").replace("Service Sud", "Service du Midi").replace(
        "objectifs:", "  - {nom: Service Est}\nobjectifs:"
    )


def test_what_cannot_be_read_is_told_by_its_question_and_nothing_is_taken(formulaire: Formulaire) -> None:
    form = formulaire.filled({"effet": "bientôt", "services[2].finess": "12"})
    form.add_paragraph("À voir avec vous.")
    table_of(form, "Raison sociale de l'organisme").rows[1].cells[1].add_paragraph("Pourquoi ?")
    form.save(str(formulaire.path))
    told = formulaire.refused()
    kinds = {re.sub("[0-9]+", "?", one) for one in told}
    assert kinds >= {
        "hors des tableaux hors-reponse",
        "question ? hors-reponse",
        "liste ?, n° ?, question ? valeur-refusee",
    }
    assert [one for one in kinds if one.startswith("question ? ") and one != "question ? hors-reponse"] != []


def test_an_answer_is_found_without_any_control_and_beside_one(formulaire: Formulaire) -> None:
    form = formulaire.filled({"duree": "4 ans"})
    for control in list(form.element.body.iter(qn("w:sdt"))):
        for one in list(control.find(qn("w:sdtContent"))):
            control.addprevious(one)
        control.getparent().remove(control)
    table_of(form, "exemplaires originaux").rows[-1].cells[-1].paragraphs[0].add_run(" 3")
    form.save(str(formulaire.path))
    assert {one.chemin: one.apres for one in formulaire.taken(SENT).reprises} == {
        "duree": "« 4 ans »",
        "exemplaires": "« 3 »",
    }


def test_rows_added_by_hand_and_lines_of_a_list_are_taken(formulaire: Formulaire) -> None:
    form = formulaire.made()
    objectives = next(one for one in form.tables if "Objectif stratégique" in one.rows[0].cells[1].text)
    added = row_of(objectives)
    added.cells[1].text = "Ajouté à la main"
    communes = next(row for one in form.tables for row in one.rows if "Communes de la zone" in row.cells[0].text)
    communes.cells[1].add_paragraph("Saint-Malo")
    form.save(str(formulaire.path))
    said = parse_yaml(formulaire.taken(SENT).yaml().encode(), "").data
    assert said["services"][0]["communes"] == ["Rennes", "Vitré", "Saint-Malo"]
    assert [one["intitule"] for one in said["objectifs"]] == ["Premier", "Ajouté à la main"]
    added.cells[0].text = "1"
    form.save(str(formulaire.path))
    assert [one.split()[-1] for one in formulaire.refused()] == ["numero-double"]


def test_a_row_added_among_questions_is_told(formulaire: Formulaire) -> None:
    form = formulaire.made()
    added = row_of(table_of(form, "Durée du contrat"))
    added.cells[0].text, added.cells[2].text = "Autre chose", "oui"
    form.save(str(formulaire.path))
    assert [one.split()[-1] for one in formulaire.refused()] == ["hors-reponse", "hors-reponse"]


def test_rows_that_were_deleted_and_comments_are_told(formulaire: Formulaire) -> None:
    form = formulaire.filled({"duree": "4 ans"})
    row = table_of(form, "exemplaires originaux").rows[-1]._tr
    parent = row.getparent()
    assert parent is not None
    parent.remove(row)
    form.add_comment(form.paragraphs[0].runs[0], text="À revoir ensemble", author="Mme Exemple")
    form.save(str(formulaire.path))
    made = formulaire.taken(SENT)
    assert [one.apres for one in made.reprises] == ["« 4 ans »"]
    assert sorted(one.code for one in made.constats) == ["formulaire-commentaire", "questions-absentes"]


def test_an_item_is_in_the_item_of_its_number(formulaire: Formulaire) -> None:
    def above(number: str) -> None:
        form = formulaire.filled({"objectifs.operationnels.actions[2].intitule": "Former"})
        actions = next(one for one in form.tables if any("Former" in words_of(row) for row in one.rows))
        actions.rows[1].cells[2].text = number
        form.save(str(formulaire.path))

    above("2")
    said = parse_yaml(formulaire.taken(SENT).yaml().encode(), "").data
    assert said["objectifs"][0]["operationnels"][1]["actions"] == [{"intitule": "Former"}]
    above("9")
    assert [one.split()[-1] for one in formulaire.refused()] == ["element-sans-parent"]
    above("le second")
    assert sorted(one.split()[-1] for one in formulaire.refused()) == ["element-sans-parent", "hors-reponse"]


def test_a_form_that_lost_what_it_was_made_from_is_read_all_the_same(formulaire: Formulaire) -> None:
    form = formulaire.filled({"duree": "4 ans", "moyens.evolution[1].annee": "2027"}, pour="departement")
    for part in form.part.package.iter_parts():
        if part.partname == "/docProps/custom.xml" or NAMESPACE.encode() in (getattr(part, "_blob", b"") or b""):
            part._blob = b"<nothing/>"
    form.save(str(formulaire.path))
    made = formulaire.taken(SENT)
    assert "« 4 ans »" in [one.apres for one in made.reprises]
    assert "formulaire-sans-origine" in [one.code for one in made.constats]


def test_an_answer_made_empty_erases_where_it_is_asked_to(formulaire: Formulaire) -> None:
    formulaire.filled({"gestionnaire.siren": ""})
    assert formulaire.taken(SENT).reprises == ()
    assert [one.chemin for one in formulaire.taken(SENT, effacer=True).reprises] == ["gestionnaire.siren"]


def test_forms_and_files_come_together(formulaire: Formulaire, tmp_path: Path) -> None:
    sent, other = tmp_path / "envoye.yaml", tmp_path / "autre.yaml"
    sent.write_text(SENT, encoding="utf-8")
    other.write_text(SENT.replace("5 ans", "4 ans"), encoding="utf-8")
    formulaire.filled({"services[2].nom": "Service du Midi"}, pour="gestionnaire")
    made = cpom.fusionner(sent, formulaire.path, other)
    said = parse_yaml(made.yaml().encode(), "").data
    assert (made.conflits, said["duree"], said["services"][1]["nom"]) == ((), "4 ans", "Service du Midi")


def test_answers_to_choose_from_are_told_as_they_are_printed_one_a_line(formulaire: Formulaire) -> None:
    """Some hold « ; », and most a name or an acronym."""
    for model in MODELS:
        form = formulaire.made(f"modele: {model}\n")
        told = [line for one in form.tables for row in one.rows for cell in row.cells for line in cell.text.split("\n")]
        lines = {line.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ").replace("’", "'") for line in told}
        offered = [
            words for one in form_of(answers(model).model, None, {}).every_question for words in one.choices.values()
        ]
        assert not {f"– {words}".replace("’", "'") for words in offered} - lines


def test_what_a_form_shows(formulaire: Formulaire) -> None:
    form = formulaire.made()
    words = "\n".join(cell.text for table in form.tables for row in table.rows for cell in row.cells)
    assert "Une de ces réponses" in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "Seulement si" in words
    assert "Alt + Entrée" not in words
    assert "Une de ces réponses :\n– M.\n– Mme\nExemple : Mme" in words.replace("\N{NO-BREAK SPACE}", " ")
    for table in form.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert {round(section.page_width.mm) for section in form.sections} == {210}
    assert form.styles.element.xpath("./w:docDefaults//w:lang/@w:val") == ["fr-FR"]


def test_the_commands(formulaire: Formulaire, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, new = tmp_path / "f.docx", tmp_path / "c.yaml"
    with pytest.raises(SystemExit):
        main(["questionnaire", "saad", "--format", "docx"])
    assert main(["questionnaire", "saad", "--format", "docx", "--sortie", str(form)]) == 0
    assert main(["importer", str(form), "--sortie", str(new)]) == 0
    new.write_text(SENT, encoding="utf-8")
    formulaire.filled({"duree": "4 ans"})
    assert main(["importer", str(formulaire.path), str(new)]) == 0
    assert "duree : « 5 ans » → « 4 ans »" in capsys.readouterr().out
    assert new.read_text(encoding="utf-8") == SENT.replace("5 ans", "4 ans")


def test_a_document_that_is_no_form_is_told(formulaire: Formulaire, tmp_path: Path) -> None:
    docx.Document().save(str(formulaire.path))
    with pytest.raises(cpom.Refus, match="pas un formulaire"):
        formulaire.taken(SENT)


def test_the_same_form_has_the_same_bytes(formulaire: Formulaire) -> None:
    formulaire.made()
    before = formulaire.path.read_bytes()
    formulaire.made()
    assert formulaire.path.read_bytes() == before
