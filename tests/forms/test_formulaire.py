"""A form in a spreadsheet: what it shows, and what comes back of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import cpom
from engine.cli import main
from engine.reading.yaml_strict import parse_yaml
from tests.forms.conftest import SENT, Bureau, cell

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_form_made_from_a_description_says_the_same(bureau: Bureau, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    bureau.made(text)
    assert bureau.taken().yaml() == text
    assert bureau.taken(text).reprises == ()


@pytest.mark.parametrize("pour", [None, "gestionnaire", "departement"])
def test_a_form_without_answers_is_an_empty_description(bureau: Bureau, pour: Any) -> None:
    for model in cpom.Bibliotheque().modeles.values():
        bureau.form.write_bytes(model.formulaire(pour))
        assert parse_yaml(bureau.taken().yaml().encode(), "").data["modele"] == model.nom


def test_what_is_typed_is_taken_and_the_rest_stays(bureau: Bureau) -> None:
    bureau.filled({"effet": "1er mars 2026", "services.nom#2": "Service du Midi", "services.nom#3": "Service Est"})
    made = bureau.taken(SENT)
    assert made.yaml() == SENT.replace("2026-02-01", "1er mars 2026").replace("Service Sud", "Service du Midi").replace(
        "objectifs:", "  - {nom: Service Est}\nobjectifs:"
    )


def test_several_names_in_one_cell_are_told_and_kept_as_they_were_typed(bureau: Bureau) -> None:
    bureau.filled({"services.communes#2": "Fougères, Javené; Vitré"})
    made = bureau.taken(SENT)
    assert parse_yaml(made.yaml().encode(), "").data["services"][1]["communes"] == ["Fougères, Javené; Vitré"]
    (told,) = (one for one in made.constats if one.code == "plusieurs-en-un")
    assert "semble en dire 3" in told.message
    assert "« Fougères », « Javené », « Vitré »" in told.conseil


def test_cells_that_the_spreadsheet_turned_into_figures_and_dates_are_read(bureau: Bureau) -> None:
    bureau.filled(
        {
            "effet": datetime(2026, 3, 1),
            "exemplaires": 3,
            "moyens.tarif_horaire": 25.4,
            "services.finess#3": 10999936,
            "services.habilitation_aide_sociale#3": "oui",
            "departement": 35,
        }
    )
    said = parse_yaml(bureau.taken(SENT).yaml().encode(), "").data
    assert (said["effet"], said["exemplaires"]) == ("2026-03-01", "3")
    assert said["moyens"] == {"tarif_horaire": "25,40"}
    assert said["services"][2] == {"finess": "010999936", "habilitation_aide_sociale": "oui"}


def test_what_cannot_be_read_is_told_by_its_cell_and_nothing_is_taken(bureau: Bureau) -> None:
    def fill(book: Workbook) -> None:
        book["Questions"]["F8"] = "à voir avec vous"

    bureau.filled({"effet": "bientôt", "gestionnaire.siren": 1234567, "duree": "=1/0"}, fill)
    book = load_workbook(bureau.form)
    where = [f"Questions!{cell(book, path).coordinate}" for path in ("effet", "gestionnaire.siren", "duree")]
    told = bureau.refused(SENT)
    assert {"Questions!F8 hors-reponse", f"{where[0]} valeur-refusee", f"{where[1]} zeros-perdus"} <= set(told)
    assert [one for one in told if one.startswith(f"{where[2]} ")] != []


def test_an_empty_cell_says_nothing_unless_it_is_to_erase(bureau: Bureau) -> None:
    bureau.filled({"gestionnaire.siren": None})
    assert bureau.taken(SENT).reprises == ()
    assert [one.chemin for one in bureau.taken(SENT, effacer=True).reprises] == ["gestionnaire.siren"]


def test_a_blank_form_takes_nothing_out_of_the_description_that_it_comes_back_to(bureau: Bureau) -> None:
    """It did not show what the lists held already: what it adds comes after, and what stays is told."""
    bureau.filled(
        {"services.nom#1": "Service Nord", "services.communes#1": "Rennes", "objectifs.intitule#1": "Nouveau"},
        text="modele: saad\n", pour="gestionnaire",
    )  # fmt: skip
    for effacer in (False, True):
        made = bureau.taken(SENT, effacer=effacer)
        assert made.yaml() == f"{SENT}  - intitule: Nouveau\n"
        assert [one.code for one in made.constats] == ["elements-gardes"]
        assert "« Vitré »" in made.constats[0].message
        assert "« intitule : Premier" in made.constats[0].message


def test_an_item_that_is_emptied_where_the_form_showed_it_is_taken_out(bureau: Bureau) -> None:
    bureau.filled({"services.nom#2": None, "services.finess#2": None, "services.communes#1": "Rennes"})
    said = parse_yaml(bureau.taken(SENT).yaml().encode(), "").data
    assert said["services"] == [{"nom": "Service Nord", "finess": "350999942", "communes": ["Rennes"]}]


def test_what_the_description_changed_since_is_not_undone(bureau: Bureau) -> None:
    bureau.filled({"duree": "4 ans"})
    later = SENT.replace("2026-02-01", "2026-04-01")
    assert bureau.taken(later).yaml() == later.replace("5 ans", "4 ans")
    conflict = bureau.taken(SENT.replace("5 ans", "3 ans"))
    assert [one.chemin for one in conflict.conflits] == ["duree"]
    assert "duree: 3 ans" in conflict.yaml()


def test_lines_that_were_moved_inserted_or_deleted_are_found_or_told(bureau: Bureau) -> None:
    def move(book: Workbook) -> None:
        page: Worksheet = book["Questions"]
        page.insert_rows(6, 3)
        page.insert_cols(1)
        page.delete_rows(next(one.row for row in page.iter_rows() for one in row if one.value == "exemplaires"))

    bureau.filled({"duree": "4 ans"}, move)
    made = bureau.taken(SENT)
    assert [one.apres for one in made.reprises] == ["« 4 ans »"]
    assert [one.code for one in made.constats] == ["questions-absentes"]


def test_an_item_is_in_the_item_of_its_number(bureau: Bureau) -> None:
    def above(number: int | None) -> Workbook:
        book = load_workbook(bureau.filled({}))
        title = cell(book, "objectifs.operationnels.actions.intitule", 2)
        title.value = "Former"
        page = title.parent
        page.cell(6, title.column).value = number
        book.save(bureau.form)
        return book

    above(2)
    said = parse_yaml(bureau.taken(SENT).yaml().encode(), "").data
    assert said["objectifs"][0]["operationnels"][1]["actions"] == [{"intitule": "Former"}]
    above(None)
    assert [one.split()[1] for one in bureau.refused(SENT)] == ["element-sans-parent"]
    above(9)
    assert [one.split()[1] for one in bureau.refused(SENT)] == ["element-sans-parent"]


def test_the_tenth_item_holds_what_is_said_of_it(bureau: Bureau) -> None:
    """A spreadsheet writes 10 as 1E+1, or so it is read."""
    many = SENT + "".join(f"  - intitule: Autre {number}\n" for number in range(8))
    book = load_workbook(bureau.filled({}, text=many))
    title = cell(book, "objectifs.operationnels.intitule", 3)
    title.value = "Du dixième"
    title.parent.cell(title.row, 2).value = 10
    book.save(bureau.form)
    said = parse_yaml(bureau.taken(many).yaml().encode(), "").data
    assert said["objectifs"][9]["operationnels"] == [{"intitule": "Du dixième"}]


def test_words_where_the_number_of_an_item_is_asked_are_told(bureau: Bureau) -> None:
    book = load_workbook(bureau.filled({}))
    title = cell(book, "objectifs.operationnels.actions.intitule", 2)
    title.parent.cell(title.row, 2).value = "le second objectif"
    book.save(bureau.form)
    assert bureau.refused(SENT) == [f"{title.parent.title}!B{title.row} hors-reponse"]


def test_a_form_that_lost_what_it_was_made_from_is_read_all_the_same(bureau: Bureau) -> None:
    def drop(book: Workbook) -> None:
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]

    bureau.filled({"duree": "4 ans", "effet": None}, drop)
    made = bureau.taken(SENT)
    assert [one.apres for one in made.reprises] == ["« 4 ans »"]
    assert "formulaire-sans-origine" in [one.code for one in made.constats]


def test_questions_that_other_answers_exclude_are_greyed_and_choices_are_listed(bureau: Bureau) -> None:
    book = load_workbook(bureau.made())
    page = book["Questions"]
    greyed = {str(one.sqref) for one in page.conditional_formatting}
    assert cell(book, "dotation_complementaire.appel").coordinate in greyed
    lists = [one for one in page.data_validations.dataValidation if one.type == "list"]
    assert any(cell(book, "gestionnaire.statut").coordinate in str(one.sqref) for one in lists)
    assert page.protection.sheet
    assert not page.protection.password
    assert not cell(book, "effet").protection.locked
    assert page.page_setup.orientation == "landscape"


def test_forms_and_files_come_together(bureau: Bureau, tmp_path: Path) -> None:
    sent, other = tmp_path / "envoye.yaml", tmp_path / "autre.yaml"
    sent.write_text(SENT, encoding="utf-8")
    other.write_text(SENT.replace("5 ans", "4 ans"), encoding="utf-8")
    bureau.filled({"services.nom#2": "Service du Midi", "gestionnaire.siren": None}, pour="gestionnaire")
    made = cpom.fusionner(sent, bureau.form, other)
    assert made.conflits == ()
    said = parse_yaml(made.yaml().encode(), "").data
    assert (said["duree"], said["services"][1]["nom"], said["effet"]) == ("4 ans", "Service du Midi", "2026-02-01")
    assert "siren" not in {key for key, value in said["gestionnaire"].items() if value}


def test_an_untouched_form_takes_nothing_out_of_a_fuller_description(bureau: Bureau, tmp_path: Path) -> None:
    """The same words and the same questions under another item were not shown in this one."""
    fuller, nord, vitre = tmp_path / "complet.yaml", ', finess: "350999942"', ", communes: [Vitré, Fougères]}"
    said = SENT.replace('"350999959"}', f'"350999959"{vitre}') + "  - intitule: Second\n"
    fuller.write_text(f"{said}    operationnels: [{{intitule: Deux}}, {{intitule: Trois}}]\n", encoding="utf-8")
    bureau.made(SENT.replace(nord, "") + "  - intitule: Second\n")
    made = cpom.fusionner(fuller, bureau.form)
    assert (made.yaml(), made.reprises, made.conflits) == (fuller.read_text(encoding="utf-8"), (), ())


def test_what_a_form_and_the_description_both_changed_is_a_conflict(bureau: Bureau, tmp_path: Path) -> None:
    later = tmp_path / "suite.yaml"
    later.write_text(SENT.replace("5 ans", "3 ans"), encoding="utf-8")
    bureau.filled({"duree": "4 ans"})
    assert [one.chemin for one in cpom.fusionner(later, bureau.form).conflits] == ["duree"]
    chosen = cpom.fusionner(later, bureau.form, preferer=[f"duree={bureau.form}"])
    assert (chosen.conflits, chosen.yaml()) == ((), SENT.replace("5 ans", "4 ans"))
    kept = cpom.fusionner(later, bureau.form, preferer=[f"duree={later}"])
    assert (kept.conflits, kept.yaml()) == ((), later.read_text(encoding="utf-8"))


def test_what_a_form_adds_follows_what_the_description_added_since(bureau: Bureau) -> None:
    """Whatever their names: neither alphabet nor rank sends what a form adds before what is there."""
    added = "".join(f"  - {{nom: {name}}}\n" for name in ("Service Ouest", "Service Est"))
    into = SENT.replace("objectifs:", f"{added}objectifs:")
    bureau.filled({"services.nom#3": "Aide Est", "services.nom#4": "Service Ouest"})
    services = yaml.safe_load(bureau.taken(into).yaml())["services"]
    names = ["Service Nord", "Service Sud", "Service Ouest", "Service Est", "Aide Est"]
    assert [one["nom"] for one in services] == names


def test_what_a_form_and_the_description_say_of_an_added_item_is_told_where_it_stands(bureau: Bureau) -> None:
    added = "  - {nom: Service Ouest}\n  - {nom: Service Est, communes: [Redon]}\n"
    into = SENT.replace("objectifs:", f"{added}objectifs:").replace("services:\n", "services:\n  - {nom: Premier}\n")
    bureau.filled({"services.nom#3": "Service Est", "services.finess#3": "350999967"})
    made = bureau.taken(into)
    assert [one["nom"] for one in yaml.safe_load(made.yaml())["services"]][-1] == "Service Est"
    assert made.conflits == ()
    bureau.filled({"services.nom#3": "Service Est", "services.finess#3": "350999967"})
    made = bureau.taken(into.replace("communes: [Redon]", 'finess: "350999975"'))
    assert [one.chemin for one in made.conflits] == ["services[5].finess"]


def test_what_a_description_left_out_stays_out_whoever_answers_the_rest(bureau: Bureau) -> None:
    """A description that only says what the gestionnaire answers is no questionnaire: it is whole."""
    sent = 'modele: saad\neffet: 2026-02-01\ngestionnaire:\n  siren: "999999071"\n'
    into = sent.replace("effet: 2026-02-01\n", "")
    bureau.filled({"gestionnaire.raison_sociale": "Association Exemple"}, text=sent)
    assert yaml.safe_load(bureau.taken(into).yaml()) == {
        "modele": "saad",
        "gestionnaire": {"siren": "999999071", "raison_sociale": "Association Exemple"},
    }


def test_the_commands(bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, new = tmp_path / "f.xlsx", tmp_path / "c.yaml"
    with pytest.raises(SystemExit):
        main(["questionnaire", "saad", "--format", "xlsx"])
    assert main(["questionnaire", "saad", "--format", "xlsx", "--sortie", str(form)]) == 0
    assert main(["importer", str(form), "--sortie", str(new)]) == 0
    assert new.read_text(encoding="utf-8").startswith("# yaml-language-server")
    assert main(["importer", str(form), "--sortie", str(new)]) == 1
    told = capsys.readouterr().err
    assert f"cpom importer {form} {new}" in " ".join(told.split())
    assert "--sur-place" not in told
    new.write_text(SENT, encoding="utf-8")
    bureau.filled({"duree": "4 ans"})
    assert main(["importer", str(bureau.form), str(new), "--apercu"]) == 0
    assert new.read_text(encoding="utf-8") == SENT
    assert main(["importer", str(bureau.form), str(new)]) == 0
    assert "duree : « 5 ans » → « 4 ans »" in capsys.readouterr().out
    assert new.read_text(encoding="utf-8") == SENT.replace("5 ans", "4 ans")


def test_a_form_of_another_model_is_refused(bureau: Bureau) -> None:
    bureau.made()
    assert bureau.refused("modele: ehpad\n") == [" modeles-differents"]


def test_the_same_form_has_the_same_bytes(bureau: Bureau) -> None:
    assert bureau.made().read_bytes() == bureau.made().read_bytes()
