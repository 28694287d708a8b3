"""`cpom questionnaire`: what a model asks, to fill in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    words.take_model(parser)
    parser.add_argument("--pour", choices=("gestionnaire", "departement"), help="les seules questions de cette partie")
    parser.add_argument("--sortie", type=Path, metavar="FICHIER", help="l'écrit dans ce fichier, s'il n'existe pas")


def _run(arguments: Namespace) -> int:
    from engine.commands.work.questions import run_questionnaire

    return run_questionnaire(arguments)


COMMAND = Command(
    "Écrit le questionnaire à remplir",
    _run,
    (
        ("cpom questionnaire saad --sortie mon-contrat.yaml", "écrit le questionnaire dans ce fichier"),
        ("cpom questionnaire ehpad --pour gestionnaire --sortie a-envoyer.yaml", "n'y met que ses questions"),
    ),
    _take,
)
