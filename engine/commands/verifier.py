"""`cpom verifier`: every error and every warning of one or several descriptions, and what they are still missing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    words.take_descriptions(parser, "+")
    words.take_details(parser, report=False)
    words.take_allowed(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.verifier import run

    return run(arguments)


COMMAND = Command(
    "Dit toutes les erreurs et tous les avertissements",
    _run,
    (
        ("cpom verifier mon-contrat.yaml", "dit les erreurs, les avertissements, et combien de faits manquent"),
        ("cpom verifier mon-contrat.yaml --details", "dit aussi les sources, et chaque fait qui manque"),
        ("cpom verifier *.yaml > constats.txt", "garde les constats de plusieurs descriptions"),
    ),
    _take,
)
