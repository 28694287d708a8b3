"""`cpom bibliotheque documenter`: the library as pages to read and to print."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help="dossier où écrire les pages")
    parser.add_argument("--modele", action="append", default=[], metavar="MODELE",
                        help="ces seuls modèles (tous, par défaut) ; se répète")  # fmt: skip


def _run(arguments: Namespace) -> int:
    from engine.commands.work.documenter import run

    return run(arguments)


COMMAND = Command(
    "Écrit la bibliothèque en pages à lire et à imprimer : modèles, clauses, questions, tableaux, droit",
    _run,
    (
        ("cpom bibliotheque documenter pages", "écrit pages/index.html, et une page par modèle"),
        ("cpom bibliotheque documenter pages --modele MODELE", "n'écrit que ce modèle, et le droit"),
    ),
    _take,
)
