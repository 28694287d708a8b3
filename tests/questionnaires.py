"""Questionnaires read as descriptions, and the facts that they give."""

from __future__ import annotations

from typing import Any

from engine.libraries.modele import Modele
from engine.reading.description import validate
from engine.reading.yaml_strict import parse_yaml
from models.champs import Fiche
from models.fiches.groupe import given_in


def read(text: str, modele: Modele) -> Any:
    return validate(parse_yaml(text.encode(), "questionnaire.yaml"), modele.description)


def facts(value: Any, path: str = "") -> dict[str, Any]:
    """Every fact that a description gives, by its path; an item left as the questionnaire shows it gives none."""
    if isinstance(value, Fiche):
        inside = {name: getattr(value, name) for name in given_in(value)}
    elif isinstance(value, list):
        inside = {str(number): item for number, item in enumerate(value)}
    else:
        return {path: value}
    return {key: fact for name, item in inside.items() for key, fact in facts(item, f"{path}.{name}").items()}
