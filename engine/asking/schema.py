"""The JSON Schema of a model's description: completion and checks while it is typed, in editors that know YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from engine.asking.asked import Asked, asked
from engine.asking.conditional import Conditional, ancestor, lists_of, offered
from engine.asking.conditions import Condition, conditions, depends
from engine.asking.needed import needed
from engine.asking.negotiated import schema_of
from engine.french import capitalise
from engine.libraries.modele import Modele
from models.chemins import Noms
from models.records import dataclass
from models.reponses import AUCUN

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """Allow no value: a key without one is a missing fact."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


@dataclass(frozen=True, slots=True)
class _Rules:
    """What questions depend on, and what is to be said of it in the group that holds both."""

    known: Mapping[Noms, frozenset[Condition]]
    lists: frozenset[Noms]
    said: dict[Noms, list[Conditional]] = field(default_factory=dict)

    def property(self, one: Asked, path: Noms) -> dict[str, Any] | bool:
        """The schema of a question; « true » where it depends on others: what it holds is said with them."""
        schema = self._plain(one, path)
        several = self.known.get(path)
        if not several:
            return schema
        self.said.setdefault(ancestor(path, several), []).append(Conditional(path, several, schema))
        return True

    def _plain(self, one: Asked, path: Noms) -> dict[str, Any]:
        value = _or_nothing(self.group(one.under, path) if one.under else _value(one))
        if one.many:
            value = {"type": ["array", "null"], "items": value}
            if one.neant:
                value |= {"type": ["array", "string", "null"], "pattern": f"^({'|'.join(AUCUN)})$"}
        return {**_said(one), **value}

    def group(self, under: Iterable[Asked], path: Noms = ()) -> dict[str, Any]:
        """The schema of a description, or of a group of it."""
        properties = {one.name: self.property(one, (*path, one.name)) for one in under}
        found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        if rules := offered(path, self.said.pop(path, ()), self.lists):
            found["allOf"] = rules
        return found


def _value(one: Asked) -> dict[str, Any]:
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


def schema(model: Modele) -> dict[str, Any]:
    """Write the JSON Schema (draft 2020-12) of the descriptions of a model, always in the same order."""
    questions = asked(model)
    known = dict(depends(needed(model, {}), conditions(model)))
    found = _Rules(known, frozenset(lists_of(questions))).group(questions)
    found["properties"]["modele"] = {"title": "Modèle", "const": model.nom}
    negotiated, defined = schema_of(model)
    found["properties"] |= negotiated
    return {
        "$schema": DIALECT,
        "title": f"Description d'un contrat du modèle « {model.nom} »",
        **found,
        "required": ["modele"],
        "$defs": defined,
    }
