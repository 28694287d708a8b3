"""Answers as they are meant: a choice by its label, « Oui » for « oui », whatever the questions offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.asking.asked import Asked


def as_meant(questions: Iterable[Asked], valeurs: Mapping[str, Any]) -> dict[str, Any]:
    """The same description, with the value of each answer to a choice; None where the answer is none of its choices."""
    known = {one.name: one for one in questions}
    return {name: _meant(known[name], value) if name in known else value for name, value in valeurs.items()}


def _meant(one: Asked, value: Any) -> Any:
    if isinstance(value, list):
        return [_meant(one, item) for item in value]
    if one.under:
        return as_meant(one.under, value) if isinstance(value, Mapping) else value
    return _choice(one, value) if one.offered else value


def _choice(one: Asked, value: Any) -> str | None:
    try:
        read = one.kind.read(value) if one.kind and isinstance(value, str) and value.strip() else None
    except ValueError:
        return None
    said = {True: "oui", False: "non"}.get(read, read) if isinstance(read, bool) else read
    return said if said in one.offered else None
