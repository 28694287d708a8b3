"""The letters on the prorogation of a contract that its avenants have prorogated: they count what its calendar does."""

from __future__ import annotations

from datetime import date

import pytest

import cpom
from tests.actes.test_courriers import ouvert, texte
from tests.hands import plain

LE_4_DECEMBRE_2028 = date(2028, 12, 4)


def _proroge(contrat: cpom.Dossier, jour: date, prorogation: str = "1 an") -> cpom.Dossier:
    made = cpom.avenant(contrat, contrat, jour=jour, date=jour, motif="Accord.", prorogation=prorogation)
    assert not made.refus, made.constats
    return cpom.lire(made.yaml(), dossier="data/exemples", jour=jour)


def _refused(contrat: cpom.Dossier, genre: str, jour: date, **faits: str) -> cpom.Constat:
    said = {f"courrier.{name}": value for name, value in faits.items()}
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(contrat, genre, jour=jour, faits=said)
    (found,) = refused.value.constats
    assert found.code == "prorogation-impossible"
    return found


@pytest.mark.parametrize("modele", ["saad", "chrs", "sad-ille-et-vilaine"])
def test_a_prorogation_already_agreed_is_not_asked_again_until_the_last_day_of_the_calendar(modele: str) -> None:
    contrat = _proroge(ouvert(modele), date(2027, 10, 4))
    (last,) = [one.jour for one in contrat.calendrier if one.genre == "echeance"]
    for jour in (date(2027, 12, 20), last):
        for genre in ("prorogation", "reponse"):
            found = plain(_refused(contrat, genre, jour).message)
            assert f"le contrat est déjà prorogé jusqu'au {_said(last)}, par l'avenant n° 1 du 4 octobre 2027" in found
    after = date.fromordinal(last.toordinal() + 1)
    assert f"le contrat a pris fin le {_said(last)}" in plain(_refused(contrat, "prorogation", after).message)
    late = _refused(contrat, "reponse", after, notification=after.isoformat())
    assert f"le contrat a pris fin le {_said(last)}, avant la notification" in plain(late.message)


def _said(day: date) -> str:
    return f"31 {'janvier' if day.month == 1 else 'décembre'} {day.year}"


def test_a_letter_of_a_day_before_the_avenant_says_the_contract_of_that_day() -> None:
    contrat = _proroge(ouvert("saad"), LE_4_DECEMBRE_2028)
    jour, facts = date(2028, 1, 10), {"courrier.notification": "2028-01-10", "courrier.accord": "oui"}
    assert "a pour échéance le 31 janvier 2029." in texte(cpom.courrier(contrat, "prorogation", jour=jour))
    assert "a pour échéance le 31 janvier 2029." in texte(cpom.courrier(contrat, "reponse", jour=jour, faits=facts))


def test_what_an_avenant_left_of_the_prorogation_may_be_asked_from_the_term_that_it_gave() -> None:
    contrat = _proroge(ouvert("saad"), LE_4_DECEMBRE_2028, "6 mois")
    made = cpom.courrier(contrat, "prorogation", jour=date(2029, 3, 1))
    assert [one.code for one in made.constats] == ["prorogation-tardive"]
    said = texte(made)
    beyond_it = "Les parties l'ont déjà prorogé par avenant au-delà de cette échéance, jusqu'au 31 juillet 2029."
    already = f"le 31 janvier 2029. {beyond_it}"
    assert f"a pour échéance {already}" in said
    assert "douze mois avant cette échéance, était le 31 janvier 2028." in said
    assert "de six mois : le contrat ainsi prorogé prendrait fin le 31 janvier 2030." in said
    beyond = _refused(contrat, "prorogation", date(2029, 3, 1), duree="9 mois")
    assert beyond.conseil.startswith("Au plus six mois")
    facts = {"courrier.notification": "2029-03-01", "courrier.accord": "oui"}
    answer = texte(cpom.courrier(contrat, "reponse", jour=date(2029, 3, 15), faits=facts))
    assert f"ce contrat, qui a pour échéance {already}" in answer


def test_the_last_avenant_that_a_model_allows_is_told_and_then_that_it_is_not_renewed() -> None:
    once = _proroge(ouvert("ehpad"), date(2026, 10, 4))
    found = _refused(once, "prorogation", date(2027, 6, 1))
    assert "prorogé jusqu'au 31 décembre 2027, par l'avenant n° 1" in plain(found.message)
    assert "un dernier avenant, non renouvelable, peut le prolonger jusqu'au 31 décembre 2028" in plain(found.conseil)
    twice = _proroge(once, date(2027, 12, 15))
    found = _refused(twice, "prorogation", date(2028, 6, 1))
    assert "prorogé jusqu'au 31 décembre 2028, par l'avenant n° 2" in plain(found.message)
    assert "n'est pas renouvelable" in found.message
    assert found.conseil == "Un nouveau contrat est à conclure."
