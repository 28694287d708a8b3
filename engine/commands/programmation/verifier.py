"""`cpom programmation verifier`: the audit of a programmation, and what is missing from each of its contracts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    words.take_programmation(parser)
    parser.add_argument("--questionnaires", type=Path, metavar="DOSSIER",
                        help="écrit, par gestionnaire, ce qui manque et son questionnaire commencé")  # fmt: skip
    words.take_details(parser, report=False)
    words.take_allowed(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.programmation import run

    return run(arguments)


COMMAND = Command(
    "Dit ce qui est faux dans une programmation, et ce qui manque à ses contrats",
    _run,
    (
        ("cpom programmation verifier programmation.yaml", "dit ce qui est faux, et ce qui manque aux contrats"),
        ("cpom programmation verifier programmation.yaml --questionnaires envois", "prépare les envois"),
    ),
    _take,
)
