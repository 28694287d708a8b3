"""`cpom importer`: the figures of a workbook of annexes put into the description that they complete."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("classeur", type=Path, metavar="CLASSEUR", help="classeur .xlsx ou .ods des annexes, rempli")
    parser.add_argument("fichier", type=Path, metavar="FICHIER", help="description YAML à compléter")
    parser.add_argument("--apercu", action="store_true", help="dit ce qui changerait, et n'écrit rien")
    parser.add_argument("--effacer", action="store_true", help="oublie les faits dont la cellule est vide")


def _run(arguments: Namespace) -> int:
    from engine.commands.work.importer import run

    return run(arguments)


COMMAND = Command(
    "Remplit une description avec un classeur d'annexes",
    _run,
    (
        ("cpom importer annexes-remplies.xlsx mon-contrat.yaml --apercu", "dit ce qui changerait, et n'écrit rien"),
        ("cpom importer annexes-remplies.xlsx mon-contrat.yaml", "met les chiffres du classeur dans la description"),
    ),
    _take,
)
