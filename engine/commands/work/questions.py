"""`cpom questionnaire` and `cpom schema`: what a model asks, to fill in and to check in an editor."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from engine.asking.asked import Asked
from engine.asking.left import left
from engine.asking.library_schema import library_schema
from engine.asking.questionnaire import questionnaire, questions_of
from engine.asking.schema import schema
from engine.assembly.soundness import open_model
from engine.assembly.syntax import check_syntax
from engine.commands.library import library_of
from engine.commands.output import result, result_file, tell
from engine.dossier import open_dossier
from engine.errors import Finding, InputError
from engine.library.modele import model_names
from engine.reading.decoding import printable
from engine.writing.files import write_whole
from engine.writing.json.schema import schema as document_schema


def run_questionnaire(arguments: Namespace) -> int:
    """Write the YAML file to fill in; one that is there may hold answers, and is never replaced."""
    if arguments.de:
        return _what_is_left(arguments)
    model = open_model(arguments.modele, library_of(arguments))
    check_syntax(model)
    _give(questionnaire(model, arguments.pour), arguments.sortie, replacing=False)
    return 0


def _what_is_left(arguments: Namespace) -> int:
    """Write a description again, with its answers, and the questions that they leave."""
    dossier = open_dossier(arguments.de, arguments.aujourdhui, library_of(arguments, arguments.de))
    check_syntax(dossier.modele)
    known = dossier.source.data
    remaining = [
        one
        for question in questions_of(dossier.modele, arguments.pour, known)
        for one in left(question, known.get(question.name))
    ]
    whose = f" (répond : {dossier.modele.plan.repondants[arguments.pour]})" if arguments.pour else ""
    if not remaining:
        tell(f"{printable(arguments.de)} : aucune question ne reste{whose}.")
        return 0
    _give(questionnaire(dossier.modele, arguments.pour, valeurs=known, rest=True), arguments.sortie, replacing=False)
    tell(f"{printable(arguments.de)} : {_counted(remaining)}{whose}.")
    return 0


def _counted(remaining: Sequence[Asked]) -> str:
    """« 84 questions restent, dont 6 qui décident d'autres et 40 facultatives »."""
    several = len(remaining) > 1
    said = f"{len(remaining)} questions restent" if several else "une question reste"
    deciding, optional = sum(one.decides for one in remaining), sum(bool(one.facultatif) for one in remaining)
    parts = [f"{deciding} qui décide{'nt' * (deciding > 1)} d'autres"] if deciding else []
    parts += [f"{optional} facultative{'s' * (optional > 1)}"] if optional else []
    return f"{said}, dont {' et '.join(parts)}" if parts else said


def run_schema(arguments: Namespace) -> int:
    """Write the JSON Schema of a model's description, or of a file of the library."""
    part = arguments.part
    if part == "document":
        _give(json.dumps(document_schema(), ensure_ascii=False, indent=2), arguments.sortie, replacing=True)
        return 0
    library = library_of(arguments)
    models = [open_model(name, library) for name in ([arguments.modele] if arguments.modele else model_names(library))]
    for model in models:
        check_syntax(model)
    said = library_schema(part, models, library) if part else schema(models[0])
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
