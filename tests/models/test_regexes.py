"""A regular expression that is compiled when first used: it does what that of `re.compile` does, and all compile."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from models.regexes import regex

MODULES = sorted(
    ".".join(path.with_suffix("").parts)
    for folder in ("engine", "models")
    for path in Path(folder).rglob("*.py")
    if "regex(" in path.read_text() and path.name != "regexes.py"
)


def test_what_it_finds_is_what_re_finds() -> None:
    digits = regex(r"(?P<first>\d)\d*", re.ASCII)
    found = digits.search("le 12")
    assert found is not None
    assert (found[0], found["first"]) == ("12", "1")
    assert digits.sub("x", "1 et 23") == "x et x"
    assert digits.pattern == r"(?P<first>\d)\d*"
    assert regex(b"a+").findall(b"aa b a") == [b"aa", b"a"]


def test_what_is_no_expression_is_told_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")
    with pytest.raises(AttributeError):
        _ = regex("a").neither  # type: ignore[attr-defined]


@pytest.mark.parametrize("module", MODULES)
def test_each_one_of_a_module_can_be_compiled(module: str) -> None:
    import_module(module)
    for one in expressions(list(vars(sys.modules[module]).values())):
        assert one.groups >= 0


def expressions(values: list[Any]) -> list[Any]:
    """Those among values, and in tables of them."""
    found: list[Any] = []
    for one in values:
        if type(one).__name__ == "regex":
            found.append(one)
        elif isinstance(one, list | tuple | set | frozenset):
            found += expressions(list(one))
        elif isinstance(one, dict):
            found += expressions(list(one.values()))
    return found
