"""`cpom programmation arrete`: the arrêté that programmes contracts, and the one that adjusts it."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from engine.cli import main

FIXTURES = Path("tests/fixtures/programmations")
GOLDEN = Path("tests/golden")


def plain(text: str) -> str:
    """Without no-break spaces nor typographic apostrophes, to be read in a test."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.fixture
def programmations(tmp_path: Path) -> Path:
    """The programmations of the tests, to be changed."""
    shutil.copytree(FIXTURES, tmp_path / "programmations")
    return tmp_path / "programmations"


def change(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")


def written(file: Path, suffix: str = "arrete") -> str:
    folder = file.parent / "sortie"
    assert main(["programmation", "arrete", str(file), "--format", "txt", "--sortie", str(folder)]) == 0
    return plain((folder / f"{file.stem}-{suffix}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "act"),
    [("ehpad", "ehpad-arrete"), ("ehpad-ajustee", "ehpad-ajustee-arrete-modificatif"), ("chrs", "chrs-arrete")],
)
def test_an_arrete_says_word_for_word_what_was_read_and_accepted(name: str, act: str, tmp_path: Path) -> None:
    """To accept a change: read `git diff` after `cpom programmation arrete F --format txt --sortie tests/golden`."""
    words = ["programmation", "arrete", str(FIXTURES / f"{name}.yaml"), "--format", "txt", "--sortie", str(tmp_path)]
    assert main(words) == 0
    assert (tmp_path / f"{act}.txt").read_text(encoding="utf-8") == (GOLDEN / f"{act}.txt").read_text(encoding="utf-8")


def test_it_is_written_whole_in_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "programmation",
        "arrete",
        str(FIXTURES / "ehpad.yaml"),
        "--format",
        "docx,html",
        "--sortie",
        str(tmp_path),
    ]
    assert main(words) == 0
    assert capsys.readouterr().out.startswith(f"{tmp_path / 'ehpad-arrete.docx'}, .html : ")
    assert sorted(file.name for file in tmp_path.glob("ehpad-*")) == ["ehpad-arrete.docx", "ehpad-arrete.html"]


def test_the_annexe_counts_contracts_establishments_and_places_by_year(programmations: Path) -> None:
    # 2026: 84 + 60 places in one contract; 2027: 45 + 1200 in another; in all 1389.
    text = written(programmations / "ehpad.yaml")
    assert "2026 | 1 | 2 | 144" in text
    assert "2027 | 1 | 2 | 1 245" in text
    assert "Total | 2 | 4 | 1 389" in text
    assert "Aucun contrat n'est à signer en 2028." in text


def test_a_convention_that_ends_before_its_contract_is_to_be_prolonged(programmations: Path) -> None:
    text = written(programmations / "ehpad.yaml")
    assert "30 juin 2025 / (à prolonger par avenant) | 1er janvier 2026" in text
    assert "31 décembre 2025 | 1er janvier 2026" in text
    assert "pour une durée maximale d'un an" in text


def test_without_conventions_nothing_is_said_of_them(programmations: Path) -> None:
    change(programmations / "ehpad.csv", ("30/06/2025", ""), ("31/12/2025", ""))
    assert "tripartite" not in written(programmations / "ehpad.yaml")


def test_a_column_that_no_row_fills_is_not_printed(programmations: Path) -> None:
    change(programmations / "ehpad.csv", ("Habilitation;Capacité;Capacité habilitée", "Habilitation"),
           (";oui;84;40", ";"), (";non;60;", ";"), (";oui;45;45", ";"), (";non;1200;", ";"))  # fmt: skip
    text = written(programmations / "ehpad.yaml")
    assert "Places" not in text
    assert "Habilitation" not in text
    assert "Total | 1 contrat |  | 2 établissements" in text


def test_a_category_that_all_share_is_said_once(programmations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = programmations / "ehpad.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([f"{lines[0]};Catégorie", *(f"{line};EHPAD" for line in lines[1:])]), encoding="utf-8")
    assert "Catégorie de tous les établissements : EHPAD." in written(programmations / "ehpad.yaml")
    assert "fait-non-imprime" not in capsys.readouterr().err


def test_a_description_of_its_own_completes_the_arrete_too(programmations: Path) -> None:
    (programmations / "bourg.yaml").write_text(
        'etablissements: [{finess: "350000022", capacite: 86}]', encoding="utf-8"
    )
    change(
        programmations / "ehpad.csv",
        ("Capacité habilitée", "Capacité habilitée;Fichier"),
        ("84;40", "84;40;bourg.yaml"),
    )
    assert "EHPAD Exemple du Bourg | 350000022 | 86 |" in written(programmations / "ehpad.yaml")


def test_a_collectivite_signs_once_under_its_own_name(programmations: Path) -> None:
    change(programmations / "ehpad.csv", (";35;", ";67;"), (";22;", ";68;"))
    change(programmations / "ehpad.yaml", ('"35":', '"67":'), ('"22":', '"68":'))
    text = written(programmations / "ehpad.yaml")
    assert text.count("La Présidente de la Collectivité européenne d'Alsace,") == 1
    assert "agence régionale de santé Grand Est" in text


def test_what_is_missing_is_told_where_it_is_to_be_written(
    programmations: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(programmations / "ehpad.csv", ("non;1200;", "non;;"))
    change(programmations / "ehpad.yaml", ("  date: 2025-11-24\n", ""), ("signature: {lieu: Rennes}", "arrete: {}"),
           (", nom: EXEMPLE}", "}"))  # fmt: skip
    assert "[à compléter : lieu de signature]" in written(programmations / "ehpad.yaml")
    said = capsys.readouterr().err
    for line in (
        "arrete.date : date de signature",
        "arrete.faits.signature.lieu : lieu de signature",
        "departements.35.collectivite.president.nom : nom du président du conseil départemental",
        "commun.ars.directeur.nom : nom du directeur général de l’ARS",
        f"{programmations / 'ehpad.csv'}:5:9 : capacité autorisée",
    ):
        assert f"    {line}\n" in said


@pytest.mark.parametrize(
    ("file", "before", "after", "code"),
    [
        ("ehpad.yaml", "2026-2030", "2026-2029", "periode-de-programmation"),
        ("ehpad.yaml", "lieu: Rennes", "ville: Rennes", "cle-inconnue"),
        ("ehpad.csv", "350000022;", "350000023;", "finess-cle"),
        ("ehpad.csv", "220000020;", "220000021;", "finess-cle"),
        ("ehpad.csv", "350000030", "350000022", "finess-programme-deux-fois"),
        ("ehpad.csv", ";22;;2027;oui", ";14;;2027;oui", "plusieurs-regions"),
        ("ehpad.csv", ";22;;2027;oui", ";98;;2027;oui", "departement-inconnu"),
        ("ehpad.csv", ";2027;", ";;", "annee-absente"),
    ],
)
def test_an_error_stops_the_arrete_and_is_told_at_its_place(
    programmations: Path, file: str, before: str, after: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(programmations / file, (before, after))
    words = ["programmation", "arrete", str(programmations / "ehpad.yaml"), "--sortie", str(programmations / "sortie")]
    assert main(words) == 1
    said = capsys.readouterr().err
    located = [line for line in said.splitlines() if f"[{code}]" in line]
    assert located
    assert all(line.startswith(f"{programmations / file}:") for line in located)
    assert not (programmations / "sortie").exists()


# --- The adjustment ---------------------------------------------------------------------------------------------------


def test_nothing_is_written_where_nothing_moved(programmations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(programmations / "ehpad.csv", programmations / "ehpad-ajustee.csv")
    folder = programmations / "sortie"
    assert main(["programmation", "arrete", str(programmations / "ehpad-ajustee.yaml"), "--sortie", str(folder)]) == 0
    said = capsys.readouterr()
    assert "rien n'a changé depuis" in said.err
    assert said.out == ""
    assert not folder.exists()


def test_whoever_signed_for_an_establishment_that_is_withdrawn_signs_too(programmations: Path) -> None:
    change(programmations / "ehpad-ajustee.csv", ("Rivage;Association Exemple;22;", "Rivage;Association Exemple;35;"),
           (";2028;oui", ";2026;oui"))  # fmt: skip
    text = written(programmations / "ehpad-ajustee.yaml", "arrete-modificatif")
    assert "Le Président du Conseil départemental des Côtes-d'Armor,\n" in text
    assert "Département | 22 | 35" in text


def test_an_adjustment_of_an_adjustment_names_both(programmations: Path) -> None:
    change(programmations / "ehpad.yaml", ("numero: 2025-EX-1", "numero: 2027-EX-3"), ("2025-11-24", "2027-11-22"),
           ("2025-12-05", "2027-12-03"))  # fmt: skip
    (programmations / "ehpad.yaml").rename(programmations / "derniere.yaml")
    shutil.copy(FIXTURES / "ehpad.yaml", programmations)
    change(programmations / "derniere.yaml", ("tableau:", "precedente: ehpad-ajustee.yaml\ntableau:"))
    text = written(programmations / "derniere.yaml", "arrete-modificatif")
    named = "l'arrêté n° 2025-EX-1 du 24 novembre 2025"
    assert f"Vu {named} portant programmation des contrats pluriannuels d'objectifs et de moyens, modifié par" in text
    assert "modifié par l'arrêté n° 2026-EX-2 du 23 novembre 2026 ;" in text
    assert f"L'annexe de {named}, dans sa version modifiée, est remplacée par l'annexe 2" in text


def test_an_adjustment_that_comes_late_for_its_year_is_told(
    programmations: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(programmations / "ehpad-ajustee.yaml", ("publication: 2026-12-04", "publication: 2027-12-31"))
    assert "2026-EX-2" in written(programmations / "ehpad-ajustee.yaml", "arrete-modificatif")
    assert "[ajustement-tardif]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "before", "after", "code"),
    [
        ("ehpad-ajustee.yaml", "precedente: ehpad.yaml", "precedente: absente.yaml", "fichier-absent"),
        ("ehpad-ajustee.yaml", "precedente: ehpad", "precedente: ehpad-ajustee", "programmation-en-boucle"),
        ("ehpad-ajustee.yaml", "precedente: ehpad", "precedente: chrs", "ajustement-autre-modele"),
        ("ehpad.yaml", "2026-2030", "2025-2029", "ajustement-autre-periode"),
        ("ehpad.csv", "non;1200", "non;un millier", "cellule-illisible"),
        ("ehpad.csv", "350000030;", ";", "ajustement-sans-finess"),
        ("ehpad.csv", "350000030;", "350000022;", "ajustement-sans-finess"),
    ],
)
def test_an_adjustment_of_what_cannot_be_compared_is_refused(
    programmations: Path, file: str, before: str, after: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(programmations / file, (before, after))
    folder = programmations / "sortie"
    assert main(["programmation", "arrete", str(programmations / "ehpad-ajustee.yaml"), "--sortie", str(folder)]) == 1
    said = next(line for line in capsys.readouterr().err.splitlines() if f"[{code}]" in line)
    assert said.startswith(str(programmations))
    assert not folder.exists()


def test_the_year_of_a_contract_is_said_once_for_its_establishments(programmations: Path) -> None:
    change(programmations / "ehpad.csv", ("31/12/2025;2026", "31/12/2025;"))
    assert "2026 | 1 | 2 | 144" in written(programmations / "ehpad.yaml")


# --- Its head ---------------------------------------------------------------------------------------------------------


def head_of(file: Path, act: str) -> str:
    """What the header and the footer of the written act print."""
    folder = file.parent / "sortie"
    assert main(["programmation", "arrete", str(file), "--format", "docx", "--sortie", str(folder)]) == 0
    with zipfile.ZipFile(folder / f"{file.stem}-{act}.docx") as package:
        parts = [name for name in package.namelist() if re.fullmatch(r"word/(header|footer)\d*\.xml", name)]
        return plain(re.sub(r"<[^>]+>", "", " ".join(package.read(name).decode() for name in parts)))


@pytest.mark.parametrize(
    ("name", "act", "authorities"),
    [
        (
            "ehpad",
            "arrete",
            ["Département des Côtes-d'Armor", "Département d'Ille-et-Vilaine", "Agence régionale de santé Bretagne"],
        ),
        (
            "ehpad-ajustee",
            "arrete-modificatif",
            ["Département des Côtes-d'Armor", "Département d'Ille-et-Vilaine", "Agence régionale de santé Bretagne"],
        ),
        ("chrs", "arrete", ["Préfète de la région Bretagne"]),
    ],
)
def test_its_head_names_all_who_sign_it(programmations: Path, name: str, act: str, authorities: list[str]) -> None:
    head = head_of(programmations / f"{name}.yaml", act)
    assert [one for one in authorities if one not in head] == []


def test_its_head_names_the_metropole_that_signs_for_its_departement(programmations: Path) -> None:
    metropole = "{competente: oui, nom: Exemple Métropole, president: {civilite: M., prenom: Jean, nom: EXEMPLE}}"
    change(programmations / "ehpad.yaml", ('  "22": {', f'  "22": {{metropole: {metropole}, '))
    head = head_of(programmations / "ehpad.yaml", "arrete")
    assert "Exemple Métropole" in head
    assert "Département d'Ille-et-Vilaine" in head
    assert "Côtes-d'Armor" not in head
