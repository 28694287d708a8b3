"""Avenants of each kind, with their own words, and what is refused with its source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cpom
from tests.hands import plain

EXEMPLES = Path("data/exemples")
JOUR = date(2026, 11, 28)
AUTRE = (
    ('siren: "999999014"', 'siren: "999999022"'),
    ("raison_sociale: Association Exemple\n", "raison_sociale: Association Modèle\n"),
)
PLUS_CHER = (('tarif_horaire: "25,10"', 'tarif_horaire: "26,40"'),)
AUTRE_TARIF = (
    ('2026, tarif: "25,86"', '2026, tarif: "26,40"'),
    ('2027, tarif: "26,25"', '2027, tarif: "26,50"'),
)
TROP_BAS = (('tarif_horaire: "25,10"', 'tarif_horaire: "24,00"'),)
UN_SERVICE = "\nservices:\n  - nom: Service Modèle\n    habilitation_aide_sociale: oui\n"


def _avenant(name: str, changed: tuple[tuple[str, str], ...] = (), **said: Any) -> cpom.Avenant:
    old = cpom.ouvrir(EXEMPLES / f"{name}.yaml", jour=JOUR)
    text = old.yaml()
    for before, after in changed:
        assert before in text, before
        text = text.replace(before, after)
    new = cpom.lire(text, dossier=EXEMPLES, jour=JOUR)
    return cpom.avenant(old, new, **{"date": date(2026, 12, 2), "motif": "Accord.", "jour": JOUR, **said})


def _again(made: cpom.Avenant, **said: Any) -> cpom.Avenant:
    old = cpom.lire(made.yaml(), dossier=EXEMPLES, jour=JOUR)
    return cpom.avenant(old, old, **{"motif": "Accord.", "jour": JOUR, **said})


def _text(made: cpom.Avenant) -> str:
    return plain(made.redaction.ecrire("txt").decode())


def _errors(made: cpom.Avenant) -> dict[str, str]:
    """The source of each error."""
    return {one.code: one.source for one in made.constats if one.gravite == "erreur"}


@pytest.mark.parametrize(
    ("name", "place", "until"),
    [
        ("saad-habilite", "Après le cinquième alinéa de l’article 10", "31 janvier 2030"),
        ("ehpad-complet", "Après le premier alinéa de l’article 9", "31 décembre 2027"),
        ("chrs-complet", "Après l’alinéa unique du VIII", "31 janvier 2031"),
        ("sad-ille-et-vilaine-association", "Après le cinquième alinéa de l’article 15", "31 décembre 2029"),
    ],
)
def test_a_prorogation_adds_an_alinea_to_the_clause_of_the_term(name: str, place: str, until: str) -> None:
    made = _avenant(name, prorogation="1 an")
    assert not made.refus, made.constats
    said = plain("\n".join(made.phrases)).splitlines()
    assert said[1:3] == [
        f"{place}, il est inséré un alinéa ainsi rédigé :",
        f"« Le contrat est prorogé de douze mois, jusqu’au {until}, par l’avenant n° 1 du 2 décembre 2026. »",
    ]
    assert f"Le présent avenant proroge de douze mois, jusqu’au {until}, le contrat" in _text(made)


def test_the_calendar_knows_the_new_term_and_the_contract_keeps_the_one_that_was_signed() -> None:
    made = _avenant("saad-habilite", prorogation="1 an")
    contract = cpom.lire(made.yaml(), dossier=EXEMPLES, jour=JOUR)
    days = {one.genre: one.jour for one in contract.calendrier}
    assert days["echeance"] == date(2030, 1, 31)
    assert days["preavis"] == date(2028, 1, 31)
    assert "prorogation" not in days
    assert "31 janvier 2029 (date d’échéance du contrat)" in plain(made.contrat_consolide.ecrire("txt").decode())


def test_what_the_model_allows_is_the_limit_of_a_prorogation() -> None:
    assert _errors(_avenant("saad-habilite", prorogation="2 ans")) == {
        "prorogation-trop-longue": "CASF, article L. 313-11"
    }
    first = _avenant("ehpad-complet", prorogation="1 an")
    last = _again(first, prorogation="1 an", date=date(2027, 12, 15))
    assert not last.refus, last.constats
    assert "jusqu’au 31 décembre 2028, par l’avenant n° 2" in plain("\n".join(last.phrases))
    assert _errors(_again(last, prorogation="6 mois", date=date(2028, 12, 15))) == {
        "prorogation-non-renouvelable": "arrêté du 3 mars 2017, article 2"
    }


def test_a_contract_that_has_ended_is_not_prorogated() -> None:
    assert not _avenant("saad-habilite", prorogation="1 an", date=date(2029, 1, 31)).refus
    assert [*_errors(_avenant("saad-habilite", prorogation="1 an", date=date(2029, 2, 1)))] == [
        "prorogation-apres-echeance"
    ]


def test_the_duration_that_was_signed_is_not_changed_where_a_text_forbids_it() -> None:
    made = _avenant("ehpad-complet", (("duree: 5 ans", "duree: 4 ans"),))
    assert "article 7" in _errors(made)["avenant-duree"]
    other = _avenant("saad-habilite", (("duree: 5 ans", "duree: 4 ans"),))
    assert "avenant-duree" not in _errors(other)


def test_nor_is_the_term_moved_by_another_date_of_effect() -> None:
    made = _avenant("ehpad-complet", (("effet: 2022-01-01", "effet: 2022-02-01"),))
    assert "article 7" in _errors(made)["avenant-duree"]
    (found,) = [one for one in made.constats if one.code == "avenant-duree"]
    assert "31 décembre 2026" in plain(found.message)
    assert "31 janvier 2027" in plain(found.message)
    assert found.chemin == "effet"


def test_a_contract_passes_to_another_gestionnaire_by_a_transfer_alone() -> None:
    assert "avenant-autre-gestionnaire" in _errors(_avenant("saad-habilite", AUTRE))
    made = _avenant("saad-habilite", AUTRE, transfert=date(2026, 11, 2))
    assert not made.refus, made.constats
    text = _text(made)
    for words in (
        "conclu le 15 janvier 2024 avec l’Association Exemple",
        "Vu la décision en date du 2 novembre 2026 transférant à l’Association Modèle l’autorisation délivrée à",
        "l’Association Modèle est substituée à l’Association Exemple dans les droits et obligations",
    ):
        assert words in text, words


def test_each_fact_that_still_names_the_former_gestionnaire_is_told() -> None:
    made = _avenant("saad-habilite", AUTRE, transfert=date(2026, 11, 2))
    (told,) = [one for one in made.constats if one.code == "avenant-ancien-gestionnaire"]
    assert (told.gravite, told.chemin) == ("avertissement", "diagnostic.descriptif_gestionnaire")
    assert "« Association Exemple », qui le cède" in plain(told.message)
    assert told.ligne


def test_what_another_avenant_says_of_the_gestionnaire_is_not_told() -> None:
    made = _avenant("saad-habilite", PLUS_CHER)
    assert not [one for one in made.constats if one.code == "avenant-ancien-gestionnaire"]


@pytest.mark.parametrize(
    ("changed", "said", "words"),
    [
        (PLUS_CHER, {}, "modifie les tarifs que prévoit le contrat"),
        (PLUS_CHER, {"genre": "revision"}, "modifie le contrat pluriannuel"),
        ((("\nservices:\n", UN_SERVICE),), {}, "modifie le périmètre que couvre le contrat"),
        ((*PLUS_CHER, ("\nservices:\n", UN_SERVICE)), {}, "modifie le périmètre que couvre le contrat"),
    ],
)
def test_what_changes_tells_the_kind(changed: tuple[tuple[str, str], ...], said: dict[str, str], words: str) -> None:
    made = _avenant("saad-habilite", changed, **said)
    assert f"Le présent avenant {words}" in _text(made)


@pytest.mark.parametrize(
    ("changed", "said", "code"),
    [
        (PLUS_CHER, {"genre": "perimetre"}, "avenant-genre"),
        (PLUS_CHER, {"genre": "prorogation"}, "avenant-genre"),
        (PLUS_CHER, {"genre": "revision", "prorogation": "1 an"}, "avenant-genre"),
        ((*PLUS_CHER, ("nom: Service Exemple", "nom: Service Modèle")), {"genre": "tarif"}, "avenant-genre"),
        (PLUS_CHER, {"genre": "tarifs"}, "avenant-genre-inconnu"),
    ],
)
def test_a_kind_that_contradicts_what_changes_is_refused(
    changed: tuple[tuple[str, str], ...], said: dict[str, str], code: str
) -> None:
    assert [*_errors(_avenant("saad-habilite", changed, **said))] == [code]


@pytest.mark.parametrize(
    ("name", "visas"),
    [
        (
            "ehpad-complet",
            (
                "Vu le code de l’action sociale et des familles, et notamment les articles L. 313-11, L. 313-12 et "
                "L. 313-12-2 ;",
                "Vu l’arrêté du 3 mars 2017 fixant le contenu du cahier des charges du contrat pluriannuel d’objectifs "
                "et de moyens prévu au IV ter de l’article L. 313-12 du code de l’action sociale et des familles ;",
            ),
        ),
        (
            "chrs-complet",
            (
                "Vu le code de l’action sociale et des familles, et notamment les articles L. 313-11 et L. 313-11-2 ;",
                "Vu l’arrêté du 25 octobre 2019 fixant le contenu du cahier des charges du contrat pluriannuel "
                "d’objectifs et de moyens prévu à l’article L. 313-11-2 du code de l’action sociale et des familles",
            ),
        ),
        ("saad-habilite", ("Vu le code de l’action sociale et des familles, et notamment l’article L. 313-11 ;",)),
    ],
)
def test_an_avenant_has_a_visa_of_the_texts_that_its_contract_is_of(name: str, visas: tuple[str, ...]) -> None:
    text = _text(_avenant(name, prorogation="1 an"))
    for words in visas:
        assert words in text
    assert text.count("Vu le code de l’action sociale") == 1


def test_the_deliberation_of_the_gestionnaire_is_of_its_own_name() -> None:
    text = _text(_avenant("saad-seine-et-marne-association", prorogation="1 an", date=date(2022, 12, 2)))
    assert "Vu la délibération du conseil d’administration de l’association Exemple Aide à domicile, en date" in text
    assert "de l’organisme gestionnaire, en date" not in text


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        (PLUS_CHER, ["avenant-tarif-passe", "tarif-de-l-annee"]),
        (TROP_BAS, ["avenant-tarif-passe", "tarif-de-l-annee", "tarif-minimal"]),
        ((('2026, tarif: "25,86"', '2026, tarif: "26,40"'),), ["avenant-tarif-suivant"]),
        ((('2026, tarif: "25,86"', '2026, tarif: "26,40"'), ('2027, tarif: "26,25"', '2027, tarif: "26,50"')), []),
        ((('2026, tarif: "25,86"', '2026, tarif: "24,00"'),), ["tarif-minimal"]),
        ((('2025, tarif: "25,48"', '2025, tarif: "25,90"'),), ["avenant-tarif-passe", "avenant-tarif-suivant"]),
    ],
)  # fmt: skip
def test_a_tarif_is_that_of_the_year_of_the_avenant(changed: tuple[tuple[str, str], ...], codes: list[str]) -> None:
    told = _avenant("saad-habilite", changed).constats
    found = {one.code for one in told if "tarif" in one.code and one.gravite != "information"}
    assert sorted(found) == codes


def test_a_number_is_no_words() -> None:
    made = _avenant("ehpad-complet", (("    pmp: 224", "    pmp: 226"),))
    said = plain("\n".join(made.phrases))
    assert not made.refus, made.constats
    assert "le nombre « 224 » est remplacé par le nombre « 226 »" in said


def test_an_avenant_that_changes_the_visas_of_a_signed_contract_is_told() -> None:
    changed = ("\nvisas:\n", "\nvisas_locaux: [la délibération du 3 mars 2026]\nvisas:\n")
    made = _avenant("saad-habilite", (changed,))
    assert "des visas, il est inséré un alinéa" in plain("\n".join(made.phrases))
    (found,) = [one for one in made.constats if one.code == "avenant-visas"]
    assert found.gravite == "avertissement"
    assert "avenant-visas" not in {one.code for one in _avenant("saad-habilite", PLUS_CHER).constats}


def test_the_originals_of_an_avenant_are_its_own_and_those_of_the_contract_stay() -> None:
    made = _avenant("saad-habilite", (*AUTRE_TARIF, ("exemplaires: 2", "exemplaires: 3")))
    assert not made.refus, made.constats
    assert not any("exemplaire" in phrase for phrase in made.phrases)
    assert "en trois exemplaires originaux" in _text(made)
    assert "en deux exemplaires originaux" in plain(made.contrat_consolide.ecrire("txt").decode())
    assert [one.gravite for one in made.constats if one.code == "avenant-exemplaires"] == ["information"]
    alone = _avenant("saad-habilite", (("exemplaires: 2", "exemplaires: 3"),))
    assert [*_errors(alone)] == ["avenant-sans-objet"]


def test_what_stands_under_the_title_of_an_avenant_is_under_it_whatever_it_prints() -> None:
    ehpad, saad = (cpom.ouvrir(EXEMPLES / f"{one}.yaml", jour=JOUR) for one in ("ehpad-complet", "saad-habilite"))
    alone = cpom.avenant_seul(ehpad, "convention-tripartite", convention=2, date=date(2021, 10, 4))
    new = cpom.lire(saad.yaml(), dossier=EXEMPLES, jour=JOUR)
    revision = cpom.avenant(saad, new, date=date(2026, 12, 2), jour=JOUR, prorogation="1 an").redaction
    for made in (alone, revision):
        styles = [getattr(one, "style", "") for one in made.document.sections[0].blocks[:2]]
        assert styles == ["title", "subtitle"]
