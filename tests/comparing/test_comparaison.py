"""`cpom comparer`, as a legal officer uses it: what differs between two contracts, and why."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import cpom
from engine.cli import main
from tests.rereading.paquets import parts_of, zipped

HABILITE = Path("data/exemples/saad-habilite.yaml")


def changed(folder: Path, *changes: tuple[str, str], name: str = "apres.yaml") -> Path:
    text = HABILITE.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(capfd: pytest.CaptureFixture[str], *words: str | Path) -> str:
    assert main(["comparer", *map(str, words)]) == 0
    return plain(capfd.readouterr().out)


def plain(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def part(said: str, title: str) -> str:
    return next(one for one in said.split("\n\n") if one.startswith(title))


def test_a_contract_and_itself_have_no_difference(capfd: pytest.CaptureFixture[str]) -> None:
    assert told(capfd, HABILITE, HABILITE).endswith("\n\naucune différence.\n")


def test_a_fact_is_told_wherever_it_is_printed_old_and_new(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    after = changed(tmp_path, ("raison_sociale: Association Exemple", "raison_sociale: Association Autre"))
    said = told(capfd, HABILITE, after)
    assert said.startswith(
        f"{HABILITE} comparé à {after}\n  A : {HABILITE}, modèle saad, droit du 15 janvier 2024, cpom"
    )
    why = (
        "pourquoi : raison sociale de l'organisme gestionnaire (gestionnaire.raison_sociale) :"
        " « Association Exemple » → « Association Autre »"
    )
    for title in ("En-tête et pied de page", "Parties au contrat", "Article 1er : Objet et périmètre du contrat"):
        assert "Association [-Exemple-] {+Autre+}" in part(said, title)
        assert why in part(said, title)
    assert "possible" not in said


def test_the_law_of_another_day_is_told_from_the_fact_that_is_that_day(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = told(capfd, HABILITE, changed(tmp_path, ("date: 2024-01-15", "date: 2025-03-02")))
    assert "le droit : « 15 janvier 2024 » → « 2 mars 2025 »" in part(said, "Article 8 : Litiges")
    signed = part(said, "Article 10")
    assert "date de signature (signature.date) : « 2024-01-15 » → « 2025-03-02 »" in signed
    assert "[-15 janvier 2024,-] {+2 mars 2025,+}" in signed


def test_a_clause_that_a_fact_brings_or_takes_away_says_which(capfd: pytest.CaptureFixture[str]) -> None:
    said = told(capfd, "data/exemples/saad-habilite.yaml", "data/exemples/saad-mixte.yaml")
    added = part(said, "Article 3 bis : Moyens dédiés à la réalisation du contrat (services non habilités) (ajouté)")
    assert re.search(r"pourquoi : services \(services\) : « 1 élément » → « 3 éléments »", added)


def test_a_table_is_told_row_by_row(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    after = changed(tmp_path, ("9 840", "9 999"))
    said = told(capfd, HABILITE, after)
    assert re.search(r"ligne « [^»]*GIR 2 », colonne « Nombre d’heures » : .*\[-.*840.*\{\+.*999", said)
    assert "diagnostic.activite.gir2.heures" in said


def test_another_library_is_told_apart_from_the_facts(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "maison"
    clause = folder / "saad" / "litiges.md"
    clause.parent.mkdir(parents=True)
    shutil.copy("clauses/saad/litiges.md", clause)
    clause.write_text(clause.read_text("utf-8") + "\nUne conciliation est tentée d'abord.\n", "utf-8")
    (folder / "bibliotheque.yaml").write_text("format: 1\nnom: maison\nversion: '2'\ntitulaire: la maison\n", "utf-8")
    after = changed(tmp_path, ('tarif_horaire: "25,10"', 'tarif_horaire: "26,40"'))
    a = cpom.ouvrir(HABILITE)
    b = cpom.ouvrir(after, bibliotheque=cpom.Bibliotheque(folder))
    said = plain(cpom.comparer(a, b).texte())
    litiges = part(said, "Article 8 : Litiges")
    assert "Une conciliation est tentée d’abord." in litiges
    assert re.search(r"pourquoi : la bibliothèque : « cpom [^»]* » → « maison 2, cpom [^»]* »", litiges)
    assert "pourquoi : tarif horaire de l'année d'effet" in part(said, "Article 3")


def test_contracts_of_two_models_are_compared_and_it_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    said = told(capfd, "data/exemples/chrs-complet.yaml", "data/exemples/ehpad-complet.yaml")
    assert "modèle chrs, " in said
    assert "le modèle : « chrs » → « ehpad »" in said
    assert re.search(r"\(ajouté\)\n    (?:pourquoi|causes? possibles?) : ", said)


def test_a_document_as_it_was_written_differs_in_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["generer", str(HABILITE), "--format", "docx", "--sortie", str(tmp_path)]) == 0
    capfd.readouterr()
    assert "aucune différence" in told(capfd, HABILITE, tmp_path / "saad-habilite.docx")


def test_words_changed_by_hand_are_shown_with_their_clause(tmp_path: Path) -> None:
    written = tmp_path / "projet.docx"
    written.write_bytes(cpom.ouvrir(HABILITE).ecrire("docx"))
    edited = tmp_path / "retour.docx"
    parts = parts_of(written.read_bytes())
    body = parts["word/document.xml"].decode()
    assert body.count("efforceront de résoudre à l’amiable") == 1
    parts["word/document.xml"] = body.replace(
        "efforceront de résoudre à l’amiable", "engagent à concilier d’abord"
    ).encode()
    edited.write_bytes(zipped(parts))
    found = cpom.comparer(written, edited)
    assert found.parties[0].clause == "litiges"
    assert not found.constats
    assert "{+concilier d’abord+} tout différend" in plain(found.texte())
    assert "convenu à la main" in found.texte()


def test_a_fact_changed_by_hand_in_a_document_is_a_fact(tmp_path: Path) -> None:
    parts = parts_of(cpom.ouvrir(HABILITE).ecrire("docx"))
    body = parts["word/document.xml"].decode()
    assert body.count(">999999014<") == 1
    parts["word/document.xml"] = body.replace(">999999014<", ">999999030<").encode()
    edited = tmp_path / "retour.docx"
    edited.write_bytes(zipped(parts))
    (words,) = [one for part in cpom.comparer(HABILITE, edited).parties for line in part.lignes for one in line.mots]
    assert (words.causes[0].sorte, words.causes[0].chemin, words.sur) == ("fait", "gestionnaire.siren", True)
    assert (words.causes[0].avant, words.causes[0].apres) == ("999999014", "999999030")


def test_words_agreed_in_the_description_are_told_with_their_reason(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    after = tmp_path / "apres.yaml"
    after.write_text(
        HABILITE.read_text("utf-8")
        + "adaptations:\n  litiges:\n    texte: Les parties concilient d’abord.\n    motif: demande de l’association\n",
        "utf-8",
    )
    said = part(told(capfd, HABILITE, after), "Article 8 : Litiges")
    assert "concilient d’abord.+}" in said
    assert "pourquoi : convenu à la main, « demande de l’association »" in said


def test_every_format_is_written_and_says_the_same(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    after = changed(tmp_path, ('tarif_horaire: "25,10"', 'tarif_horaire: "26,40"'))
    said = told(capfd, HABILITE, after, "--format", "html,txt,json", "--sortie", tmp_path)
    stem = tmp_path / "comparaison-saad-habilite-apres"
    assert plain(stem.with_suffix(".txt").read_text("utf-8")) == said
    page = stem.with_suffix(".html").read_text("utf-8")
    assert "<del>25,10</del> <ins>26,40</ins>" in page
    assert not re.search(r"(?:src|href)=", page)
    read = json.loads(stem.with_suffix(".json").read_text("utf-8"))
    Draft202012Validator(cpom.schema_de_la_comparaison()).validate(read)
    words = [one for article in read["articles"] for line in article["lignes"] for one in line["passages"]]
    assert [(one["retire"], one["ajoute"], one["causes"][0]["chemin"]) for one in words if one["sur"]] == [
        ("25,10", "26,40", "moyens.tarif_horaire")
    ]


def test_the_schema_is_written_and_refuses_what_it_does_not_know(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--comparaison"]) == 0
    schema = json.loads(capfd.readouterr().out)
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors({"format": 2}))


def test_the_tracked_changes_say_who_and_when_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("python_redlines")
    after = changed(tmp_path, ('tarif_horaire: "25,10"', 'tarif_horaire: "26,40"'))
    asked = ("--format", "docx", "--auteur", "Service des contrats", "--date", "2026-03-12", "--sortie", str(tmp_path))
    assert main(["comparer", str(HABILITE), str(after), *asked]) == 0
    assert "modifications de « Service des contrats », du 12 mars 2026" in plain(capfd.readouterr().err)


def test_a_redline_in_which_somebody_settled_changes_is_not_replaced(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("python_redlines")
    after = changed(tmp_path, ('tarif_horaire: "25,10"', 'tarif_horaire: "26,40"'))
    asked = ["comparer", str(HABILITE), str(after), "--format", "docx", "--sortie", str(tmp_path)]
    assert main(asked) == main(asked) == 0
    target = tmp_path / "comparaison-saad-habilite-apres.docx"
    settled = parts_of(target.read_bytes())
    settled["word/document.xml"] = settled["word/document.xml"].replace(b"26,40", b"26,10")
    target.write_bytes(zipped(settled))
    capfd.readouterr()
    assert main(asked) == 1
    assert "--ecraser" in capfd.readouterr().err
    assert parts_of(target.read_bytes()) == settled
    assert main([*asked, "--ecraser"]) == 0
    assert len(list(tmp_path.glob("*.docx"))) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("absent.yaml",), "absent.yaml"),
        (("pyproject.toml",), "erreur ["),
        (("tests/fixtures/classeurs/autre.xlsx",), "erreur ["),
    ],
)
def test_what_is_no_contract_is_refused_in_a_sentence(
    words: tuple[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["comparer", str(HABILITE), *words]) == 1
    err = capfd.readouterr().err
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [("--date", "2026-01-01"), ("--auteur", "X"), ("--format", "pdf")])
def test_words_that_do_nothing_are_refused(words: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["comparer", str(HABILITE), str(HABILITE), *words])
    assert ended.value.code == 2
    assert "--format" in capfd.readouterr().err


def test_a_contract_of_the_day_is_compared_in_the_law_of_that_day() -> None:
    draft = cpom.lire("modele: saad\n", jour=date(2024, 1, 1))
    later = cpom.lire("modele: saad\n", jour=date(2025, 6, 1))
    parts = cpom.comparer(draft, later).parties
    causes = {one.sorte for part in parts for line in part.lignes for words in line.mots for one in words.causes}
    assert {"droit"} <= causes <= {"droit", "numerotation"}
