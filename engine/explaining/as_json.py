"""An explanation for other programs, and the JSON Schema (draft 2020-12) that it follows, made of the same values."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from engine.errors import Place
from engine.explaining.explained import ChiffreExplique, ClauseExpliquee, DateExpliquee, NomExplique, VisaExplique
from engine.explaining.explanation import Explanation
from engine.seals import sealed

FORMAT = 1
"""The number of the format: it grows when what was written before would be read wrongly."""
_PARTS = {
    "clauses": ClauseExpliquee,
    "visas": VisaExplique,
    "chiffres": ChiffreExplique,
    "dates": DateExpliquee,
    "noms": NomExplique,
}
Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_OF: dict[Any, Schema] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    date: {**_TEXT, "format": "date"},
    Decimal: {**_TEXT, "description": "un nombre, avec un point", "pattern": r"^-?\d+(\.\d+)?$"},
    Place: {"$ref": "#/$defs/Place"},
}


def as_json(told: Explanation) -> bytes:
    """The explanation, whole, sealed as documents are."""
    document = told.assembled.document
    said = {
        "format": FORMAT,
        "description": told.name,
        "mots_cles": list(document.keywords),
        "droit": document.made_with.law_day.isoformat() if document.made_with else "",
        "clauses": [_plain(one) for one in told.clauses],
        "visas": [_plain(one) for one in told.visas],
        "chiffres": [_plain(one) for one in told.figures],
        "dates": [_plain(one) for one in told.dates],
        "noms": [_plain(one) for one in told.names],
    }
    text = json.dumps(said, ensure_ascii=False, indent=1)
    return sealed(f"{text}\n".encode(errors="replace"), b"\n}", ',\n "empreinte": "{}"')


def _plain(value: Any) -> Any:
    if isinstance(value, Place):
        return {"fichier": value.file, "ligne": value.line, "colonne": value.column}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def schema() -> Schema:
    """The schema, whole."""
    defs: dict[str, Schema] = {
        "Place": _object({"fichier": _TEXT, "ligne": {"type": "integer"}, "colonne": {"type": "integer"}})
    }
    parts = {name: {"type": "array", "items": _said(kind, defs)} for name, kind in _PARTS.items()}
    head = {
        "format": {"const": FORMAT, "description": "numéro de ce format"},
        "description": {**_TEXT, "description": "le nom de la description, comme les messages le disent"},
        "mots_cles": {"type": "array", "items": _TEXT},
        "droit": {**_TEXT, "description": "le jour dont le contrat dit le droit"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Explication de cpom",
        "description": "Pourquoi un contrat dit ce qu'il dit : clauses, visas, chiffres, dates, mots du droit.",
        **_object({**head, **parts, "empreinte": {**_TEXT, "description": "celle du fichier, tel qu'il fut écrit"}}),
        "$defs": defs,
    }


def _said(kind: Any, defs: dict[str, Schema]) -> Schema:
    """The schema of a type; those of values go among the definitions."""
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _said(get_args(kind)[0], defs)}
    if get_origin(kind) is UnionType:
        return {"anyOf": [_said(one, defs) for one in get_args(kind)]}
    if kind is NoneType:
        return {"type": "null"}
    if kind not in _OF:
        own = {name: _said(one, defs) for name, one in get_type_hints(kind).items()}
        defs[kind.__name__] = {"description": " ".join((kind.__doc__ or "").split()), **_object(own)}
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return _OF[kind]


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
