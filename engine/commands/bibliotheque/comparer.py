"""`cpom bibliotheque comparer`: what a model changes of the one that it inherits from, or of another."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    words.take_model(parser)
    parser.add_argument("parent", nargs="?", default="", metavar="PARENT",
                        help="l'autre modèle (celui dont il hérite, par défaut)")  # fmt: skip


def _run(arguments: Namespace) -> int:
    from engine.commands.work.comparer import run

    return run(arguments)


COMMAND = Command(
    "Dit ce qu'un modèle change d'un autre : clauses héritées, remplacées, ajoutées, retirées, et leurs mots",
    _run,
    (
        ("cpom bibliotheque comparer MODELE", "compare ce modèle à celui dont il hérite"),
        ("cpom bibliotheque comparer MODELE AUTRE", "compare ces deux modèles"),
    ),
    _take,
)
