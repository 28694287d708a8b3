"""`cpom expliquer` over every example: each clause once, each visa as printed, each date by its rule, each name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import cpom
from engine.cli import main
from engine.french import MONTHS, duration_in_words
from tests.fuzz.essais import tried

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
DAY = date(2026, 11, 28)
SAAD = Path("data/exemples/saad-habilite.yaml")


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_clause_of_the_model_is_told_once(path: Path) -> None:
    dossier = cpom.ouvrir(path, jour=DAY)
    told = dossier.explication().clauses
    assert sorted(one.clause for one in told) == sorted(cpom.Bibliotheque().modele(dossier.modele).clauses)
    kept = {one.clause for one in told if one.gardee}
    assert {one.sous for one in told if one.gardee} - {""} <= kept


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_visa_printed_is_told_in_its_words_with_what_calls_it(path: Path) -> None:
    dossier = cpom.ouvrir(path, jour=DAY)
    printed = [line for line in plain(dossier.ecrire("txt").decode()).splitlines() if line.startswith("Vu ")]
    told = [one for one in dossier.explication().visas if not one.omis]
    assert [f"{plain(one.texte)} ;" for one in told] == printed
    assert all(one.appele_par for one in told)
    assert all(one.source and one.statut for one in told if one.cle)


def test_a_visa_says_what_its_text_replaced_and_which_clauses_rest_on_it() -> None:
    told = {one.cle: one for one in cpom.ouvrir(SAAD, jour=DAY).explication().visas}
    replacing = told["decret-2023-608"]
    assert replacing.en_vigueur == date(2023, 7, 16)
    assert any("2016-502" in one and "que le modèle nomme, depuis le 16" in plain(one) for one in replacing.remplace)
    assert any(plain(one).startswith("la clause « ") and "fondée sur" in one for one in told["casf"].appele_par)
    assert "le plan du modèle « saad »" in plain(told["cgct"].appele_par[0])


def test_a_visa_that_is_no_more_is_told_with_why_it_is_left_out(tmp_path: Path) -> None:
    library = tmp_path / "ma"
    (library / "droit").mkdir(parents=True)
    (library / "bibliotheque.yaml").write_text("format: 1\nnom: Exemple\nversion: '1'\n", encoding="utf-8")
    (library / "droit" / "textes.yaml").write_text(
        "loi-2021-1754:\n  corrige: {par: Exemple, motif: essai}\n  abroge: {le: 2023-01-01, source: essai}\n",
        encoding="utf-8",
    )
    dossier = cpom.ouvrir(SAAD, bibliotheque=cpom.Bibliotheque(library), jour=DAY)
    (omitted,) = (one for one in dossier.explication().visas if one.omis)
    assert omitted.cle == "loi-2021-1754"
    assert "n’est plus en vigueur depuis le 1er janvier 2023" in omitted.omis.replace("\u00a0", " ")
    assert "Vu la loi n° 2021-1754" not in plain(dossier.ecrire("txt").decode())


def test_a_visa_of_the_parties_says_its_line(tmp_path: Path) -> None:
    text = SAAD.read_text(encoding="utf-8") + "visas_locaux:\n  - la convention du 3 mai 2023\n"
    told = cpom.lire(text, nom="c.yaml", jour=DAY).explication().visas[-1]
    assert plain(told.texte) == "Vu la convention du 3 mai 2023"
    assert str(told.faits[0].place).startswith(f"c.yaml:{len(text.splitlines())}:")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_deadline_is_told_with_its_rule(path: Path) -> None:
    dossier = cpom.ouvrir(path, jour=DAY)
    told = dossier.explication().dates
    assert [one.jour for one in told] == [one.jour for one in dossier.calendrier]
    assert all(one.regle and one.faits for one in told)
    assert all(one.clauses for one in told if one.article)
    days = {fact.chemin: fact.place for one in told for fact in one.faits}
    assert days["effet"]


def read_rule(rule: str) -> date:
    """The day that « prise d'effet (1er février 2024) + cinq ans − 1 jour » gives, read as a person would."""
    found = re.fullmatch(r"[^(]*\((\d+)(?:er)? (\S+) (\d+)\) ([+−]) (.*?)( − 1 jour|, dernier jour .*| \(délai.*)?",
                         plain(rule))  # fmt: skip
    assert found, rule
    start = date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    months = next(count for count in range(1, 200) if plain(duration_in_words(count)) == found[5])
    day = start + relativedelta(months=months if found[4] == "+" else -months)
    return day - relativedelta(days=1) if found[6] == " − 1 jour" else day


@tried(60, 0.2)
@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 5), st.integers(3, 12), st.integers(1, 6))
def test_who_follows_the_rule_of_a_date_finds_the_date(effet: date, years: int, notice: int, answer: int) -> None:
    dossier = cpom.lire(
        {
            "modele": "saad",
            "effet": effet.isoformat(),
            "duree": f"{years} ans" if years > 1 else "1 an",
            "prorogation": {"preavis": f"{notice} mois", "reponse": f"{answer} mois"},
        },
        jour=DAY,
    )
    followed = [one for one in dossier.explication().dates if re.search(r" [+−] ", one.regle)]
    assert [read_rule(one.regle) for one in followed] == [one.jour for one in followed]
    assert len(followed) >= 3


