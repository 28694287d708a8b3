"""`cpom expliquer`: for each clause kept or left out, the trait and the line that decided, and its source."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("fichier", type=Path, metavar="FICHIER", help="description YAML d'un contrat")


def _run(arguments: Namespace) -> int:
    from engine.commands.work.expliquer import run

    return run(arguments)


COMMAND = Command(
    "Dit pourquoi chaque clause est gardée ou écartée",
    _run,
    (("cpom expliquer mon-contrat.yaml", "dit la ligne qui a décidé de chaque clause"),),
    _take,
)
