"""`cpom conformite`: a contract against its model as published, as a sheet for whoever presents it or checks it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command

_formats = words.formats_among("txt", "html", "docx", "pdf", "xlsx")


def _take(parser: ArgumentParser) -> None:
    what = "description YAML d'un contrat, ou document que cpom a écrit, changé à la main ou non"
    parser.add_argument("fichier", type=Path, metavar="FICHIER", help=what)
    parser.add_argument("--format", type=_formats, default=(), metavar="FORMATS",
                        help="écrit la fiche dans des fichiers : txt, html, docx, pdf ou xlsx")  # fmt: skip
    parser.add_argument("--modele", default="", metavar="MODELE",
                        help="compare à ce modèle (celui dont le sien hérite), et non au sien")  # fmt: skip
    words.take_folder(parser)
    words.take_allowed(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.conformite import run

    return run(arguments)


COMMAND = Command(
    "Compare un contrat à son modèle publié, article par article, et dit ses mentions obligatoires",
    _run,
    (
        ("cpom conformite mon-contrat.yaml", "dit l'état de chaque article, et les mentions obligatoires"),
        ("cpom conformite mon-contrat.yaml --format pdf,xlsx", "écrit la fiche, et tous les mots qui diffèrent"),
        ("cpom conformite mon-contrat.yaml --modele exemple", "compare au modèle dont celui du contrat hérite"),
    ),
    _take,
)
