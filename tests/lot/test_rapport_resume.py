"""What a run says on the terminal: few lines, the worst first."""

from __future__ import annotations

from datetime import date

from engine.lot.outcome import Missing, State
from engine.lot.reports.resume import counted_states, lines
from tests.rapports import line, rapport


def test_states_agree_with_their_number() -> None:
    counts = {State.WRITTEN: 38, State.UNCHANGED: 1, State.TO_FIX: 2, State.FAILED: 2, State.TO_DO: 0}
    assert counted_states(counts) == "38 écrits, 1 inchangé, 2 à corriger, 2 échecs"
    assert counted_states({}) == "aucun contrat"


def test_the_five_contracts_that_lack_most_are_named() -> None:
    incomplete = [
        line(f"Association {n}", nom=f"2026/35-{n}", missing=[Missing("x", "x", "x")] * n, deadlines=())
        for n in range(7)
    ]
    assert list(lines(rapport(*incomplete), date(2026, 1, 1))) == [
        "À compléter : 21 faits dans 6 contrats (Association 6 (35) : 6, Association 5 (35) : 5, "
        "Association 4 (35) : 4, Association 3 (35) : 3, Association 2 (35) : 2…)"
    ]


def test_the_next_deadlines_are_told_and_not_those_gone_by() -> None:
    told = list(lines(rapport(line(missing=())), date(2030, 1, 1)))
    assert told == [
        "Le 30\u00a0juin 2030 : Association Exemple (35), dernier jour pour notifier le souhait de proroger "
        "(préavis de six mois)",
        "Le 31\u00a0décembre 2030 : Association Exemple (35), échéance du contrat",
    ]


def test_a_finished_programmation_needs_no_line() -> None:
    assert list(lines(rapport(line(missing=(), deadlines=())), date(2026, 1, 1))) == []
