"""An error of a row, or of the audit, stops the contracts that it touches, and them alone."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from engine.cli import main
from tests.programmations import HEAD, rows

BOURG = "350000022;350000014;EHPAD du Bourg;Association Exemple;35;;2026;oui;84"
MER = "220000012;220000020;EHPAD de la Mer;Fondation Exemple;22;;2027;oui;45"
GOLFE = "560000010;560000028;EHPAD du Golfe;Mutualité Exemple;56;;2026;oui;40"
HEADINGS = rows().splitlines()[0]

A, B, C = "2026/35-association-exemple", "2027/22-fondation-exemple", "2026/56-mutualite-exemple"
OTHER = "2026/35-association-autre"


def other(**facts: str) -> str:
    """A row more, of another gestionnaire of the same département but where `facts` say otherwise."""
    of = {"finess": "350000030", "ej": "350000048", "nom": "EHPAD des Prés", "qui": "Association Autre", "dep": "35",
          "fin": "", "annee": "2026", "hab": "oui", "places": "60"} | facts  # fmt: skip
    return ";".join(of.values())


ROWS: dict[str, tuple[str, set[str]]] = {
    "cellule-illisible": (other(places="une soixantaine"), {OTHER}),
    "cellule-illisible (zéro perdu)": (other(finess="10000024", dep="01"), {"2026/01-association-autre"}),
    "cellule-illisible (tableur)": (other(annee="#REF!"), {"sans-annee/35-association-autre"}),
    "caractere-interdit": (other(nom="EHPAD\x07 des Prés"), {OTHER}),
    "finess-programme-deux-fois": (other(finess="350000022"), {A, OTHER}),
    "gestionnaire-incoherent": (other(ej="350000014"), {A}),
    "gestionnaire-incoherent (ailleurs)": (other(ej="350000014", dep="29"), {A, "2026/29-association-autre"}),
    "gestionnaire-a-deux-finess": (other(qui="Association Exemple"), {A, "2026/35-association-exemple-2"}),
    "gestionnaire-absent": (other(ej="", qui=""), {"2026/35-ehpad-des-pres"}),
    "departement-absent": (other(ej="350000014", qui="Association Exemple", dep=""), {A, "2026/association-exemple"}),
    "annees-differentes": (other(ej="350000014", qui="Association Exemple", annee="2028"), {A}),
    "annee-absente": (other(annee=""), {"sans-annee/35-association-autre"}),
    "annee-hors-periode": (other(annee="2031"), {"2031/35-association-autre"}),
    "convention-trop-prolongee": (other(fin="30/06/2024"), {OTHER}),
    "finess-cle": (other(finess="350000031"), {OTHER}),
    "departement-inconnu": (other(dep="99"), {"2026/99-association-autre"}),
}
"""A row that is wrong after three that are right, and the contracts that it stops."""

HEADS: dict[str, tuple[str, str, set[str]]] = {
    "periode-de-programmation": ("2026-2030", "2026-2029", {A, B, C}),
    "publication-tardive": ("publication: 2025-12-05", "publication: 2025-12-31", {A, C}),
    "publication-anterieure": ("publication: 2025-12-05", "publication: 2025-11-01", {A, B, C}),
    "cle-inconnue": ("commun: {duree: 5 ans}", "commun: {duree: 5 ans, duré: 4 ans}", {A, B, C}),
    "valeur-refusee": ("commun: {duree: 5 ans}", "commun: {duree: longue}", {A, B, C}),
    "departement-mal-ecrit": ("tableau:", 'departements: {"2a": {duree: 5 ans}}\ntableau:', set()),
    "departement-inconnu": ("tableau:", 'departements: {"99": {duree: 5 ans}}\ntableau:', set()),
    "cle-inconnue (département)": ("tableau:", 'departements: {"22": {duré: 5 ans}}\ntableau:', {B}),
}
"""A head that is wrong, and the contracts that it stops."""


def lot(tmp_path: Path, table: str, head: str, capsys: Any, *more: str) -> tuple[int, str, set[str], set[str]]:
    """The exit code of a run, what it says, the contracts that it writes and those that it stops."""
    (tmp_path / "tableau.csv").write_text(table, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(head, encoding="utf-8")
    words = ["lot", str(tmp_path / "p.yaml"), "--sortie", str(tmp_path / "lot"), "--format", "txt", *more]
    code = main(words)
    written = {file.relative_to(tmp_path / "lot").with_suffix("").as_posix() for file in tmp_path.rglob("lot/*/*.txt")}
    told = json.loads((tmp_path / "lot/manifeste.json").read_bytes())["contrats"]
    said = capsys.readouterr()
    return code, said.out + said.err, written, {one["nom"] for one in told if one["etat"] == "à corriger"}


@pytest.mark.parametrize("case", ROWS)
def test_a_wrong_row_stops_its_contracts_and_no_other(tmp_path: Path, case: str, capsys: Any) -> None:
    row, stopped = ROWS[case]
    code, said, written, refused = lot(tmp_path, rows(BOURG, MER, GOLFE, row), HEAD, capsys)
    assert f"erreur [{case.partition(' ')[0]}]" in said
    assert (code, refused, written) == (1, stopped, {A, B, C} - stopped)
    assert f"{len(stopped)} à corriger" in said


@pytest.mark.parametrize("case", HEADS)
def test_a_wrong_head_stops_the_contracts_that_it_speaks_of(tmp_path: Path, case: str, capsys: Any) -> None:
    before, after, stopped = HEADS[case]
    code, said, written, refused = lot(tmp_path, rows(BOURG, MER, GOLFE), HEAD.replace(before, after), capsys)
    assert f"erreur [{case.partition(' ')[0]}]" in said
    assert (code, refused, written) == (1, stopped, {A, B, C} - stopped)


def test_no_more_places_are_habilitated_than_there_are(tmp_path: Path, capsys: Any) -> None:
    table = "\n".join([f"{HEADINGS};Capacité habilitée", f"{BOURG};84", f"{MER};46", f"{GOLFE};", ""])
    code, said, written, refused = lot(tmp_path, table, HEAD, capsys)
    assert "erreur [capacite-habilitee]" in said
    assert (code, written, refused) == (1, {A, C}, {B})


def test_the_facts_of_a_departement_whose_code_is_badly_written_stop_its_contracts(tmp_path: Path, capsys: Any) -> None:
    ain = "010000024;010000032;EHPAD de l'Ain;Association Exemple;01;;2026;oui;20"
    head = HEAD + 'departements: {"1": {signature: {lieu: Bourg-en-Bresse}}}\n'
    code, said, written, refused = lot(tmp_path, rows(ain, MER), head, capsys)
    assert "erreur [departement-mal-ecrit]" in said
    assert (code, written, refused) == (1, {B}, {"2026/01-association-exemple"})


def test_a_regional_contract_is_stopped_by_the_facts_of_whoever_signs_it_too(tmp_path: Path, capsys: Any) -> None:
    more = MER.replace("220000020", "350000014").replace("Fondation", "Association").replace("2027", "2026")
    head = HEAD + 'regroupement: region\ndepartements: {"22": {duré: 5 ans}}\n'
    code, _, written, refused = lot(tmp_path, rows(BOURG, more, GOLFE.replace("56;;", "13;;")), head, capsys)
    assert (code, written, refused) == (1, {"2026/mutualite-exemple"}, {"2026/association-exemple"})


def test_a_common_fact_that_a_contract_replaces_does_not_stop_it(tmp_path: Path, capsys: Any) -> None:
    table = rows(BOURG, MER).replace("Capacité", "Capacité;Effet").replace("oui;84", "oui;84;2026-03-01")
    code, said, written, refused = lot(tmp_path, table, HEAD.replace("{duree", "{effet: 31/02/2026, duree"), capsys)
    assert "erreur [valeur-refusee]" in said
    assert (code, written, refused) == (1, {A}, {B})


def test_two_names_of_one_gestionnaire_make_no_final_contract(tmp_path: Path, capsys: Any) -> None:
    alpha = "350000022;350000014;EHPAD A;Association Alpha;35;;2026;oui;84"
    beta = "350000030;350000014;EHPAD B;Association Beta;35;;2026;oui;60"
    code, said, written, refused = lot(tmp_path, rows(alpha, beta), HEAD, capsys, "--definitif", "--avec-reserves")
    assert "« Association Beta », et « Association Alpha »" in said
    assert (code, written, refused) == (1, set(), {"2026/35-association-alpha"})


def test_what_is_mended_is_written_and_what_is_spoilt_is_no_longer_there(tmp_path: Path, capsys: Any) -> None:
    wrong = rows(BOURG, MER, other(ej="350000014"))
    right = rows(BOURG, MER, other())
    assert lot(tmp_path, right, HEAD, capsys)[2] == {A, B, OTHER}
    code, said, written, refused = lot(tmp_path, wrong, HEAD, capsys, "--reprendre")
    assert (code, written - {OTHER}, refused) == (1, {B}, {A})
    assert "1 inchangé" in said
    code, said, written, _ = lot(tmp_path, right, HEAD, capsys, "--reprendre")
    assert (code, written) == (0, {A, B, OTHER})


def test_an_error_elsewhere_is_told_though_the_contracts_of_the_year_are_written(tmp_path: Path, capsys: Any) -> None:
    code, said, written, _ = lot(tmp_path, rows(BOURG, MER.replace("oui;45", "oui;x")), HEAD, capsys, "--annee", "2026")
    assert (code, written) == (1, {A})
    assert "erreur [cellule-illisible]" in said


def test_a_row_named_by_an_arrete_that_cannot_be_taken_is_in_no_contract_either(tmp_path: Path, capsys: Any) -> None:
    """One rule for `lot` and for `arrete`: whatever stops a contract stops the arrêté that programmes it."""
    for row, _ in ROWS.values():
        (tmp_path / "tableau.csv").write_text(rows(BOURG, MER, GOLFE, row), encoding="utf-8")
        (tmp_path / "p.yaml").write_text(HEAD, encoding="utf-8")
        assert main(["programmation", "arrete", str(tmp_path / "p.yaml"), "--sortie", str(tmp_path / "arrete")]) == 1
    assert not (tmp_path / "arrete").exists()
    capsys.readouterr()


def test_every_error_of_a_programmation_is_tried_here() -> None:
    """The codes are those of the sources: one that is added without saying what it stops fails here."""
    tried = {case.partition(" ")[0] for case in (*ROWS, *HEADS)} | {"capacite-habilitee"}
    codes = {
        code
        for name in ("audit", "faits_communs", "lignes", "mots_des_cellules")
        for code in errors_of(Path(f"engine/programmation/{name}.py"))
    }
    assert codes - tried == {
        "programmation-vide",  # there is no contract
        "tableau-vide",  # nothing can be read: the run does not begin
        "cellule-non-calculee",  # of workbooks, as « cellule-illisible » is (test_cellules.py)
    }


def errors_of(file: Path) -> set[str]:
    """The codes of the findings that a module makes and that are errors."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            words = ast.unparse(node)
            text = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            code = next((one for one in text if re.fullmatch(r"[a-z]+(-[a-z]+)+", one)), "")
            if code and "Severity.WARNING" not in words and "Severity.INFORMATION" not in words:
                found.add(code)
    return found
