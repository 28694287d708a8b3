"""One of the answers that the question offers, however it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from models.kind import Demande, Kind
from models.reponses import lire_au_choix


def _of_its_answers(_: Kind, asked: Demande, __: str) -> Any:
    if not asked.choix:
        return KIND.type  # a library that gives none is told of it elsewhere
    labels = {label: value for value, label in asked.choix.items()}
    return au_choix(asked.choix, labels).type


def au_choix(answers: Iterable[str], synonyms: Mapping[str, str] | None = None) -> Kind:
    """The kind of a fact that has one of these answers; `synonyms` are words that mean one of them and nothing else."""
    known = tuple(answers)
    return replace(
        KIND,
        python=Literal[known],
        read=lire_au_choix(known, synonyms),
        schema={"enum": list(known)},
        example=next(iter(known), ""),
        answers=known,
    )


KIND = Kind(
    name="choix",
    python=str,
    read=lambda value: value,
    words="au choix",
    schema={},
    example="",
    type_of=_of_its_answers,
)
