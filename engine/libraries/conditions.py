"""The conditions of a clause, as its author writes them, and the tests that the engine makes of them.

gestionnaire.adresse                 given, or true
non moyens.revoyure                  not given, or false
moyens.revoyure = non                answered « non »
moyens.mode = tarif_plafond, autre   one of these answers
budget.solde < 0                     a figure below or above another: <, <=, >, >=
plusieurs sites                      more than one
cas statut = association             a trait that can have this value
… et …, … ou …                       all of these, one of these; « et » binds more
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.regexes import regex

PATH = r"[a-z_]\w*(?:\.\w+|\[\d+\])*"
"""A fact, or what a fact holds: « collectivite.president », « sites[0].nom »."""
_VALUE = r"[\w-]+"
_TERM = (
    rf"(?:non )?(?:cas (?P<trait>{PATH}(?:\[\]\.\w+)?) = (?P<cases>{_VALUE}(?:, {_VALUE})*)"
    rf"|existe (?P<clause>[\w/#-]+)"
    rf"|(?P<several>plusieurs )?(?P<fact>{PATH})"
    rf"(?: = (?P<values>{_VALUE}(?:, {_VALUE})*)| (?P<compared>[<>]=?) (?P<figure>-?\d+))?)"
)
_TERM = _TERM.replace(" ", r"\s+")
_ONE = regex(_TERM)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _TERM)
CONDITION = rf"{_UNNAMED}(?:\s+(?:et|ou)\s+{_UNNAMED})*"
_ANSWERS = {"oui": "true", "non": "false"}


def quoted(words: str) -> str:
    """Words as a string of Jinja."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def cases(trait: str, values: Sequence[str]) -> str:
    """Whether a trait can have one of these values, in Jinja."""
    return f"cas({', '.join(map(quoted, (trait, *values)))})"


def in_jinja(condition: str) -> str:
    """A condition in Jinja.

    Raises:
        ValueError: where it is none.
    """
    condition = " ".join(condition.split())
    if not re.fullmatch(CONDITION, condition):
        raise ValueError(condition)
    return " or ".join(" and ".join(map(_test, one.split(" et "))) for one in condition.split(" ou "))


def _test(term: str) -> str:
    found = _ONE.fullmatch(term)
    assert found  # noqa: S101 - the whole condition was
    if found["trait"]:
        test = cases(found["trait"], found["cases"].split(", "))
    elif found["clause"]:
        test = f"existe({quoted(found['clause'])})"
    elif found["several"]:
        test = f"{found['fact']} | length > 1"
    elif found["compared"]:
        test = f"{found['fact']} is number and {found['fact']} {found['compared']} {found['figure']}"
    elif found["values"]:
        test = _answered(found["fact"], found["values"].split(", "))
    else:
        test = found["fact"]
    return f"not ({test})" if term.startswith("non ") else test


def _answered(fact: str, values: Sequence[str]) -> str:
    if len(values) > 1:
        return f"{fact} in ({', '.join(map(quoted, values))})"
    (value,) = values
    if value in _ANSWERS:
        return f"{fact} is {_ANSWERS[value]}"
    return f"{fact} == {value if value.isdecimal() else quoted(value)}"
