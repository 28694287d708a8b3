"""Who signs together, however completely each row names its gestionnaire."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Place
from engine.programmation.gestionnaires import identities
from engine.programmation.rows import Row
from models.fiches.groupe import of_values
from models.programmation import Ligne
from tests.programmations import MakeProgramme, rows

EJ, OTHER = "350000014", "220000020"


def line(at: int, *, nom: str = "", ej: str = "", siren: str = "") -> Row:
    ligne = of_values(Ligne, {"gestionnaire": nom or None, "finess_juridique": ej or None, "siren": siren or None})
    return Row(ligne, Place("t.csv", at), {})


def together(*lines: Row) -> int:
    return len(set(identities(lines)))


@pytest.mark.parametrize(
    ("lines", "contracts"),
    [
        ([line(1, nom="A", ej=EJ), line(2, nom="A")], 1),  # the number is given once
        ([line(1, nom="A"), line(2, nom="A", ej=EJ)], 1),
        ([line(1, ej=EJ, siren="1"), line(2, nom="A", siren="1"), line(3, nom="A")], 1),
        ([line(1, nom="Œuvre d'Exemple"), line(2, nom="OEUVRE D’EXEMPLE")], 1),
        ([line(1, nom="A", ej=EJ), line(2, nom="A", ej=OTHER), line(3, nom="A")], 3),  # whose is the third?
        ([line(1, nom="A", ej=EJ), line(2, nom="B", ej=EJ)], 1),  # the audit says that the names differ
        ([line(1, nom="協會"), line(2, nom="協會"), line(3, nom="!!!")], 2),
        ([line(1), line(2)], 2),
    ],
)
def test_a_gestionnaire_is_the_same_however_it_is_named(lines: list[Row], contracts: int) -> None:
    assert together(*lines) == contracts


NAMES = st.sampled_from(["", "A", "B"])
NUMBERS = st.sampled_from(["", EJ, OTHER])


@given(st.lists(st.tuples(NAMES, NUMBERS, st.sampled_from(["", "1", "2"])), max_size=6), st.randoms())
def test_the_order_of_the_rows_changes_nobody(said: list[tuple[str, str, str]], random: st.DataObject) -> None:
    lines = [line(at, nom=nom, ej=ej, siren=siren) for at, (nom, ej, siren) in enumerate(said)]
    shuffled = lines.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    known = {row.place: who for row, who in zip(lines, identities(lines), strict=True)}
    assert known == {row.place: who for row, who in zip(shuffled, identities(shuffled), strict=True)}


def test_a_number_given_on_one_row_is_that_of_the_contract(programme: MakeProgramme) -> None:
    table = rows(
        "350000022;;EHPAD A;Association Exemple;35;;2026;oui;84",
        "350000030;350000014;EHPAD B;Association Exemple;35;;2026;oui;8",
    )
    assert [len(groupe.rows) for groupe in programme(table).groupes] == [2]
