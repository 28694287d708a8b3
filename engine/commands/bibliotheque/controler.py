"""`cpom bibliotheque controler`: every mistake of a library at once, each at its place."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("dossier", nargs="?", type=Path, metavar="DOSSIER",
                        help="dossier d'une bibliothèque (sans lui, celle qui est installée)")  # fmt: skip
    words.take_details(parser, report=False)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.controler import run

    return run(arguments)


COMMAND = Command(
    "Dit d'un coup tout ce qui est faux ou inutile dans une bibliothèque, et joue ses essais",
    _run,
    (
        ("cpom bibliotheque controler ma-bibliotheque", "contrôle les modèles de ce dossier"),
        ("cpom bibliotheque controler", "contrôle la bibliothèque installée"),
        (
            "cpom bibliotheque controler ma-bibliotheque --details",
            "avec les sources, et chaque avertissement en entier",
        ),
    ),
    _take,
)
