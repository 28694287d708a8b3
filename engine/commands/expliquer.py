"""`cpom expliquer`: why a contract says what it says; on the terminal, or in files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command

_formats = words.formats_among("docx", "html", "txt", "json")


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("fichier", type=Path, metavar="FICHIER",
                        help="description YAML d'un contrat, ou document que cpom a écrit")  # fmt: skip
    parser.add_argument("--clause", action="append", default=[], metavar="NOM",
                        help="cette clause seule, et ce qui en dépend (peut être répété)")  # fmt: skip
    parser.add_argument("--format", type=_formats, default=(), metavar="FORMATS",
                        help="écrit des fichiers, au lieu du terminal : docx, html, txt ou json")  # fmt: skip
    words.take_output(parser)
    words.take_overwrite(parser)
    words.take_allowed(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.expliquer import run

    return run(arguments)


COMMAND = Command(
    "Dit pourquoi le contrat dit ce qu'il dit : clauses, visas, chiffres, dates",
    _run,
    (
        ("cpom expliquer mon-contrat.yaml", "dit d'où vient chaque clause, visa, chiffre et date"),
        ("cpom expliquer mon-contrat.yaml --clause duree", "ne le dit que d'une clause"),
        ("cpom expliquer mon-contrat.yaml --format docx,html", "l'écrit dans le dossier output"),
    ),
    _take,
)  # fmt: skip
