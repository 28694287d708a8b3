"""The JSON Schema of a model's description: completion and checks while it is typed, in editors that know YAML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.asking.asked import Asked, asked
from engine.french import capitalise
from engine.library.modele import Modele
from models.reponses import AUCUN

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """Allow no value: a key without one is a missing fact."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


def _object(under: Iterable[Asked]) -> dict[str, Any]:
    properties = {one.name: _property(one) for one in under}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(one: Asked) -> dict[str, Any]:
    if one.under:
        return _object(one.under)
    if one.choices:
        return {"enum": list(one.choices)}
    return dict(one.format.schema) if one.format else {}


def _said(one: Asked) -> dict[str, Any]:
    """Gather what an editor shows of a fact."""
    told = [f"{choice} : {label}" for choice, label in one.choices.items() if label]
    lines = [capitalise(one.aide), *told, *([] if one.under else [f"Répond : {one.repond}"])]
    lines += [f"Facultatif (vide : {one.facultatif})"] if one.facultatif else []
    lines += [f"Source : {one.source}"] if one.source else []
    said: dict[str, Any] = {
        "title": capitalise(one.libelle),
        "description": "\n".join(line for line in lines if line),
        "examples": [one.exemple] if one.exemple else [],
    }
    return {key: content for key, content in said.items() if content}


def _property(one: Asked) -> dict[str, Any]:
    value = _or_nothing(_value(one))
    if one.many:
        value = {"type": ["array", "null"], "items": value}
        if one.neant:
            value |= {"type": ["array", "string", "null"], "pattern": f"^({'|'.join(AUCUN)})$"}
    return {**_said(one), **value}


def schema(model: Modele) -> dict[str, Any]:
    """Write the JSON Schema (draft 2020-12) of the descriptions of a model, always in the same order."""
    found = _object(asked(model))
    found["properties"]["modele"] = {"title": "Modèle", "const": model.nom}
    return {
        "$schema": DIALECT,
        "title": f"Description d'un contrat du modèle « {model.nom} »",
        **found,
        "required": ["modele"],
    }
