"""Help in the words that a form or a page shows, in place of the keys and codes of a description that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from engine.french import capitalise
from models.regexes import regex
from models.reponses import EN_MOTS

_QUOTED = regex(r"« ?([a-z][a-z0-9_]*) ?»")


def words_of_keys(facts: Iterable[tuple[str, str]], answers: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The words of each key and of each answer that has the same ones wherever it stands."""
    coded = ((value, label or EN_MOTS.get(value, "")) for value, label in answers)
    return _alike(facts) | _alike(coded)


def _alike(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name, words in named:
        found.setdefault(name, set()).add(words)
    return {name: capitalise(*words) for name, words in found.items() if len(words) == 1 and "" not in words}


def without_keys(said: str, words: Mapping[str, str], answers: Iterable[str]) -> str:
    """The help of a question, the `answers` to which it may name without quotes."""
    for value in filter(EN_MOTS.get, answers):
        said = re.sub(rf"\b{value}\b", EN_MOTS[value], said)
    if "«" not in said:
        return said
    return _QUOTED.sub(lambda quoted: f"« {words[quoted[1]]} »" if quoted[1] in words else quoted[0], said)
