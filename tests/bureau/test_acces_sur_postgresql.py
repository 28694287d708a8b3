"""The ways in hold on PostgreSQL as on SQLite, where several processes of the desk share them."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from starlette.exceptions import HTTPException

from engine.bureau.access import tokens
from engine.bureau.access.accounts import created, link_of
from engine.bureau.access.attempts import MOST, counted
from engine.bureau.access.first import first_link
from engine.bureau.access.keys import is_signed, signed
from engine.bureau.access.rights import ADMINISTRATEUR
from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.tables import tentatives
from tests.bureau import test_comptes, test_invitations, test_parcours_des_droits
from tests.bureau.conftest import Desk

STORIES: list[Callable[[Desk], None]] = [
    test_comptes.test_a_new_desk_on_this_machine_gives_one_way_in,
    test_comptes.test_an_administrator_opens_an_account_whose_link_leads_to_a_password,
    test_comptes.test_somebody_always_administers_the_desk,
    test_invitations.test_a_link_that_is_made_up_expired_or_taken_back_opens_nothing,
    test_invitations.test_a_guest_invites_a_colleague_who_does_not_hand_in,
    test_parcours_des_droits.test_what_does_not_exist_leads_nowhere_and_breaks_nothing,
]


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.__name__)
def test_the_same_story_on_postgresql(story: Callable[[Desk], None], desk_on_postgresql: Desk) -> None:
    story(desk_on_postgresql)


def _at_once(work: Callable[[], object], times: int = 8) -> list[object]:
    """What several do at the same moment, each in a thread."""
    found: list[object] = []
    ready = Barrier(times)

    def one() -> None:
        ready.wait()
        found.append(work())

    threads = [Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest) -> Desk:
    found = request.getfixturevalue("desk" if request.param == "sqlite" else "desk_on_postgresql")
    assert isinstance(found, Desk)
    return found


def test_attempts_made_at_once_are_all_counted(shared: Desk) -> None:
    def attempt() -> bool:
        try:
            counted(shared.base, "couple", "camille@exemple.fr", "192.0.2.1")
        except HTTPException:
            return False
        return True

    let = _at_once(attempt, MOST["couple"] + 3)
    assert let.count(True) == MOST["couple"]
    with reading(shared.base) as db:
        assert db.execute(select(tentatives.c.compte)).scalars().all() == [MOST["couple"] + 3]


def test_a_link_opened_at_once_by_several_lets_one_in(shared: Desk) -> None:
    with writing(shared.base) as db:
        secret = link_of(db, created(db, "camille@exemple.fr", "Camille Exemple", ADMINISTRATEUR))

    def use() -> str:
        with writing(shared.base) as db:
            return tokens.used(db, secret, tokens.CONNEXION)

    assert sorted(bool(one) for one in _at_once(use)) == [False] * 7 + [True]


def test_processes_that_start_at_once_give_one_way_in_and_draw_one_key(shared: Desk) -> None:
    assert len([one for one in _at_once(lambda: first_link(shared.base, shared.settings), 4) if one]) == 1

    def sign() -> str:
        with writing(shared.base) as db:
            return signed(db, "essai")

    secrets = _at_once(sign, 4)
    with reading(shared.base) as db:
        assert all(is_signed(db, "essai", str(one)) for one in secrets)
