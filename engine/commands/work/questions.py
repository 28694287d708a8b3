"""`cpom questionnaire` and `cpom schema`: what a model asks, to fill in and to check in an editor."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from pathlib import Path

from engine.asking.library_schema import library_schema
from engine.asking.questionnaire import questionnaire
from engine.asking.schema import schema
from engine.assembly.soundness import open_model
from engine.assembly.syntax import check_syntax
from engine.commands.output import result, result_file
from engine.errors import Finding, InputError
from engine.library.modele import model_names
from engine.writing.files import write_whole


def run_questionnaire(arguments: Namespace) -> int:
    """Write the YAML file to fill in; one that is there may hold answers, and is never replaced."""
    model = open_model(arguments.modele)
    check_syntax(model)
    text = questionnaire(model, arguments.pour)
    _give(text, arguments.sortie, replacing=False)
    return 0


def run_schema(arguments: Namespace) -> int:
    """Write the JSON Schema of a model's description, or of a file of the library."""
    part = arguments.part
    models = [open_model(name) for name in ([arguments.modele] if arguments.modele else model_names())]
    for model in models:
        check_syntax(model)
    said = library_schema(part, models) if part else schema(models[0])
    _give(json.dumps(said, ensure_ascii=False, indent=2), arguments.sortie, replacing=True)
    return 0


def _give(text: str, file: Path | None, *, replacing: bool) -> None:
    """Write a text where it is asked for, on standard output without a file.

    Raises:
        InputError: where the file is there and is not to be replaced, or cannot be written.
    """
    if file is None:
        result_file(text)
        return
    content = f"{text.rstrip()}\n".encode()
    if not replacing and os.path.isfile(file) and file.read_bytes() != content:
        message = f"{file} existe déjà, et peut contenir des réponses : rien n'a été écrit."
        raise InputError([Finding("fichier-existant", message, hint="Donnez un autre nom, ou supprimez-le d'abord.")])
    write_whole(file, content)
    result(str(file))
