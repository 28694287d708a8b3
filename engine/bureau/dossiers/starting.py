"""The first words of a description: its model, and what decides the rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import cpom

_ALWAYS = ("departement", "gestionnaire.raison_sociale")
"""What is worth saying first, whatever the model."""


def deciding(model: cpom.Modele) -> list[cpom.Question]:
    """The questions that are worth asking before anything else: few, none of them about an item of a list."""
    asked = [one for one in model.questions if "[" not in one.chemin]
    first = [one for name in _ALWAYS for one in asked if one.chemin == name]
    return first + [one for one in asked if one.decide and not one.condition and one not in first]


def started(
    model: cpom.Modele, answers: Mapping[str, str], library: cpom.Bibliotheque, day: date
) -> tuple[str, dict[str, str]]:
    """A description of a model with these answers, and what is wrong of them by path."""
    known = {one.chemin for one in deciding(model)}
    given = {path: text for path, text in answers.items() if path in known}
    read = cpom.lire(f"modele: {model.nom}\n", bibliotheque=library, jour=day).avec(given)
    wrong = {one.chemin: f"{one.message} {one.conseil}".strip() for one in read.controles if one.gravite == "erreur"}
    return read.yaml(), {path: why for path, why in wrong.items() if path in given}
