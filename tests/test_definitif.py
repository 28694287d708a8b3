"""A final document hides no doubt: what is still to be verified is listed, refused, or accepted as a réserve."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from docx import Document
from openpyxl import load_workbook

from engine.cli import main
from engine.definitif import Final, reserves
from engine.errors import Finding, Severity

EXAMPLE = Path("data/exemples/ehpad-complet.yaml")
PROGRAMMATION = Path("data/exemples/programmation-ehpad/programmation.yaml")
DOUBT = Finding("terme-a-verifier", "« conseil » : dénomination à vérifier.", Severity.WARNING, reserve=True)
SURE = Finding("terme-remplace", "« conseil » a remplacé « assemblée ».", Severity.WARNING)
WRONG = Finding("finess-cle", "ce numéro FINESS est faux.")


def test_only_what_is_marked_so_is_a_reserve_and_each_is_told_once() -> None:
    assert reserves([SURE, DOUBT, DOUBT]) == (DOUBT,)


@pytest.mark.parametrize(
    ("final", "missing", "found", "refused"),
    [
        (Final(), 3, [DOUBT], ""),
        (Final(), 0, [DOUBT, WRONG], "des erreurs restent à corriger"),
        (Final(asked=True, with_reserves=True), 0, [WRONG], "des erreurs restent à corriger"),
        (Final(asked=True), 0, [SURE], ""),
        (Final(asked=True), 1, [], "un fait manque"),
        (Final(asked=True), 2, [DOUBT], "2 faits manquent"),
        (Final(asked=True), 0, [DOUBT], "un point reste à vérifier"),
        (Final(asked=True, with_reserves=True), 0, [DOUBT], ""),
        (Final(asked=True, with_reserves=True), 2, [DOUBT], "2 faits manquent"),
    ],
)
def test_one_rule_says_whether_a_document_may_be_final(
    final: Final, missing: int, found: list[Finding], refused: str
) -> None:
    why = final.refusal(missing, found)
    assert refused in why
    assert bool(why) == bool(refused)


def test_a_final_contract_with_doubts_is_refused_then_written_with_its_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["generer", str(EXAMPLE), "--definitif", "--format", "txt", "--sortie", str(tmp_path)]
    assert main(words) == 1
    refused = capsys.readouterr().err
    assert "à vérifier avant la signature" in refused
    assert "ou ajoutez --avec-reserves" in refused
    assert not list(tmp_path.iterdir())
    assert main([*words, "--avec-reserves"]) == 0
    assert "à vérifier avant la signature" in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["ehpad-complet.txt", "rapport.txt"]


def test_a_draft_shows_its_doubts_as_comments(tmp_path: Path) -> None:
    assert main(["generer", str(EXAMPLE), "--sortie", str(tmp_path)]) == 0
    comments = " ".join(one.text for one in Document(str(tmp_path / "ehpad-complet.docx")).comments)
    assert "limite la prorogation à une sixième année" in comments


def test_a_final_contract_has_no_comment_and_the_words_of_its_draft(tmp_path: Path) -> None:
    words = ["generer", str(EXAMPLE), "--format", "docx,txt", "--sortie"]
    assert main([*words, str(tmp_path / "projet")]) == 0
    assert main([*words, str(tmp_path / "definitif"), "--definitif", "--avec-reserves"]) == 0
    assert not list(Document(str(tmp_path / "definitif" / "ehpad-complet.docx")).comments)
    texts = [(tmp_path / one / "ehpad-complet.txt").read_text(encoding="utf-8") for one in ("projet", "definitif")]
    assert texts[0] == texts[1]


def test_a_doubt_of_a_clause_is_a_reserve_and_not_a_mere_remark() -> None:
    said = [
        (path.name, words)
        for path in Path("clauses").rglob("*.md")
        for words in re.findall(r"\[remarque : ([^\]]*)\]|\]: remarque : ((?:.+\n)+)", path.read_text(encoding="utf-8"))
    ]
    assert said
    assert [one for one in said if any("vérifier" in words for words in one[1])] == []


def test_reserves_without_a_final_document_make_no_sense(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["generer", str(EXAMPLE), "--avec-reserves"])
    assert "--avec-reserves ne va qu'avec --definitif" in capsys.readouterr().err


def _complete(folder: Path) -> Path:
    """A programmation of one contract, whose description is the complete example."""
    facts = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - as typed
    for fact in ("modele", "departement", "charte"):
        facts.pop(fact, None)
    rows = [
        {"finess": one["finess"], "nom": one["nom"], "gestionnaire": "Association Exemple Loire", "departement": "44",
         "annee": "2021", "habilitation": one["habilitation_aide_sociale"], "capacite": one["capacite"]}
        for one in facts["etablissements"][:1]
    ]  # fmt: skip
    head = {"modele": "ehpad", "periode": "2021-2025", "arrete": {"date": "2020-11-30", "publication": "2020-12-14"},
            "etablissements": rows, "commun": {"duree": "5 ans"}}  # fmt: skip
    path = folder / "programmation.yaml"
    path.write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    return path


def test_the_reports_of_a_run_list_the_doubts_of_each_contract(tmp_path: Path) -> None:
    out = tmp_path / "lot"
    main(["lot", str(_complete(tmp_path)), "--format", "txt", "--sortie", str(out)])
    (contract,) = json.loads((out / "manifeste.json").read_text(encoding="utf-8"))["contrats"]
    assert any("sixième année" in one for one in contract["reserves"])
    sheet = load_workbook(out / "rapport.xlsx")["Réserves"]
    assert any("sixième année" in str(row[3].value) for row in sheet.iter_rows(min_row=2))
    page = (out / "rapport.html").read_text(encoding="utf-8")
    assert "sixième année" in page.split('id="reserves"')[1].split("</section>")[0]


def test_an_arrete_obeys_the_same_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["programmation", "arrete", str(PROGRAMMATION), "--definitif", "--format", "txt"]
    assert main([*words, "--sortie", str(tmp_path)]) == 1
    assert "aucun modèle officiel" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
