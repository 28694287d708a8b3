"""What the clauses of an arrêté count: years, contracts, places, categories, conventions to prolong."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace as Ligne

from engine.assembly.disposition import par_trois
from engine.assembly.programmation import avec_prolongation, commun_a, contrats_de, par_annee, somme

A = Ligne(
    annee=2026, contrat=1, capacite=84, categorie="EHPAD", fin_convention=date(2025, 12, 31), effet=date(2026, 1, 1)
)
B = Ligne(
    annee=2026, contrat=1, capacite=12, categorie="EHPAD", fin_convention=date(2025, 6, 30), effet=date(2026, 1, 1)
)
C = Ligne(annee=2028, contrat=2, capacite=None, categorie="", fin_convention=None, effet=date(2028, 1, 1))


def test_each_year_of_the_period_has_its_rows_and_their_contracts() -> None:
    found = par_annee([A, B, C], Ligne(debut=2026, fin=2028))  # type: ignore[arg-type]
    assert found == [(2026, [A, B], [1]), (2027, [], []), (2028, [C], [2])]


def test_without_a_period_the_years_are_those_of_the_rows() -> None:
    found = par_annee([C, A], Ligne(debut=None, fin=None))  # type: ignore[arg-type]
    assert [one.annee for one in found] == [2026, 2028]
    assert not par_annee([], Ligne(debut=None, fin=None))  # type: ignore[arg-type]


def test_a_contract_is_counted_once() -> None:
    assert contrats_de([A, B, C]) == [1, 2]
    assert contrats_de([]) == []


def test_a_sum_is_what_is_missing_where_a_row_says_nothing() -> None:
    assert somme([A, B], "capacite") == 96
    assert somme([A, C], "capacite") is None


def test_what_all_rows_share_is_told_once() -> None:
    assert commun_a([A, B], "categorie") == "EHPAD"
    assert commun_a([A, C], "categorie") == ""
    assert commun_a([], "categorie") == ""


def test_a_convention_that_ends_sooner_is_to_be_prolonged() -> None:
    assert [late for _, late in avec_prolongation([A, B, C])] == [False, True, False]


def test_items_stand_three_to_a_row() -> None:
    assert par_trois("abcd") == [("a", "b", "c"), ("d", "", "")]
    assert par_trois("abc") == [("a", "b", "c")]
    assert par_trois([]) == []
