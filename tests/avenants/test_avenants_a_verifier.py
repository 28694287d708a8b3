"""What an avenant may do, and that has to be verified before it is signed: it is written, and told at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cpom
from tests.hands import plain

EXEMPLES = Path("data/exemples")
JOUR = date(2026, 11, 28)
LE_2_MARS = date(2026, 3, 2)
SEINE_ET_MARNE = "saad-seine-et-marne-association"
REPRIS = (
    ('siren: "999999014"', 'siren: "999999022"'),
    ("raison_sociale: Association Exemple\n", "raison_sociale: Association Modèle\n"),
)


def _avenant(name: str, *changed: tuple[str, str], **said: Any) -> cpom.Avenant:
    old = cpom.ouvrir(EXEMPLES / f"{name}.yaml", jour=JOUR)
    text = old.yaml()
    for before, after in changed:
        assert before in text, before
        text = text.replace(before, after)
    made = cpom.avenant(old, cpom.lire(text, dossier=EXEMPLES, jour=JOUR), jour=JOUR, motif="Accord.", **said)
    assert not made.refus, made.constats
    return made


def _told(made: cpom.Avenant, code: str) -> list[cpom.Constat]:
    return [one for one in made.constats if one.code == code]


def test_a_prorogation_that_the_model_does_not_foresee_is_told_as_the_letter_that_would_ask_for_it() -> None:
    (found,) = _told(_avenant(SEINE_ET_MARNE, prorogation="1 an", date=date(2022, 12, 2)), "prorogation-non-prevue")
    assert (found.gravite, found.chemin) == ("avertissement", "avenants[1].prorogation")
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(cpom.ouvrir(EXEMPLES / f"{SEINE_ET_MARNE}.yaml", jour=JOUR), "prorogation")
    (letter,) = refused.value.constats
    assert (letter.message, letter.source) == (found.message, found.source)
    assert "cpom avenant" in letter.conseil
    foreseen = _avenant("saad-habilite", prorogation="1 an", date=date(2026, 12, 2))
    assert not _told(foreseen, "prorogation-non-prevue")


def test_a_tarif_above_those_of_the_years_that_stay_is_told_at_the_first_of_them() -> None:
    made = _avenant("saad-habilite", ('2026, tarif: "25,86"', '2026, tarif: "26,70"'), date=LE_2_MARS)
    (found,) = _told(made, "avenant-tarif-suivant")
    assert "26,70 €/h, et le contrat garde 26,25 €/h pour 2027" in plain(found.message)
    assert (found.gravite, found.chemin) == ("avertissement", "moyens.evolution[4].tarif")


@pytest.mark.parametrize(
    ("effet", "told"), [(date(2026, 4, 1), False), (date(2026, 2, 1), False), (date(2026, 1, 1), True)]
)
def test_a_cession_that_takes_effect_before_the_decision_is_told(effet: date, told: bool) -> None:
    made = _avenant("saad-habilite", *REPRIS, transfert=date(2026, 2, 1), date=LE_2_MARS, effet=effet)
    words = "avant cette décision, le contrat nommerait un gestionnaire qui n'a pas l'autorisation"
    assert [words in one.message for one in _told(made, "cession-decalee")] == [True] * told


@pytest.mark.parametrize(
    ("decided", "refused"), [(date(2026, 3, 1), False), (LE_2_MARS, False), (date(2026, 3, 3), True)]
)
def test_a_cession_cites_no_decision_that_is_yet_to_come(decided: date, refused: bool) -> None:
    old = cpom.ouvrir(EXEMPLES / "saad-habilite.yaml", jour=JOUR)
    text = old.yaml()
    for before, after in REPRIS:
        text = text.replace(before, after)
    new = cpom.lire(text, dossier=EXEMPLES, jour=JOUR)
    made = cpom.avenant(old, new, jour=JOUR, motif="Accord.", transfert=decided, date=LE_2_MARS)
    found = [one.message for one in made.constats if one.code == "dates-ordre"]
    assert ["vient après l'avenant n° 1" in plain(one) for one in found] == [True] * refused


def test_words_of_the_day_of_the_contract_that_come_with_a_service_added_later_are_told() -> None:
    added = "  - {nom: Service Exemple bis, habilitation_aide_sociale: non}\n\nmoyens:\n"
    made = _avenant("saad-habilite", ("\nmoyens:\n", added), date=LE_2_MARS)
    (found,) = _told(made, "avenant-date-de-conclusion")
    assert "« à la date de conclusion du présent CPOM »" in found.message
    assert "15 janvier 2024" in plain(found.message)
