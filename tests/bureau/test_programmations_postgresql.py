"""What asks the base for more than rows by their names: the same on PostgreSQL as on SQLite."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.bureau import test_calendrier, test_mise_a_jour, test_programmations, test_taches
from tests.bureau.conftest import Desk


@pytest.mark.parametrize(
    "same",
    [
        test_taches.test_several_servers_take_a_task_once,
        test_taches.test_a_task_whose_server_died_is_taken_again_and_the_first_one_writes_nothing_more,
        test_taches.test_a_task_whose_servers_vanish_each_time_is_given_up,
        test_programmations.test_the_table_is_narrowed_and_sorted_without_a_script,
        test_mise_a_jour.test_all_that_nobody_changed_is_taken_in_one_go,
        test_calendrier.test_an_account_that_is_closed_reads_nothing_more,
    ],
    ids=lambda one: one.__name__.removeprefix("test_"),
)
def test_it_is_the_same_on_postgresql(desk_on_postgresql: Desk, same: Callable[[Desk], None]) -> None:
    same(desk_on_postgresql)


def test_deadlines_are_narrowed_on_postgresql(desk_on_postgresql: Desk) -> None:
    officer = desk_on_postgresql.officer()
    home = test_programmations.imported(desk_on_postgresql, officer)
    of_it = officer.get("/calendrier", params={"programmation": home.rpartition("/")[2], "du": "", "qui": ""}).text
    assert "Association Exemple (35)" in of_it
    assert "Aucune échéance" in officer.get("/calendrier?qui=personne&au=2099-01-01").text
