"""The questionnaire of a description by section, with its answers, and where a path leads in another state of it."""

from __future__ import annotations

import pytest

import cpom

MODELES = cpom.Bibliotheque().noms_des_modeles


def _section(dossier: cpom.Dossier, nom: str, pour: str | None = None) -> cpom.Rubrique:
    return next(one for one in cpom.rubriques(dossier, pour) if one.nom == nom)  # type: ignore[arg-type]


@pytest.mark.parametrize("modele", MODELES)
def test_every_question_is_in_one_section(modele: str) -> None:
    dossier = cpom.lire(f"modele: {modele}\n")
    sections = cpom.rubriques(dossier)
    first = {one.chemin for one in sections[0].demandes}
    rest = [one.chemin for section in sections[1:] for one in section.demandes]
    lists = [one for section in sections[1:] for one in _lists(section.contenu)]
    assert sections[0].titre == "Ce qui décide du contrat"
    assert sections[-1].nom == "reglages"
    assert not first & set(rest)
    assert len(rest) == len(set(rest))
    assert len(lists) == len(set(lists))
    asked = {one.chemin for one in dossier.questions() if "[" not in one.chemin}
    assert asked - {"modele"} == first | set(rest)


def _lists(contenu: tuple[object, ...]) -> list[str]:
    found = []
    for one in contenu:
        if isinstance(one, cpom.Liste):
            found.append(one.chemin)
        elif isinstance(one, cpom.Groupe):
            found += _lists(one.contenu)
    return found


def test_titles_are_those_of_the_articles() -> None:
    titles = {one.nom: one.titre for one in cpom.rubriques(cpom.lire("modele: sad-ille-et-vilaine\n"))}
    assert titles["duree"] == "Durée et date d'effet du contrat"
    assert titles["annexes/organigrammes"] == "Organigrammes du gestionnaire"
    assert titles["annexes/recettes-et-depenses"] == "Tableau de détermination des recettes et des dépenses - CPOM"
    assert titles["reglages"] == "Réglages du document"
    assert len(set(titles.values())) == len(titles)


def test_a_gestionnaire_is_asked_its_own_questions_and_told_the_names_of_items() -> None:
    dossier = cpom.ouvrir("data/exemples/saad-mixte.yaml")
    asked = [one for section in cpom.rubriques(dossier, "gestionnaire") for one in section.demandes]
    assert {one.question.partie for one in asked if not one.pour_memoire} == {"gestionnaire"}
    assert {one.question.partie for one in asked if one.pour_memoire} <= {"departement"}


def test_what_is_facultative_counts_once_it_is_answered() -> None:
    dossier = cpom.lire("modele: saad\n")
    assert _section(dossier, "revision").posees == 0
    section = _section(dossier.avec({"prorogation.preavis": "6 mois"}), "revision")
    assert (section.repondues, section.posees) == (1, 1)


def test_an_empty_list_counts_for_one_and_none_answers_it() -> None:
    dossier = cpom.lire("modele: ehpad\n")
    missing = _section(dossier, "perimetre")
    answered = _section(dossier.avec({"projets": "aucun"}), "perimetre")
    assert (answered.repondues, answered.posees) == (missing.repondues + 1, missing.posees)


def test_a_condition_is_told_in_the_words_of_the_questions() -> None:
    dossier = cpom.lire("modele: sad-ille-et-vilaine\ncontrat_precedent: {}\n")
    asked = {one.chemin: one.question for one in _section(dossier, "visas").demandes}
    said = asked["contrat_precedent.date"].condition
    assert said == "Seulement si « CPOM précédent conclu avec le Département » est « oui »"


def test_answers_by_year_are_asked_for_the_years_of_the_contract() -> None:
    text = "modele: ehpad\nobjectifs:\n  - operationnels:\n      - indicateurs:\n          - intitule: Essai\n"
    years = [one.annee for one in _section(cpom.lire(text), "objectifs").demandes if one.question.par_annee]
    assert years == [""]
    dated = cpom.lire(f"{text}effet: 2024-01-01\nduree: 2 ans\n")
    every = [one for one in _section(dated, "objectifs").demandes if one.question.par_annee]
    assert [one.chemin.rpartition(".")[2] for one in every] == ["2024", "2025"]
    assert cpom.reponses(dated.avec({every[0].chemin: "85 %"})).de(every[0].chemin) == "85 %"


def test_a_wrong_description_is_asked_too() -> None:
    dossier = cpom.lire("modele: saad\nduree: 12 siècles\n")
    assert [one.reponse for one in _section(dossier, "duree").demandes] == ["", "12 siècles"]
    with pytest.raises(cpom.Refus):
        cpom.rubriques(cpom.lire("modele: inconnu\n"))


def test_a_path_follows_its_item_in_a_text_that_came_in_whole() -> None:
    before = cpom.reponses(cpom.lire("modele: saad\nservices:\n  - nom: A\n    siren: 1\n  - nom: B\n    siren: 2\n"))
    after = cpom.reponses(cpom.lire("modele: saad\nservices:\n  - nom: B\n    siren: 2\n  - nom: C\n"))
    assert before.vers(after, "services[2].siren") == "services[1].siren"
    assert before.vers(after, "services[1].siren") is None
    assert before.vers(after, "effet") == "effet"


def test_answers_that_say_the_same_are_the_same() -> None:
    said = cpom.reponses(cpom.lire("modele: saad\n"))
    assert said.memes("effet", "15/01/2026", "2026-01-15")
    assert said.memes("politique", "Une ligne.\r\nUne autre.", "Une ligne.\nUne autre.\n")
    assert said.memes("pieces_annexees", "Statuts\nRapport", "Statuts\n\nRapport\n")
    assert not said.memes("pieces_annexees", "Statuts\nRapport", "Rapport\nStatuts")
    assert not said.memes("effet", "2026-01-15", "2026-01-16")


def test_who_answered_in_an_item_is_known() -> None:
    said = cpom.reponses(
        cpom.lire("modele: saad\nservices:\n  - nom: A\n    habilitation_aide_sociale: oui\n  - nom: B\n")
    )
    assert said.parties("services[2]") == {"gestionnaire"}
    assert said.parties("services[1]") == {"gestionnaire", "departement"}
