"""What a description may say of the clauses that the parties change: its schema, and its lines as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.asking.yaml_text import entry, scalar
from engine.french import capitalise
from engine.libraries.empreinte import written_title
from engine.libraries.modele import Modele
from models.adaptations import NEGOCIES, Adaptation, ClauseAjoutee
from models.avenants import SUIVI, Avenant
from models.champs import Fiche
from models.contrat import Contrat
from models.fiches.groupe import fields_of
from models.kind import kind_of


def schema_of(model: Modele) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schemas of these keys, and those that they refer to."""
    parts = (model, *model.documents.values())
    clauses = {name: one for part in parts for name, one in part.clauses.items()}
    named = {name: _said(written_title(one) or name, "#/$defs/adaptation") for name, one in clauses.items()}
    adapted: dict[str, Any] = {"type": ["object", "null"], "properties": named, "additionalProperties": False}
    added: dict[str, Any] = {"type": ["array", "null"], "items": {"$ref": "#/$defs/clause_ajoutee"}}
    found = {name: {**_told(Contrat, name), **said} for name, said in zip(NEGOCIES, (adapted, added), strict=True)}
    concluded = {"type": ["array", "null"], "items": {"$ref": "#/$defs/avenant"}}
    kept = {"type": ["object", "null"], "additionalProperties": {"type": "string"}}
    found |= {name: {**_told(Contrat, name), **said} for name, said in zip(SUIVI, (concluded, kept), strict=True)}
    defined = {"adaptation": _group(Adaptation, "motif"), "clause_ajoutee": _group(ClauseAjoutee, "motif")}
    return found, {**defined, "avenant": _group(Avenant)}


def _said(title: str, ref: str) -> dict[str, Any]:
    return {"title": title, "$ref": ref}


def _told(kind: type[Fiche], name: str) -> dict[str, Any]:
    info = fields_of(kind)[name]
    return {"title": capitalise(info.title or name), "description": info.description or ""}


def _group(kind: type[Fiche], *required: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, info in fields_of(kind).items():
        fact = kind_of(info.annotation, info.marks)
        schema: dict[str, Any] = dict(fact.schema) if fact else {"type": "string"}
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
        elif "type" in schema:
            types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            schema["type"] = [*types, "null"]
        found[name] = {**_told(kind, name), **schema}
    return {"type": ["object", "null"], "properties": found, "additionalProperties": False, "required": [*required]}


def lines_of(given: Mapping[str, Any]) -> Iterator[str]:
    """The lines of these keys in a description, as it says them already."""
    for name in (*NEGOCIES, *SUIVI):
        if given.get(name):
            yield from ("", *_lines(f"{name}:", given[name], 2))


def _lines(opening: str, value: Any, indent: int) -> Iterator[str]:
    margin = " " * indent
    if isinstance(value, dict) and value:
        yield opening
        for key, one in value.items():
            yield from _lines(f"{margin}{scalar(key)}:", one, indent + 2)
    elif isinstance(value, list) and value:
        yield opening
        for item in value:
            first, *others = (
                line for key, one in item.items() for line in _lines(f"{margin}  {key}:", one, indent + 4)
            )
            yield f"{margin}- {first.lstrip()}"
            yield from others
    else:
        yield from entry(opening, value if isinstance(value, str) else None, indent)
