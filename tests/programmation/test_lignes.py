"""The table of a programmation: tolerant of headings, exact about values."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from engine.errors import InputError, Severity
from engine.programmation.audit import audit
from engine.programmation.colonnes import plain
from engine.programmation.programme import open_programme
from models.fiches.groupe import as_data
from tests.programmations import HEAD, TABLE, MakeProgramme, rows


def test_a_row_is_an_establishment(programme: MakeProgramme) -> None:
    first = programme().rows[0].ligne
    assert (first.finess, first.nom, first.gestionnaire) == (
        "350000022",
        "EHPAD Exemple du Bourg",
        "Association Exemple",
    )
    assert (first.departement, first.annee, as_data(first)["habilitation"], first.capacite) == ("35", 2026, True, 84)


@pytest.mark.parametrize(
    ("heading", "said"),
    [("N° FINESS (ET)", "n finess et"), ("Échéance convention tripartite ", "echeance convention tripartite")],
)
def test_headings_are_read_without_accents_nor_punctuation(heading: str, said: str) -> None:
    assert plain(heading) == said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_of_any_office_is_read(programme: MakeProgramme, encoding: str, separator: str) -> None:
    found = programme(TABLE.replace(";", separator), encoding=encoding)
    assert [row.ligne.nom for row in found.rows][:2] == ["EHPAD Exemple du Bourg", "EHPAD Exemple des Prés"]


def test_a_heading_that_is_not_recognised_may_be_told(programme: MakeProgramme) -> None:
    table = TABLE.replace("Capacité", "Lits et places")
    assert programme(table).findings[0].code == "colonne-non-lue"
    read = programme(table, HEAD + "colonnes: {Lits et places: capacite}\n")
    assert read.rows[0].ligne.capacite == 84
    assert not read.findings


def test_a_cell_that_cannot_be_read_is_told_and_the_rest_is_kept(programme: MakeProgramme) -> None:
    found = programme(rows("35000;350000014;EHPAD Exemple;Association Exemple;35;31/02/2026;2026;oui;84"))
    said = [(one.code, one.place.line, one.place.column) for one in found.findings if one.place]
    assert said == [("cellule-illisible", 2, 1), ("cellule-illisible", 2, 6)]
    assert found.rows[0].ligne.capacite == 84


def test_yes_and_no_are_written_in_many_ways(programme: MakeProgramme) -> None:
    lines = [
        f"35000002{n};;EHPAD {n};G;35;;2026;{said};1" for n, said in enumerate(("OUI", "o", "X", "1", "Non", "n", "0"))
    ]
    assert [as_data(row.ligne)["habilitation"] for row in programme(rows(*lines)).rows] == [True] * 4 + [False] * 3


def test_a_workbook_is_read_as_it_is_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for at, line in enumerate(TABLE.splitlines()[:2], start=3):  # a title above the table
        for column, value in enumerate(line.split(";"), start=1):
            sheet.cell(at, column, int(value) if column in (7, 9) and at == 4 else value)
    sheet.cell(4, 6, date(2025, 6, 30))
    content = io.BytesIO()
    book.save(content)
    (tmp_path / "t.xlsx").write_bytes(content.getvalue())
    (tmp_path / "p.yaml").write_text(HEAD.replace("tableau.csv", "t.xlsx"), encoding="utf-8")
    found = open_programme(tmp_path / "p.yaml")
    assert found.rows[0].ligne.fin_convention == date(2025, 6, 30)
    assert (found.rows[0].ligne.annee, found.rows[0].ligne.capacite) == (2026, 84)


@pytest.mark.parametrize(
    ("table", "head", "code"),
    [
        ("", HEAD, "tableau-vide"),
        ("a;b\n1;2\n", HEAD, "colonnes-illisibles"),
        (TABLE.replace("FINESS EJ", "N° FINESS ET"), HEAD, "colonne-double"),
        (TABLE, HEAD + "colonnes: {Lits: capacite}\n", "colonne-inconnue"),
        (TABLE, HEAD + "colonnes: {Capacité: capacitee}\n", "colonne-inconnue"),
        ('a;"b\n', HEAD, "tableau-illisible"),
        (TABLE, HEAD.replace("tableau.csv", "absent.csv"), "fichier-absent"),
        (TABLE, HEAD.replace("modele: ehpad", "modele: saad"), "modele-sans-programmation"),
        (TABLE, HEAD.replace("2026-2030", "2030-2026"), "valeur-refusee"),
    ],
)
def test_a_table_that_cannot_be_used_is_told(programme: MakeProgramme, table: str, head: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        programme(table, head)
    assert [one.code for one in caught.value.findings] == [code]
    assert all(one.place and Path(one.place.file).is_file() for one in caught.value.findings)


@pytest.mark.parametrize(
    ("name", "code"),
    [("absent.csv", "fichier-absent"), ("x" * 300, "fichier-illisible"), ("../ailleurs.csv", "fichier-ailleurs")],
)
def test_a_table_that_is_no_file_is_told_where_it_is_named(programme: MakeProgramme, name: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        programme(head=HEAD.replace("tableau.csv", name))
    (told,) = caught.value.findings
    assert (told.code, str(told.place).rpartition("/")[2]) == (code, "programme.yaml:5:10")


OFFICES = """\
FINESS ET;FINESS EJ;Raison sociale;Gestionnaire;Département;Année
350000022;350000014;EHPAD Exemple du Pré;Association Élan d'Amitié;35;2026
"""


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "cp437", "iso8859_15"])
def test_a_csv_of_any_office_gives_the_same_names(programme: MakeProgramme, encoding: str) -> None:
    found = programme(OFFICES, encoding=encoding)
    assert found.rows[0].ligne.gestionnaire == "Association Élan d'Amitié"
    assert [(one.code, one.severity) for one in found.findings] == [("encodage-reconnu", Severity.INFORMATION)]


def test_a_csv_whose_encoding_nothing_settles_is_an_error(programme: MakeProgramme, tmp_path: Path) -> None:
    programme()
    (tmp_path / "tableau.csv").write_bytes(b"Raison sociale;Gestionnaire\nEHPAD ZO\xcaLIE;Association Exemple\n")
    (told, *_) = open_programme(tmp_path / "programme.yaml").findings
    assert (told.code, told.severity) == ("encodage", Severity.ERROR)
    assert "« ZOÊLIE » (Windows-1252)" in told.message


@pytest.mark.parametrize(
    ("said", "code", "severity"),
    [
        ("EHPAD de la CapacitÃ©", "encodage-mal-lu", Severity.ERROR),
        ("EHPAD Pierre &amp; Fils", "entite-html", Severity.ERROR),
        ("EHPAD Am\ufffdlie", "caractere-perdu", Severity.ERROR),
        ("EHPAD\u3164Exemple", "caractere-invisible", Severity.ERROR),
        ("EHPAD Exem\u00adple", "caractere-retire", Severity.INFORMATION),
    ],
)
def test_what_nobody_meant_in_a_cell_is_told_at_the_cell(
    programme: MakeProgramme, said: str, code: str, severity: Severity
) -> None:
    found = programme(rows(f'350000022;350000014;"{said}";Association Exemple;35;;2026;oui;84'))
    assert [(one.code, one.severity) for one in found.findings] == [(code, severity)]
    assert str(found.findings[0].place).endswith("tableau.csv:2:3")


def test_an_invisible_character_hides_no_heading_and_enters_no_name(programme: MakeProgramme) -> None:
    found = programme(TABLE.replace("Capacité", "Capa\u200bcité").replace("du Bourg", "du\u00ad Bourg"))
    assert (found.rows[0].ligne.nom, found.rows[0].ligne.capacite) == ("EHPAD Exemple du Bourg", 84)
    assert [one.code for one in found.findings] == ["caractere-retire"] * 2


def test_a_heading_read_in_another_encoding_is_told(programme: MakeProgramme) -> None:
    found = programme(TABLE.replace("Capacité", "CapacitÃ©"))
    assert "encodage-mal-lu" in [one.code for one in found.findings]


def test_a_count_with_two_readings_is_refused_and_another_form_is_told(programme: MakeProgramme) -> None:
    table = TABLE.replace(";84;", ";1.000;") if ";84;" in TABLE else TABLE.replace("84", "1.000")
    refused = [one for one in programme(table).findings if one.code == "cellule-illisible"]
    assert [one.message for one in refused] == [
        "capacité autorisée : « 1.000 » peut se lire 1 (écrivez « 1 ») ou mille (écrivez « 1 000 »)."
    ]
    assert all(one.place and one.place.line == 2 for one in refused)
    told = [one.message for one in programme(TABLE.replace("84", "84 places")).findings if one.code == "lecture"]
    assert told == ["capacité autorisée : « 84 places », lu : 84."]


def test_a_year_is_told_as_a_year(programme: MakeProgramme) -> None:
    told = [one.message for one in programme(TABLE.replace(";2026;oui", ";2026,0;oui")).findings]
    assert "année de signature prévue : « 2026,0 », lu : 2026." in told


def test_a_statut_that_is_none_is_refused_with_those_that_are(programme: MakeProgramme) -> None:
    table = "Raison sociale;Gestionnaire;Département;Statut\nEHPAD Exemple;Fondation Exemple;35;Privé lucratif\n"
    (refused,) = [one for one in programme(table).findings if one.code == "cellule-illisible"]
    assert refused.message.endswith(
        "« Privé lucratif » ; au choix : association, fondation, mutuelle, etablissement_public ou societe."
    )


def test_a_departement_is_read_with_its_name_after_its_code(programme: MakeProgramme) -> None:
    table = TABLE.replace(";22;", ";22 - Côtes-d'Armor;").replace(";35;;2026;non", ";35 – ILLE ET VILAINE;;2026;non")
    assert [row.ligne.departement for row in programme(table).rows] == ["35", "35", "22"]


def test_a_code_with_the_name_of_another_departement_is_refused(programme: MakeProgramme) -> None:
    found = programme(TABLE.replace(";22;", ";22 - Finistère;"))
    assert found.rows[2].ligne.departement == "22 - FINISTÈRE"


def test_two_columns_for_one_fact_are_told_with_what_the_head_may_say(programme: MakeProgramme) -> None:
    table = "Raison sociale;Établissement;Département\nAssociation Exemple;EHPAD Exemple;35\n"
    with pytest.raises(InputError) as stopped:
        programme(table)
    (found,) = stopped.value.findings
    assert (
        "« Raison sociale » et « Établissement » donnent le même fait (raison sociale de l'établissement)"
        in found.message
    )
    assert "colonnes: {Raison sociale: gestionnaire}" in found.hint

    (row,) = programme(table, HEAD + "colonnes: {Raison sociale: gestionnaire}\n").rows
    assert (row.ligne.gestionnaire, row.ligne.nom) == ("Association Exemple", "EHPAD Exemple")


@pytest.mark.parametrize(("finess", "told"), [("350000022", " (« 35 » d'après les numéros FINESS)."), ("", ".")])
def test_a_table_without_a_departement_is_told(programme: MakeProgramme, finess: str, told: str) -> None:
    table = f"FINESS ET;Raison sociale;Gestionnaire\n{finess};EHPAD Exemple;Association Exemple\n"
    (found,) = [one for one in audit(programme(table)) if one.code == "departement-absent"]
    assert found.severity is Severity.WARNING
    assert found.place
    assert found.hint == f"Ajoutez une colonne « Département », avec son code{told}"
    assert "departement-absent" not in [one.code for one in audit(programme())]


def test_two_columns_of_one_title_are_told_by_their_letters(programme: MakeProgramme) -> None:
    with pytest.raises(InputError) as caught:
        programme(TABLE.replace("FINESS EJ", "FINESS ET"))
    (told,) = caught.value.findings
    assert told.message.startswith("les colonnes A et B ont le même titre, « FINESS ET »")


def test_an_empty_table_says_what_to_do(programme: MakeProgramme) -> None:
    with pytest.raises(InputError) as caught:
        programme("")
    assert caught.value.findings[0].hint == "Vérifiez que c'est le bon fichier, et qu'il est enregistré."


NAMELESS = """\
FINESS ET;FINESS EJ;Raison sociale;Gestionnaire;Département;Année;Échéance CTP;Date d'effet
;350000014;;;35;2026;31/12/2020;01/01/2020
;350000014;;;;2031;31/12/2029;
;;;;35;;;
;;;;;;;
"""


def test_what_has_no_name_is_never_told_as_an_empty_name(programme: MakeProgramme) -> None:
    found = programme(NAMELESS)
    told = [str(one) for one in (*found.findings, *audit(found))]
    assert any("« sans nom »" in one for one in told)
    assert not [one for one in told if re.search(r"«\s*»", one)]
    assert not [one for one in (groupe.appele for groupe in found.groupes) if not one]
