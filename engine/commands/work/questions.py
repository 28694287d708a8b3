"""`cpom questionnaire` and `cpom schema`: what a model asks, to fill in and to check in an editor."""

from __future__ import annotations

import json
import os
import re
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import cpom
from engine.commands.chosen_library import bibliotheque_of, dossier_told
from engine.commands.output import result, result_file, tell
from engine.errors import Finding, InputError
from engine.reading.decoding import printable
from engine.writing.files import refuse_another, write_whole


def run_questionnaire(arguments: Namespace) -> int:
    """Write the file to fill in; one that is there may hold answers, and is never replaced."""
    if arguments.format != "yaml":
        return _form(arguments)
    if arguments.de:
        return _what_is_left(arguments)
    model = bibliotheque_of(arguments).modele(arguments.modele)
    _give(model.questionnaire(arguments.pour), arguments.sortie, replacing=False)
    return 0


def _form(arguments: Namespace) -> int:
    """Write the form to fill in, with the answers of the description that is begun."""
    if arguments.de:
        content = dossier_told(arguments, arguments.de).formulaire(arguments.pour, nom_du_format=arguments.format)
    else:
        content = (
            bibliotheque_of(arguments)
            .modele(arguments.modele)
            .formulaire(arguments.pour, arguments.aujourdhui, nom_du_format=arguments.format)
        )
    _put(content, arguments.sortie, replacing=False)
    return 0


def _what_is_left(arguments: Namespace) -> int:
    """Write a description again, with its answers, and the questions that they leave."""
    dossier = dossier_told(arguments, arguments.de)
    remaining = dossier.questions(arguments.pour)
    repondants = dossier.bibliotheque.modele(dossier.modele).repondants
    whose = f" (répond : {repondants[arguments.pour]})" if arguments.pour else ""
    if not remaining:
        tell(f"{printable(arguments.de)} : aucune question ne reste{whose}.")
        return 0
    _give(dossier.questionnaire(arguments.pour), arguments.sortie, replacing=False)
    tell(f"{printable(arguments.de)} : {_counted(remaining)}{whose}.")
    return 0


def _counted(remaining: Sequence[cpom.Question]) -> str:
    """« 84 questions restent, dont 6 qui décident d'autres et 40 facultatives »."""
    several = len(remaining) > 1
    said = f"{len(remaining)} questions restent" if several else "une question reste"
    deciding, optional = sum(one.decide for one in remaining), sum(bool(one.facultatif) for one in remaining)
    parts = [f"{deciding} qui décide{'nt' * (deciding > 1)} d'autres"] if deciding else []
    parts += [f"{optional} facultative{'s' * (optional > 1)}"] if optional else []
    return f"{said}, dont {' et '.join(parts)}" if parts else said


def run_schema(arguments: Namespace) -> int:
    """Write the JSON Schema of a model's description, or of a file of the library, in the place of another."""
    if arguments.sortie:
        refuse_another(arguments.sortie, re.compile(rb'\s*\{\s*"\$schema"'), "un schéma JSON")
    _give(json.dumps(_schema(arguments), ensure_ascii=False, indent=2), arguments.sortie, replacing=True)
    return 0


def _schema(arguments: Namespace) -> dict[str, object]:
    if arguments.part == "document":
        return cpom.schema_du_document()
    if arguments.part == "comparaison":
        return cpom.schema_de_la_comparaison()
    if arguments.part == "explication":
        return cpom.schema_de_l_explication()
    library = bibliotheque_of(arguments)
    if arguments.part:
        return library.schema(arguments.part, arguments.modele)
    return library.modele(arguments.modele).schema()


def _give(text: str, file: Path | None, *, replacing: bool) -> None:
    """Write a text where it is asked for, on standard output without a file.

    Raises:
        InputError: where the file is there and is not to be replaced, or cannot be written.
    """
    if file is None:
        result_file(text)
        return
    _put(f"{text.rstrip()}\n".encode(), file, replacing=replacing)


def _put(content: bytes, file: Path, *, replacing: bool) -> None:
    if not replacing and os.path.isfile(file) and file.read_bytes() != content:
        message = f"{file} existe déjà, et peut contenir des réponses : rien n'a été écrit."
        raise InputError([Finding("fichier-existant", message, hint="Donnez un autre nom, ou supprimez-le d'abord.")])
    write_whole(file, content)
    result(str(file))
