"""The JSON Schema of what a library says: the front matter of its clauses, its plans, its tables.

It is read from the classes that read these files, their French descriptions included, so that an editor and the engine
never disagree. What a condition, a plan or a list of texts may name is that of the library (`_Names`). Only words that
draft-07 and draft 2020-12 share are used: the YAML extension of VS Code speaks the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Annotated, Any, Literal, get_args, get_origin

from engine.assembly.domains import every_domain
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.derives import Cadre, Derive
from engine.libraries.essais import Attendus, Cas, Essai
from engine.libraries.modele import EnTete, Modele
from engine.libraries.plan import Entree, Plan
from engine.libraries.questions import Question
from engine.libraries.regles import Prix
from engine.libraries.tableaux import Repetition, Tableau
from engine.reading.suggestions import choices
from models import chemins
from models.champs import Fiche
from models.fiches.champ import Champ
from models.fiches.groupe import fields_of
from models.fiches.marks import Avant
from models.kind import Kind
from models.kinds import Genre
from models.kinds.texte import SCHEMA as TEXT
from models.records import dataclass

DIALECT = "http://json-schema.org/draft-07/schema#"
_Schema = dict[str, Any]

Part = Literal["clause", "plan", "tableau", "essai"]
_PARTS: Mapping[Part, tuple[type[Fiche], str]] = {
    "clause": (EnTete, "En-tête d'une clause"),
    "plan": (Plan, "Plan d'un modèle (modele.yaml)"),
    "tableau": (Tableau, "Tableau calculé d'un modèle"),
    "essai": (Essai, "Essai d'un modèle (essais/NOM.yaml)"),
}
"""The files of a library that have a schema: the class that reads each, and what it is called."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What the files of a library may name: the traits with their values, the texts of law, the clauses."""

    traits: Mapping[str, Iterable[str]]
    texts: tuple[str, ...]
    clauses: tuple[str, ...] = ()

    def of(self, name: str) -> _Schema | None:
        """What the value of a key must be, where it names something of the library; None where it does not."""
        if name in ("si", "suppose"):
            return _condition({trait: {"type": "array", "items": _among(self.traits[trait])} for trait in self.traits})
        if name == "cumul":
            return _condition({trait: _among(self.traits[trait]) for trait in self.traits})
        if name in ("fondements", "exige"):
            return {"type": "array", "items": _among(self.texts)}
        return _among(self.clauses) if name in ("clause", "annexe") and self.clauses else None


_ANSWER: _Schema = {
    "type": "object",
    "properties": {"libelle": TEXT, "texte": TEXT},
    "required": ["libelle", "texte"],
    "additionalProperties": False,
}
_AS_WRITTEN: Mapping[tuple[type[Fiche], str], _Schema] = {
    (Question, "choix"): {"type": "object", "additionalProperties": {"anyOf": [_ANSWER, TEXT]}},
    **{(kind, "faits"): {"type": "object"} for kind in (Attendus, Cas, Essai)},
}
"""What the reading of a class turns into its fields."""
_OF_FACTS = (Cadre, Derive, Prix, Repetition)
"""Whose `si` is about facts, and not about the traits of a contract."""


def _names_of(library: Bibliotheque, models: Iterable[Modele]) -> _Names:
    """What the files of these models may name: their traits together, each with all of its values."""
    models = list(models)
    traits: dict[str, dict[str, None]] = {}
    for model in models:
        for trait, values in every_domain(model).items():
            traits.setdefault(trait, {}).update(dict.fromkeys(values))
    clauses = sorted({clause for model in models for clause in model.clauses})
    return _Names(
        {trait: tuple(traits[trait]) for trait in sorted(traits)}, tuple(load_register(library).textes), tuple(clauses)
    )


def _condition(traits: Mapping[str, _Schema]) -> _Schema:
    return {"type": "object", "properties": dict(traits), "additionalProperties": False}


def _among(values: Iterable[str]) -> _Schema:
    return {"enum": list(values)}


def library_schema(part: Part, models: Iterable[Modele], library: Bibliotheque) -> _Schema:
    """Write the JSON Schema of a file of the library, with what these models let it name."""
    kind, title = _PARTS[part]
    made = _Made(_names_of(library, models))
    root = made.of_class(kind)
    return {"$schema": DIALECT, "title": title, **root, "definitions": made.classes}


@dataclass
class _Made:
    """The schemas of the classes met so far, by name; a class may hold itself."""

    names: _Names
    classes: dict[str, _Schema] = field(default_factory=dict)

    def of_class(self, kind: type[Fiche]) -> _Schema:
        properties = {name: self._property(kind, name, info) for name, info in fields_of(kind).items()}
        said: _Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [name for name, info in fields_of(kind).items() if info.required]
        return {**said, "required": required} if required else said

    def _property(self, kind: type[Fiche], name: str, info: Champ) -> _Schema:
        named = None if kind in _OF_FACTS else self.names.of(name)
        value = named or _AS_WRITTEN.get((kind, name)) or self._value(info.annotation, info.marks)
        told = {"description": info.description} if info.description else {}
        return {**told, **({"allOf": [value]} if told and "$ref" in value else value)}

    def _value(self, annotation: Any, marks: Iterable[Any] = ()) -> _Schema:
        marks = list(marks)
        if get_origin(annotation) is Annotated:
            annotation, *inside = get_args(annotation)
            return self._value(annotation, [*marks, *inside])
        if (required := chemins.required(annotation)) is not annotation:
            return self._value(required, marks)
        if (kind := next((mark for mark in marks if isinstance(mark, Kind)), None)) is not None:
            return dict(kind.schema)
        value = self._whole(annotation)
        short = any(isinstance(mark, Avant) for mark in marks)  # a text alone is read as the whole
        return {"anyOf": [value, TEXT]} if short else value

    def _whole(self, annotation: Any) -> _Schema:
        if listed := choices(annotation) if annotation is Genre or get_origin(annotation) is Literal else []:
            return _among(listed)
        if get_origin(annotation) is list:
            return {"type": "array", "items": self._value(get_args(annotation)[0])}
        if get_origin(annotation) is dict:
            keys, values = get_args(annotation)
            said: _Schema = {"type": "object", "additionalProperties": self._value(values)}
            return {**said, "propertyNames": _among(get_args(keys))} if get_origin(keys) is Literal else said
        if isinstance(annotation, type) and issubclass(annotation, Fiche):
            return self._reference(annotation)
        return dict(TEXT)

    def _reference(self, kind: type[Fiche]) -> _Schema:
        if kind.__name__ not in self.classes:
            self.classes[kind.__name__] = {}
            self.classes[kind.__name__] = self.of_class(kind)
        reference: _Schema = {"$ref": f"#/definitions/{kind.__name__}"}
        return {"anyOf": [reference, TEXT]} if kind is Entree else reference
