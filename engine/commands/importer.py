"""`cpom importer`: a form, or the figures of a workbook of annexes, put into the description that they complete."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument(
        "classeur",
        type=Path,
        metavar="CLASSEUR",
        help="classeur .xlsx ou .ods, rempli : des annexes, ou d'un formulaire ; ou formulaire .docx",
    )
    parser.add_argument("fichier", nargs="?", type=Path, metavar="FICHIER",
                        help="description YAML à compléter ; sans elle, un formulaire en fait une")  # fmt: skip
    parser.add_argument("--sortie", type=Path, metavar="FICHIER",
                        help="sans FICHIER, où écrire la description d'un formulaire, s'il n'existe pas")  # fmt: skip
    parser.add_argument("--apercu", action="store_true", help="dit ce qui changerait, et n'écrit rien")
    parser.add_argument("--effacer", action="store_true", help="oublie les faits dont la cellule est vide")


def _at_odds(arguments: Namespace) -> str:
    return (
        "--sortie ne va pas avec FICHIER, qui est complété lui-même" if arguments.sortie and arguments.fichier else ""
    )


def _run(arguments: Namespace) -> int:
    from engine.commands.work.importer import run

    return run(arguments)


COMMAND = Command(
    "Remplit une description avec un classeur rempli",
    _run,
    (
        (
            "cpom importer formulaire-rempli.xlsx --sortie mon-contrat.yaml",
            "fait une description d'un formulaire rempli",
        ),
        ("cpom importer formulaire-rempli.xlsx mon-contrat.yaml --apercu", "dit ce que le formulaire y changerait"),
        ("cpom importer annexes-remplies.xlsx mon-contrat.yaml --apercu", "dit ce qui changerait, et n'écrit rien"),
        ("cpom importer annexes-remplies.xlsx mon-contrat.yaml", "met les chiffres du classeur dans la description"),
    ),
    _take,
    _at_odds,
)
