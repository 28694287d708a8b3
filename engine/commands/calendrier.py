"""`cpom calendrier`: the deadlines of contracts, with the working day to act by beside a day that is none."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    words.take_descriptions(parser, "+")


def _run(arguments: Namespace) -> int:
    from engine.commands.work.calendrier import run

    return run(arguments)


COMMAND = Command(
    "Dit les échéances des contrats",
    _run,
    (("cpom calendrier mon-contrat.yaml", "dit les échéances, de la première à la dernière"),),
    _take,
)
