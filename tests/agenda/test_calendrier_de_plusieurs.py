"""`cpom calendrier` over several contracts and folders: one list by day, as a text, a table, a workbook, a calendar."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

import cpom
from engine.cli import main

JOUR = date(2026, 11, 28)
EHPAD = "modele: ehpad\ndepartement: '35'\neffet: 2026-01-01\nduree: 5 ans\ngestionnaire: {raison_sociale: NOM}\n"
SAAD = "modele: saad\ndepartement: '22'\neffet: 2025-02-01\nduree: 5 ans\ngestionnaire: {raison_sociale: NOM}\n"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.fixture
def contrats(tmp_path: Path) -> Path:
    """A folder of two contracts."""
    folder = tmp_path / "contrats"
    (folder / "2026").mkdir(parents=True)
    (folder / "ehpad.yaml").write_text(EHPAD.replace("NOM", "Association Exemple"), encoding="utf-8")
    (folder / "2026" / "saad.yaml").write_text(SAAD.replace("NOM", "=Fondation Exemple"), encoding="utf-8")
    return folder


def test_a_folder_gives_one_list_by_day_with_the_names_of_the_contracts(
    contrats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calendrier", str(contrats), "--apres", "2030-01-01", "--avant", "2031-01-01"]) == 0
    lines = plain(capsys.readouterr().out).splitlines()
    assert [line for line in lines if "échéance du contrat" in line] == [
        "jeudi 31 janvier 2030 : =Fondation Exemple (22) : échéance du contrat (article 10)",
        "mardi 31 décembre 2030 : Association Exemple (35) : échéance du contrat (article 9)",
    ]
    days = [one.echeance.jour for one in cpom.calendrier(contrats, apres=date(2030, 1, 1)).echeances]
    assert days == sorted(days)


def test_the_working_day_to_act_by_counts_as_well_as_the_last_day(contrats: Path) -> None:
    """Sunday 30 June 2030 is to be done on Saturday 29: whoever asks for what comes before the 30th must see it."""
    found = cpom.calendrier(contrats / "ehpad.yaml", apres=date(2030, 6, 29), avant=date(2030, 6, 30), jour=JOUR)
    assert "preavis" in [one.echeance.genre for one in found.echeances]
    assert [one.echeance.ouvrable for one in found.echeances if one.echeance.genre == "preavis"] == [date(2030, 6, 29)]


def test_what_is_no_contract_in_a_folder_is_told_and_stops_nothing(
    contrats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (contrats / "programmation.yaml").write_text("modele: ehpad\nperiode: 2026-2030\ntableau: t\n", encoding="utf-8")
    (contrats / "lettre.docx").write_bytes(Path("data/chartes/neutre.docx").read_bytes())
    (contrats / "partie.yaml").write_text("departement: '35'\n", encoding="utf-8")
    (contrats / "logo.png").write_bytes(b"\x89PNG")
    assert main(["calendrier", str(contrats)]) == 0
    said = plain(capsys.readouterr().err)
    assert "information [pas-un-contrat] ce n'est pas un contrat : c'est une programmation" in said
    assert "lettre.docx:1:1: information [pas-un-contrat]" in said
    assert "partie.yaml:1:1: information [pas-un-contrat]" in said
    assert f"[fichiers-non-lus] fichiers qui ne sont d'aucun contrat : {contrats / 'logo.png'}." in said


def test_a_contract_to_fix_in_a_folder_is_told_beside_the_others(
    contrats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (contrats / "faux.yaml").write_text("modele: ehpad\nduree: longtemps\n", encoding="utf-8")
    (contrats / "sans-date.yaml").write_text("modele: ehpad\n", encoding="utf-8")
    assert main(["calendrier", str(contrats)]) == 1
    told = capsys.readouterr()
    assert "faux.yaml:2:8: erreur" in told.err
    assert "sans-date.yaml:1:1: erreur [calendrier-inconnu]" in told.err
    assert "Association Exemple (35)" in told.out


def test_two_files_of_one_contract_are_told_once(contrats: Path, tmp_path: Path) -> None:
    dossier = cpom.ouvrir(contrats / "ehpad.yaml", jour=JOUR)
    (contrats / "ehpad.docx").write_bytes(dossier.ecrire("docx"))
    found = cpom.calendrier(contrats, jour=JOUR)
    assert [one.code for one in found.constats if one.gravite != "erreur"] == ["contrat-en-double"]
    assert "ehpad.docx (" in found.constats[0].message
    assert len(found.contrats) == 2
    assert len({(one.contrat, one.echeance.genre) for one in found.echeances}) == len(found.echeances)


def test_two_files_of_one_contract_that_say_other_days_are_both_there(contrats: Path) -> None:
    text = (contrats / "ehpad.yaml").read_text(encoding="utf-8")
    (contrats / "ehpad-2.yaml").write_text(text + "comite: {quatrieme_annee: oui}\n", encoding="utf-8")
    found = cpom.calendrier(contrats, jour=JOUR)
    (warned,) = [one for one in found.constats if one.code == "contrat-en-double"]
    assert warned.gravite == "avertissement"
    names = {one.contrat for one in found.echeances}
    assert names == {"=Fondation Exemple (22)", "Association Exemple (35), ehpad", "Association Exemple (35), ehpad-2"}


def test_the_csv_is_what_excel_opens_in_french_and_never_a_formula(contrats: Path, tmp_path: Path) -> None:
    assert main(["calendrier", str(contrats), "--format", "csv,xlsx,ics,txt", "--sortie", str(tmp_path)]) == 0
    content = (tmp_path / "calendrier.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    term = next(row for row in rows if plain(row["Échéance"]) == "Échéance du contrat")
    assert (term["Date"], term["Jour"], term["Contrat"]) == ("31/01/2030", "jeudi", "'=Fondation Exemple (22)")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    sheet = load_workbook(BytesIO((tmp_path / "calendrier.xlsx").read_bytes()))["Échéances"]
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert sheet.max_row == len(rows) + 1
    names = {cell.value: cell.data_type for cell in sheet["H"]}
    assert names["=Fondation Exemple (22)"] == "s"
    events = Calendar.from_ical((tmp_path / "calendrier.ics").read_bytes()).walk("VEVENT")
    assert len(events) == len(rows)
    assert len({str(one["uid"]) for one in events}) == len(rows)
    assert len((tmp_path / "calendrier.txt").read_text(encoding="utf-8").splitlines()) == len(rows)


def test_one_contract_gives_a_file_of_its_name(contrats: Path, tmp_path: Path) -> None:
    assert main(["calendrier", str(contrats / "ehpad.yaml"), "--format", "ics", "--sortie", str(tmp_path)]) == 0
    assert (tmp_path / "calendrier-ehpad.ics").is_file()


def test_what_was_noted_in_a_calendar_is_kept_as_a_dated_copy(
    contrats: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "output"
    asked = ["calendrier", str(contrats), "--format", "txt,csv,xlsx,ics", "--sortie", str(target)]
    assert main(asked) == 0
    assert main(asked) == 0
    files = ["calendrier.csv", "calendrier.ics", "calendrier.txt", "calendrier.xlsx"]
    assert sorted(one.name for one in target.iterdir()) == files
    written = {name: (target / name).read_bytes() for name in files}
    for name, content in written.items():
        (target / name).write_bytes(content + b"note")
    capsys.readouterr()
    assert main(asked) == 0
    assert {name: (target / name).read_bytes() for name in files} == written
    copies = [one for one in target.iterdir() if "(copie du " in one.name]
    assert sorted(one.suffix for one in copies) == [".csv", ".txt", ".xlsx"]
    assert all(one.read_bytes() == written[f"calendrier{one.suffix}"] + b"note" for one in copies)
    said = "".join(capsys.readouterr())
    assert all(one.name in said for one in copies)


def test_a_folder_without_contract_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendrier", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "[dossier-sans-contrat]" in said
    assert "Donnez le dossier où sont les contrats." in said


@pytest.mark.parametrize(
    "command", [["calendrier"], ["generer"], ["courrier", "rappel"], ["conformite"], ["avenant", "seul.yaml"]]
)
def test_a_link_that_leads_to_itself_is_told(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rond.yaml").symlink_to("rond.yaml")
    Path("seul.yaml").write_text(SAAD, encoding="utf-8")
    assert main([*command, "rond.yaml"]) == 1
    assert "[fichier-illisible]" in capsys.readouterr().err


def test_a_pdf_that_is_cut_is_told_as_such(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cut = tmp_path / "coupe.pdf"
    cut.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    assert main(["calendrier", str(cut)]) == 1
    said = plain(capfd.readouterr().err)
    assert said.startswith(f"{cut}:1:1: erreur [autre-fichier] c'est un PDF tronqué ou abîmé.")
    assert "Demandez-le de nouveau." in said


def test_a_period_that_ends_before_it_begins_is_refused(contrats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["calendrier", str(contrats), "--apres", "2028-01-01", "--avant", "2027-01-01"])
    assert stopped.value.code == 2
    assert "--apres doit précéder --avant" in capsys.readouterr().err


def test_a_period_without_deadline_says_so(contrats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendrier", str(contrats), "--apres", "2099-01-01"]) == 0
    assert "Aucune échéance dans cette période." in capsys.readouterr().err


def test_the_calendar_of_a_run_and_that_of_its_folder_have_the_same_identifiers(contrats: Path) -> None:
    """Imported after one another, they move events and double none."""
    whole, alone = cpom.calendrier(contrats, jour=JOUR), cpom.calendrier(contrats / "ehpad.yaml", jour=JOUR)
    uids = [
        {str(one["uid"]) for one in Calendar.from_ical(found.ecrire("ics")).walk("VEVENT")} for found in (whole, alone)
    ]
    assert uids[1] < uids[0]
    with pytest.raises(ValueError, match="pas un format"):
        alone.ecrire("docx")
