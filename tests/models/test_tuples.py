"""Tuples whose items have names are those of `typing`, in everything but the price of their class."""

from __future__ import annotations

import copy
import pickle
import re
import typing
from pathlib import Path

import pytest

from models.tuples import NamedTuple


class Place(NamedTuple):
    """Where something is said."""

    file: str
    line: int = 1
    unknown: Unknown | None = None  # type: ignore[name-defined]  # noqa: F821 - nothing reads what a type says

    @property
    def next(self) -> Place:
        return self._replace(line=self.line + 1)


class Other(typing.NamedTuple):
    """The same, as the standard library makes it."""

    file: str
    line: int = 1
    unknown: None = None


class Nothing(NamedTuple):
    """What has no item."""


def test_it_takes_its_items_in_their_order_or_by_name() -> None:
    assert Place("a", 2) == Place(line=2, file="a") == ("a", 2, None)
    assert Place("a").next == Place("a", 2)
    file, *_ = Place("b")
    assert file == "b"
    assert Nothing() == ()


@pytest.mark.parametrize("given", [((), {}), (("a", 1, None, 4), {}), (("a",), {"file": "b"}), (("a",), {"page": 1})])
def test_it_refuses_what_the_standard_library_refuses(given: tuple[tuple[object, ...], dict[str, object]]) -> None:
    said = []
    for kind in (Place, Other):
        with pytest.raises(TypeError) as refused:
            kind(*given[0], **given[1])  # type: ignore[arg-type]
        said.append(str(refused.value).partition("__new__()")[2])
    assert said[0] == said[1]


def test_it_is_shown_copied_and_sent_as_any_other() -> None:
    place = Place("a", 2)
    assert repr(place) == repr(Other("a", 2)).replace("Other", "Place")
    for one in (copy.copy(place), copy.deepcopy(place), pickle.loads(pickle.dumps(place)), Place._make(place)):  # noqa: S301
        assert (type(one), one) == (Place, place)
    assert (Place._fields, Place.__match_args__) == (Other._fields, Other.__match_args__)
    assert place._asdict() == Other("a", 2)._asdict()
    with pytest.raises(ValueError, match="page"):
        place._replace(page=1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        place.line = 3  # type: ignore[misc]
    assert not hasattr(place, "__dict__")


def test_ours_are_all_made_so() -> None:
    ours = [file for folder in ("engine", "models", "cpom") for file in Path(folder).rglob("*.py")]
    others = re.compile(r"^from typing import .*\bNamedTuple\b", re.MULTILINE)
    assert [str(one) for one in ours if others.search(one.read_text("utf-8"))] == []
