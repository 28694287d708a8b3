"""The calendar of a contract: every date that its clauses create, its article, who acts, the working day to act by."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from engine.assembly.echeances import deadlines_of
from engine.calendar.echeancier import Deadline, remark
from engine.dossier import dossier_of, open_dossier
from engine.french import MONTHS
from engine.law.applicable import law_of
from engine.libraries.echeances import Echeance
from engine.libraries.modele import Clause, load_model, model_names
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from models.fiches.faults import UnreadError
from models.fiches.groupe import read_as
from models.traits import DOMAINES
from tests.bibliotheques import alone
from tests.calendriers import calendar

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


def acted(deadline: Deadline, departement: str) -> str:
    """The other day that the calendar gives; empty where the day itself is worked."""
    return remark(deadline, departement).split(" : ")[-1].split(" ; ")[0].replace("\u00a0", " ")


# --- The working day to act by ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("modele", "departement", "effet", "notice", "reason", "before"),
    [
        # 30 June 2030 is a Sunday: on Monday 1 July the six months of notice are no longer whole.
        ("ehpad", "35", "2026-01-01", "2030-06-30", "dimanche", "samedi 29 juin 2030"),
        ("saad", "35", "2025-05-02", "2029-05-01", "Fête du Travail", "lundi 30 avril 2029"),
        # Strasbourg does not work on the 26th, nor on the 25th; the 24th is a Sunday.
        ("chrs", "67", "2024-12-27", "2028-12-26", "Saint-Étienne", "samedi 23 décembre 2028"),
        ("saad", "974", "2024-12-21", "2028-12-20", "Abolition", "mardi 19 décembre 2028"),
    ],
)
def test_the_last_day_to_notify_is_the_working_day_before(
    modele: str, departement: str, effet: str, notice: str, reason: str, before: str
) -> None:
    found = calendar(modele, departement=departement, effet=effet, duree="5 ans")["preavis"]
    assert found.day == date.fromisoformat(notice)
    assert remark(found, departement).startswith(reason)
    assert "jour ouvrable précédent" in remark(found, departement)
    assert acted(found, departement) == before


def test_a_period_to_answer_runs_to_the_working_day_after() -> None:
    """Notified on 1 May 2029, answered within two months: 1 July 2029 is a Sunday."""
    found = calendar("saad", departement="35", effet="2025-05-02", duree="5 ans")["reponse"]
    assert found.day == date(2029, 7, 1)
    assert "jour ouvrable suivant" in remark(found, "35")
    assert acted(found, "35") == "lundi 2 juillet 2029"


def test_what_is_no_day_to_act_by_has_no_working_day() -> None:
    found = calendar("saad", departement="35", effet="2025-07-01", duree="5 ans")
    assert found["echeance"].day == date(2030, 6, 30)  # a Sunday
    assert remark(found["echeance"], "35") == ""


# --- What each model creates ------------------------------------------------------------------------------------------


def test_an_ehpad_contract_has_its_dialogues_and_its_documents() -> None:
    found = calendar("ehpad", departement="35", effet="2026-07-15", duree="5 ans", comite={"quatrieme_annee": "oui"})
    third, fourth, fifth = found["mi-parcours"], found["quatrieme-annee"], found["bilan-final"]
    assert third.day == date(2029, 7, 14)
    assert "du 15 juillet 2028 au 14 juillet 2029" in third.words.replace("\u00a0", " ")
    assert acted(third, "35") == "vendredi 13 juillet 2029"  # the 14th is a holiday
    assert (fourth.day, fifth.day) == (date(2030, 7, 14), date(2031, 7, 14))
    assert found["evaluation-troisieme-annee"].day == third.day
    assert [found[f"errd-{year}"].day for year in (2027, 2032)] == [date(2027, 4, 30), date(2032, 4, 30)]
    assert "errd-2026" not in found  # before it takes effect
    assert "de 2026" in found["errd-2027"].words
    assert found["activite-previsionnelle-2026"].day == date(2026, 10, 31)
    assert "de 2027" in found["activite-previsionnelle-2026"].words
    assert found["eprd-2027"].day == date(2027, 6, 30)
    assert found["eprd-2027"].article == ""  # the law fixes it, and no article
    assert "à vérifier" in found["eprd-2027"].more
    assert (third.article, third.qui) == ("article 5", "le comité de suivi")


def test_the_fourth_year_is_there_where_the_option_is() -> None:
    assert "quatrieme-annee" not in calendar("ehpad", effet="2026-07-15", duree="5 ans")
    assert "quatrieme-annee" not in calendar(
        "ehpad", effet="2026-07-15", duree="5 ans", comite={"quatrieme_annee": "non"}
    )


def test_head_office_costs_end_when_their_authorisation_does() -> None:
    facts = {"siege": {"frais": "oui", "effet": "2025-01-01", "duree": "4 ans"}}
    assert calendar("ehpad", effet="2026-01-01", duree="5 ans", **facts)["siege"].day == date(2028, 12, 31)
    facts = {"siege": {"frais": "non", "effet": "2025-01-01", "duree": "4 ans"}}
    assert "siege" not in calendar("ehpad", effet="2026-01-01", duree="5 ans", **facts)


def test_what_is_to_be_verified_of_a_deadline_of_the_rules_is_told(tmp_path: Path) -> None:
    shutil.copytree("clauses", tmp_path / "clauses")
    clause = tmp_path / "clauses" / "saad" / "revision.md"
    text = clause.read_text(encoding="utf-8")
    clause.write_text(text.replace("{rappelle: preavis}", "{rappelle: preavis, doute: usage local}"), encoding="utf-8")
    library = alone(tmp_path / "clauses")
    model = load_model("saad", library)
    contrat = read_as(model.description, {"modele": "saad", "effet": "2025-05-02", "duree": "5 ans"})
    found = {one.kind: one for one in deadlines_of(model, contrat, law_of(contrat, date(2026, 1, 1), library))}
    assert "à vérifier : usage local" in found["preavis"].more
    assert "usage local" not in found["preavis"].said
    assert found["reponse"].doute == ""


def test_a_saad_contract_says_its_meetings_and_documents_before_their_day() -> None:
    """« Avant le 30 septembre » is the 29th at the latest."""
    suivi = {"periodicite": "chaque année", "reunion_avant": "30 septembre", "documents_avant": "30 avril"}
    found = calendar("saad", effet="2024-02-01", duree="5 ans", suivi=suivi)
    assert found["reunion-2024"].day == date(2024, 9, 29)
    assert found["reunion-2024"].words.replace("\u00a0", " ").endswith("avant le 30 septembre 2024")
    assert found["documents-2025"].day == date(2025, 4, 29)
    assert "documents-2024" not in found
    assert found["rapport-final"].day == date(2029, 1, 31)
    assert "reunion-2029" not in found  # after its term


def test_a_meeting_every_two_years_is_not_one_every_year() -> None:
    suivi = {"periodicite": "tous les deux ans", "reunion_avant": "30 septembre"}
    found = calendar("saad", effet="2024-01-01", duree="5 ans", suivi=suivi)
    assert sorted(kind for kind in found if kind.startswith("reunion")) == ["reunion-2025", "reunion-2027"]


def test_a_chrs_contract_says_each_document_of_its_lists() -> None:
    rows = [
        {"structures": "CHRS A", "document": "budget prévisionnel", "delai": "31 octobre de l'année précédente"},
        {"structures": "CHRS A", "document": "compte administratif", "delai": "30 avril N+1"},
        {"structures": "CHRS A", "document": "autre", "delai": "dès que possible"},
    ]
    suivi = {
        "periodicite": "une fois par an",
        "mi_parcours": "oui",
        "evaluation_finale": "Rapport avant le 1er juin 2029.",
    }
    found = calendar("chrs", effet="2025-01-01", duree="5 ans", moyens={"documents_budgetaires": rows}, suivi=suivi)
    assert found["document-budgetaire-1-2026"].day == date(2026, 10, 31)
    assert "exercice 2027" in found["document-budgetaire-1-2026"].words
    assert found["document-budgetaire-2-2026"].words == "compte administratif (CHRS A), exercice 2025"
    assert not [kind for kind in found if kind.startswith("document-budgetaire-3")]
    assert found["comite-2025"].day == date(2025, 12, 31)
    assert found["mi-parcours"].day == date(2027, 6, 30)
    assert found["evaluation-finale-datee"].day == date(2029, 5, 31)
    assert found["preavis"].article == "article V, 2"


def test_seine_et_marne_and_ille_et_vilaine_have_their_months() -> None:
    found = calendar("saad-seine-et-marne", effet="2026-01-01", duree="5 ans", signature={"date": "2025-12-10"})
    assert found["telegestion"].day == date(2026, 2, 20)
    assert found["assurances"].day == date(2025, 12, 25)
    assert acted(found["assurances"], "77") == "mercredi 24 décembre 2025"
    assert found["rapport-annuel-2027"].day == date(2027, 4, 30)
    found = calendar("sad-ille-et-vilaine", effet="2024-01-01", duree="5 ans")
    assert found["heures"].day == date(2024, 2, 14)
    assert (found["dialogue"].day, found["dialogue-final"].day) == (date(2026, 12, 31), date(2028, 12, 31))


def test_an_action_says_its_dates_and_no_more() -> None:
    action = {
        "intitule": "Former",
        "delai": "à partir du 1er mai 2026 ; bilan avant le 1er juillet 2026, puis chaque année",
    }
    objectifs = [{"operationnels": [{"actions": [action]}]}]
    found = calendar("chrs", departement="35", effet="2026-01-01", duree="5 ans", objectifs=objectifs)
    assert [found[kind].day for kind in ("action-1", "action-1-1")] == [date(2026, 5, 1), date(2026, 6, 30)]
    assert remark(found["action-1"], "35") == ""  # a beginning is no last day


# --- The library ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_deadline_of_an_example_is_told_once_with_its_article(path: Path) -> None:
    found = open_dossier(path, date(2026, 1, 1)).deadlines
    assert len({one.kind for one in found}) == len(found)
    assert all(one.article or one.source for one in found), [one.kind for one in found if not one.article]
    assert not [one.words for one in found if "…" in one.words]
    assert list(found) == sorted(found)


@pytest.mark.parametrize("name", model_names())
def test_every_declared_deadline_names_what_the_model_has(name: str) -> None:
    model = load_model(name)
    known = {".".join(path) for path, _ in chemins.walk(model.description)}
    for clause in model.clauses.values():
        for rule in clause.en_tete.echeances:
            column = f"{rule.pour}.{rule.fait}" if rule.pour else rule.fait
            named = {column, rule.periodicite, rule.pour} - {""}
            assert named <= known, (clause.fichier, named - known)
            columns = {one.removeprefix(f"{rule.pour}.") for one in known if rule.pour and one.startswith(rule.pour)}
            words = set(re.findall(r"\{([\w.]+)\}", rule.objet))
            assert words <= known | columns | {"annee", "exercice", "jour"}, (clause.fichier, words)
            assert set(rule.si) <= set(DOMAINES) | set(model.domaines), clause.fichier


DATED = re.compile(
    rf"\b\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)})\b(?! \d{{4}})"
    r"|\bfin avril|au cours de la \w+ année|dernière année|\bAu plus tard|de chaque mois|du mois suivant|à mi-parcours"
    r"|une fois par an|rencontre annuelle|gestion annuel\b"
)
NOT_CREATED = {
    "ehpad/objectifs": "le dialogue à mi-parcours est celui de l'article 5",
    "ehpad/visas/programmation": "un visa rappelle un acte",
    "saad-seine-et-marne/compensation/determination/definitive": "le dialogue est celui du suivi",
    "saad-seine-et-marne/obligations-de-service-public": "le dialogue est celui du suivi",
}
"""Clauses that speak of a day or of a year which another clause, or no clause, fixes."""


@pytest.mark.parametrize("name", model_names())
def test_a_clause_that_says_a_day_creates_a_deadline(name: str) -> None:
    def says(clause: Clause) -> str:
        body = re.sub(r"\{\{ ?(?:note|remarque|reserve)\(.*?\) ?\}\}", "", clause.corps, flags=re.DOTALL)
        return found.group() if (found := DATED.search(re.sub(r'vierge\(".*?"\)', "", body))) else ""

    silent = {
        f"{clause.modele}/{clause.id}": says(clause)
        for clause in load_model(name).clauses.values()
        if says(clause) and not clause.en_tete.echeances and f"{clause.modele}/{clause.id}" not in NOT_CREATED
    }
    assert silent == {}


def test_no_exception_is_useless() -> None:
    clauses = {f"{one.modele}/{one.id}" for name in model_names() for one in load_model(name).clauses.values()}
    assert set(NOT_CREATED) <= clauses


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"nom": "x", "objet": "x", "chaque_annee": "30 avril"}, "cette échéance ne dit pas : qui, motif."),
        ({"nom": "x", "objet": "x", "qui": "x", "motif": "x"}, "une de ces clés, et une seule"),
        ({"nom": "x", "objet": "x", "qui": "x", "motif": "x", "fait": "a", "chaque_mois": "3"}, "et une seule"),
        ({"nom": "x", "objet": "x", "qui": "x", "evenement": "la saisine"}, "dit sa durée : « delai » ou « jours »."),
    ],
)
def test_a_deadline_that_says_half_of_itself_is_refused(said: dict[str, str], wrong: str) -> None:
    with pytest.raises(UnreadError, match=wrong):
        read_as(Echeance, said)


@pytest.mark.parametrize(
    ("delai", "last"),
    [
        ("30 juin 2026", date(2026, 6, 30)),
        ("avant le 30 juin 2026", date(2026, 6, 29)),
        ("le 29 février 2028", date(2028, 2, 29)),
        ("le 31 avril 2026", None),  # no such day
        ("dans l'année", None),
    ],
)
def test_a_date_in_a_text_is_read_as_it_is_written(delai: str, last: date | None) -> None:
    objectifs = [{"operationnels": [{"actions": [{"intitule": "Former", "delai": delai}]}]}]
    found = calendar("chrs", effet="2026-01-01", duree="5 ans", objectifs=objectifs)
    assert (found["action-1"].day if "action-1" in found else None) == last


def test_a_contract_that_ends_with_the_calendar_breaks_nothing() -> None:
    for effet, duree in (("2024-02-29", "18 mois"), ("9998-12-31", "5 ans"), ("2024-12-31", "1 mois")):
        for name in model_names():
            assert calendar(name, effet=effet, duree=duree)


@pytest.mark.parametrize("model", ["saad", "ehpad", "chrs", "sad-ille-et-vilaine", "saad-seine-et-marne"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2024-02-29"])
def test_no_date_however_absurd_stops_a_calendar(model: str, day: str) -> None:
    text = f'modele: {model}\ndepartement: "22"\nsignature: {{date: {day}}}\neffet: {day}\nduree: 5 ans\n'
    dossier = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2026, 11, 28))
    assert all(remark(one, "22") is not None for one in dossier.deadlines)


@pytest.mark.parametrize("said", ["31 décembre 2028", "31/12/2028", "31.12.2028", "2028-12-31"])
def test_an_action_is_due_on_its_day_however_it_is_written(said: str) -> None:
    text = (
        'modele: saad\ndepartement: "22"\nsignature: {date: 2026-01-15}\neffet: 2026-02-01\nduree: 5 ans\n'
        f'objectifs: [{{intitule: o, operationnels: [{{actions: [{{intitule: a, delai: "{said}"}}]}}]}}]\n'
    )
    dossier = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2026, 11, 28))
    assert date(2028, 12, 31) in [one.day for one in dossier.deadlines]
