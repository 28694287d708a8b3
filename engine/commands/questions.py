"""`cpom questionnaire` and `cpom schema`: what a model asks, to fill in and to check in an editor."""

from __future__ import annotations

import json
from argparse import Namespace

from engine.asking.questionnaire import questionnaire
from engine.asking.schema import schema
from engine.commands.output import result
from engine.reading.library import load_model


def run_questionnaire(arguments: Namespace) -> int:
    """Print the YAML file to fill in."""
    result(questionnaire(load_model(arguments.modele), arguments.pour).rstrip("\n"))
    return 0


def run_schema(arguments: Namespace) -> int:
    """Print the JSON Schema of a model's description."""
    result(json.dumps(schema(load_model(arguments.modele)), ensure_ascii=False, indent=2))
    return 0
