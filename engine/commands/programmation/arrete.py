"""`cpom programmation arrete`: the arrêté of a programmation, or the one that adjusts the programmation before it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    words.take_programmation(parser)
    words.take_formats(parser)
    words.take_final(parser, f"refuse un arrêté {words.FINAL}")
    words.take_details(parser)
    words.take_allowed(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.arrete import run

    return run(arguments)


COMMAND = Command(
    "Écrit l'arrêté, ou celui qui ajuste le précédent",
    _run,
    (("cpom programmation arrete programmation.yaml --format docx,pdf", "écrit l'arrêté et ses annexes"),),
    _take,
)
