"""`cpom relire`: what was changed by hand in a contract, told, and put into its description."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("document", type=Path, metavar="CONTRAT", help="contrat .docx ou .odt que cpom a écrit")
    parser.add_argument(
        "fichier", type=Path, nargs="?", metavar="FICHIER", help="description YAML où vont les changements"
    )
    parser.add_argument(
        "--appliquer",
        action="store_true",
        help="écrit dans la description les faits changés, et les mots en adaptations",
    )
    parser.add_argument("--apercu", action="store_true", help="montre ce que --appliquer y écrirait, sans l'écrire")
    parser.add_argument(
        "--refusees", action="store_true", help="lit les révisions en attente comme refusées, et non acceptées"
    )
    parser.add_argument("--format", choices=("txt", "json"), default="txt", help="texte (le défaut) ou JSON")


def _run(arguments: Namespace) -> int:
    from engine.commands.work.relire import run

    return run(arguments)


def _at_odds(arguments: Namespace) -> str:
    return "--apercu n'écrit rien : il ne va pas avec --appliquer." if arguments.apercu and arguments.appliquer else ""


COMMAND = Command(
    "Dit ce qui a été changé à la main dans un contrat, et le reprend dans sa description",
    _run,
    (
        ("cpom relire output/mon-contrat.docx", "dit ce qui a été changé depuis que le contrat a été écrit"),
        ("cpom relire retour.docx mon-contrat.yaml --apercu", "montre ce qui serait écrit dans la description"),
        ("cpom relire retour.docx mon-contrat.yaml --appliquer", "l'écrit, commentaires et mise en forme gardés"),
        ("cpom relire retour.docx --appliquer", "écrit retour.yaml, la description que le document porte"),
    ),
    _take,
    _at_odds,
)