def test_a_name_of_the_day_says_since_when_and_what_it_replaced() -> None:
    text = SAAD.read_text(encoding="utf-8")
    later = cpom.lire(text.replace("date: 2024-01-15", "date: 2025-03-02"), jour=DAY)
    names = {one.cle: one for one in later.explication().noms}
    court = names["juridiction-tarification"]
    assert court.texte.startswith("tribunal administratif")
    assert court.depuis == date(2025, 1, 1)
    assert "interrégional" in court.remplace
    assert "litiges" in court.clauses
    assert court.texte in later.ecrire("txt").decode()


def test_what_the_parties_agreed_is_told_with_its_reason(tmp_path: Path) -> None:
    text = SAAD.read_text(encoding="utf-8") + (
        "adaptations:\n  litiges: {supprimee: oui, motif: accord du 3 mai}\n"
        "clauses_ajoutees:\n  - {nom: comite, apres: suivi, titre: Comité, texte: Un comité., motif: demande}\n"
    )
    told = {one.clause: one for one in cpom.lire(text, jour=DAY).explication().clauses}
    assert (told["litiges"].negociee, told["litiges"].motif, told["litiges"].gardee) == (
        "supprimée", "accord du 3 mai", False,
    )  # fmt: skip
    assert (told["comite"].negociee, told["comite"].motif, told["comite"].gardee) == ("ajoutée", "demande", True)


def test_one_clause_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expliquer", str(SAAD), "--clause", "duree"]) == 0
    said = plain(capsys.readouterr().out)
    assert said.count("gardée") == 1
    assert "échéance du contrat\n        prise d'effet (1er février 2024) + cinq ans − 1 jour\n" in said
    assert "litiges" not in said
    assert main(["expliquer", str(SAAD), "--clause", "dure"]) == 1
    assert "Vouliez-vous dire « duree » ?" in capsys.readouterr().err


def test_a_figure_keeps_those_that_it_comes_from() -> None:
    told = cpom.ouvrir(SAAD, jour=DAY).explication().de("annexes/diagnostic").chiffres
    assert {name for one in told for name in one.chiffres} <= {one.place for one in told}
    assert {one.tableau for one in told} == {"Annexe 1 — Chiffres d’activité"}


def words_of_docx(content: bytes) -> Iterable[str]:
    document = docx.Document(BytesIO(content))
    for table in document.tables:
        for row in table.rows:
            yield from (paragraph.text for cell in row.cells for paragraph in cell.paragraphs)


def test_every_format_says_the_same() -> None:
    told = cpom.ouvrir(SAAD, jour=DAY).explication()
    lines = [re.sub(r"^(gardée|écartée) +", "", plain(line).strip()) for line in told.texte().splitlines() if line]
    in_docx = {plain(line).replace("saad-habilite.yaml", str(SAAD)) for line in words_of_docx(told.ecrire("docx"))}
    titles = ["Les clauses", "Les visas", "Les chiffres", "Les dates", "Les mots du droit"]
    assert [line for line in lines if line not in in_docx] == titles[1:]
    page = told.ecrire("html").decode()
    assert "viewport" in page
    assert all(f">{title}</h" in page for title in titles)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_json_follows_its_schema(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(cpom.ouvrir(path, jour=DAY).explication().ecrire("json"))
    schema = cpom.schema_de_l_explication()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(said)
    assert {key for one in said["clauses"] for why in one["raisons"] for key in why} == {"trait", "valeurs", "faits"}
    assert main(["schema", "--explication"]) == 0
    assert json.loads(capsys.readouterr().out) == schema


def test_files_are_written_again_and_never_over_somebody_elses(tmp_path: Path) -> None:
    words = ["expliquer", str(SAAD), "--format", "docx,html,txt,json", "--sortie", str(tmp_path)]
    assert main(words) == 0
    first = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert sorted(first) == [f"explication-saad-habilite.{end}" for end in ("docx", "html", "json", "txt")]
    assert main(words) == 0
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == first
    for end in ("html", "json", "txt"):
        (tmp_path / f"explication-saad-habilite.{end}").write_text("Mes notes", encoding="utf-8")
    document = docx.Document(str(tmp_path / "explication-saad-habilite.docx"))
    document.paragraphs[0].add_run(" Mes notes")
    document.save(str(tmp_path / "explication-saad-habilite.docx"))
    kept = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert main(words) == 1
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == kept
    assert main([*words, "--ecraser"]) == 0


def test_a_document_and_a_wrong_description(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generer", str(SAAD), "--format", "docx", "--sortie", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["expliquer", str(tmp_path / "saad-habilite.docx"), "--clause", "litiges"]) == 0
    assert "gardée  litiges" in capsys.readouterr().out
    (tmp_path / "faux.yaml").write_text("modele: saad\nduree: 12 siècles\n", encoding="utf-8")
    assert main(["expliquer", str(tmp_path / "faux.yaml"), "--format", "txt", "--sortie", str(tmp_path)]) == 1
    assert not (tmp_path / "explication-faux.txt").exists()
