"""What a dossier goes through is the same on PostgreSQL as on SQLite."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.bureau import test_dossiers, test_etats, test_fichiers_du_dossier, test_nouveau, test_situations, test_vie
from tests.bureau.conftest import Desk


@pytest.mark.parametrize(
    "same",
    [
        test_etats.test_a_state_is_brought_back_as_a_new_one,
        test_etats.test_a_state_that_was_changed_or_taken_away_is_told,
        test_fichiers_du_dossier.test_a_logo_has_the_name_that_the_description_gives_and_is_replaced,
        test_nouveau.test_a_contract_of_the_desk_is_renewed_with_its_facts_and_its_files,
        test_situations.test_nothing_is_sent_to_signature_that_changed_since_it_was_seen,
        test_vie.test_what_goes_to_signature_is_frozen_with_its_hashes,
    ],
    ids=lambda one: one.__name__.removeprefix("test_"),
)
def test_it_is_the_same_on_postgresql(desk_on_postgresql: Desk, same: Callable[[Desk], None]) -> None:
    same(desk_on_postgresql)


@pytest.mark.parametrize(("words", "found"), [("ECOLES", True), ("100%", False)])
def test_a_dossier_is_found_on_postgresql(desk_on_postgresql: Desk, words: str, found: bool) -> None:
    test_dossiers.test_a_dossier_is_found_by_words_of_its_name_or_model(desk_on_postgresql, words, found)
