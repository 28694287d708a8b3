"""Descriptions made of the examples of a model's questions: one item of each list, the answers that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from engine.asking.asked import Asked
from models.chemins import Noms

OF_FILES = frozenset({"charte", "logo"})
"""Facts whose example is the name of a file."""


def facts(questions: Iterable[Asked], answer: Callable[[Noms, Asked], str], path: Noms = ()) -> dict[str, Any]:
    """The answer that `answer` gives to each question, by its path; nothing where it is empty."""
    found: dict[str, Any] = {}
    for one in questions:
        here = (*path, one.name)
        if one.under:
            under = facts(one.under, answer, here)
            found[one.name] = [under] if one.many else under
        elif said := answer(here, one):
            found[one.name] = [said] if one.many else said
    return found


def example(one: Asked) -> str:
    """The example of a question, or else its first choice; words that stand for any others in a text without one."""
    if one.exemple or one.choices:
        return one.exemple or next(iter(one.choices))
    return "Réponse" if one.format and one.format.words.startswith("texte") else ""
