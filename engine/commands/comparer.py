"""`cpom comparer`: what a contract changes of another, by article, and why; as a text, a page, tracked changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command

_formats = words.formats_among("docx", "html", "txt", "json")


def _take(parser: ArgumentParser) -> None:
    what = "description YAML d'un contrat, ou document que cpom a écrit, changé à la main ou non"
    parser.add_argument("a", type=Path, metavar="A", help=f"ce qui était : {what}")
    parser.add_argument("b", type=Path, metavar="B", help="ce qui est, de même")
    parser.add_argument("--format", type=_formats, default=(), metavar="FORMATS",
                        help="écrit aussi un fichier : docx (B, modifications suivies), html, txt ou json")  # fmt: skip
    words.take_output(parser)
    words.take_overwrite(parser)
    parser.add_argument("--auteur", default="cpom", metavar="NOM",
                        help="auteur des modifications du docx (cpom par défaut)")  # fmt: skip
    parser.add_argument("--date", type=words.day, metavar="AAAA-MM-JJ",
                        help="date des modifications du docx (celle de B par défaut)")  # fmt: skip
    words.take_allowed(parser)


def _at_odds(arguments: Namespace) -> str:
    if arguments.date and "docx" not in arguments.format:
        return "--date ne va qu'avec --format docx"
    if arguments.auteur != "cpom" and "docx" not in arguments.format:
        return "--auteur ne va qu'avec --format docx"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.comparaison import run

    return run(arguments)


COMMAND = Command(
    "Dit ce qui diffère entre deux contrats, article par article, et pourquoi",
    _run,
    (
        ("cpom comparer avant.yaml apres.yaml", "dit ce qui diffère, et ce qui l'explique"),
        ("cpom comparer output/projet.docx projet-relu.docx --format docx,html",
         "écrit aussi une page, et le second en suivi des modifications"),
    ),
    _take,
    _at_odds,
)  # fmt: skip
