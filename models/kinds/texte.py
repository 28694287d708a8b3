"""A text, as it is typed."""

from __future__ import annotations

from typing import Annotated, Any

from models.kind import Demande, Kind
from models.phrases import dans

SCHEMA = {"type": ["string", "number"]}
"""YAML 1.2, which editors speak, makes a number of « 12 »."""


def lire_texte(value: object) -> object:
    """Text as typed."""
    if isinstance(value, dict | list):
        raise ValueError("un texte est attendu ici, et non une liste ou un groupe de clés.")
    return value


def in_its_sentence(kind: Kind, asked: Demande, _: str) -> Any:
    """The type of a text that may enter a sentence."""
    return Annotated[kind.type, dans(asked.dans, asked.attend)] if asked.dans else kind.type


KIND = Kind(
    name="texte",
    python=str,
    read=lire_texte,
    words="texte",
    schema=SCHEMA,
    example="Réponse",
    free=True,
    type_of=in_its_sentence,
)
