"""What ends an answer without being of it."""

from __future__ import annotations

import pytest

from models.ponctuation import unstopped


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("le schéma départemental.", "le schéma départemental"),
        ("le schéma ; \n", "le schéma ; \n"),
        ("le schéma ;.\n", "le schéma"),
        ("le schéma , .", "le schéma"),
        ("des actions, etc.", "des actions, etc."),
        ("des actions etc..", "des actions etc."),
        ("avenue de M.", "avenue de M."),
        ("des actions...", "des actions..."),
        ("des actions…", "des actions…"),
        ("....", "..."),
        ("", ""),
    ],
)
def test_stops_are_no_part_of_an_answer_but_those_of_an_abbreviation(typed: str, kept: str) -> None:
    assert unstopped(typed) == kept


def test_a_text_of_spaces_or_of_stops_is_looked_at_from_its_end() -> None:
    """Each space, and each stop, had all that follows looked at again: seconds for a few thousands."""
    assert unstopped(f"a{' ' * 500_000}b.") == f"a{' ' * 500_000}b"
    assert unstopped("a" + " ." * 20_000) == "a"
