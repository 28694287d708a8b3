"""The states of a description: each whole, chained, never lost where several write at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from time import sleep
from typing import Any

import pytest

import cpom
from engine.bureau.states.journal import CrowdedError, Next, State, appended, history, is_whole, state
from engine.bureau.storage.connect import reading
from tests.bureau.conftest import OFFICER, Desk


def _adding(line: str) -> Callable[[State], Next]:
    def make(last: State) -> Next:
        return Next(cpom.lire(last.texte + line), "reponses", [{"chemin": "notes", "avant": "", "apres": line}])

    return make


def test_a_state_is_added_and_the_ones_before_stay(desk: Desk) -> None:
    dossier = desk.dossier()
    with reading(desk.base) as db:
        before = state(db, dossier).texte
    new = appended(desk.base, dossier, _adding("# une note\n"), OFFICER)
    assert new.numero == 2
    with reading(desk.base) as db:
        assert state(db, dossier, 1).texte == before
        assert state(db, dossier).texte == f"{before}# une note\n"


def test_nothing_is_added_where_nothing_changes(desk: Desk) -> None:
    dossier = desk.dossier()
    assert appended(desk.base, dossier, lambda last: Next(cpom.lire(last.texte), "reponses", []), OFFICER).numero == 1


def test_several_who_write_at_once_all_have_their_state(desk: Desk) -> None:
    dossier = desk.dossier()
    threads = [Thread(target=appended, args=(desk.base, dossier, _adding(f"# {one}\n"), OFFICER)) for one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with reading(desk.base) as db:
        states = history(db, dossier)
    assert [one.numero for one in states] == [1, 2, 3, 4, 5]
    assert all(f"# {one}\n" in states[-1].texte for one in range(4))
    assert is_whole(states)


def test_a_crowd_that_writes_in_one_dossier_is_not_refused(desk: Desk) -> None:
    dossier, refused, crowd = desk.dossier(), list[int](), 16

    def write(one: int) -> None:
        def slow(last: State) -> Next:
            sleep(0.02)  # the work that others get ahead of
            return _adding(f"# {one}\n")(last)

        try:
            appended(desk.base, dossier, slow, OFFICER)
        except CrowdedError:
            refused.append(one)

    threads = [Thread(target=write, args=(one,)) for one in range(crowd)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not refused
    with reading(desk.base) as db:
        assert state(db, dossier).numero == crowd + 1


@pytest.mark.parametrize("changed", ["texte", "qui", "motif", "nature"])
def test_a_state_that_was_tampered_with_is_seen(desk: Desk, changed: str) -> None:
    dossier = desk.dossier()
    appended(desk.base, dossier, _adding("# une note\n"), OFFICER)
    with reading(desk.base) as db:
        states = history(db, dossier)
    assert is_whole(states)
    told: dict[str, Any] = {changed: "autre"}
    assert not is_whole([replace(states[0], **told), states[1]])
    assert not is_whole(states[1:])
