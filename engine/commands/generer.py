"""`cpom generer`: the contracts of one or several descriptions, or the blank form of a model."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    words.take_descriptions(parser, "*")
    parser.add_argument("--vierge", metavar="MODELE", help="écrit le modèle vierge, toutes variantes montrées")
    parser.add_argument("--date", type=words.day, metavar="AAAA-MM-JJ",
                        help="avec --vierge : le droit de ce jour (sans elle, le modèle tel que publié)")  # fmt: skip
    parser.add_argument("--document", default="", metavar="NOM",
                        help="au lieu du contrat, un autre document de son modèle (juste-compensation)")  # fmt: skip
    words.take_formats(parser)
    parser.add_argument("--garder-commentaires", nargs="?", type=Path, const=True, metavar="REVENU",
                        help="garde les commentaires et modifications suivies du document, ou de REVENU")  # fmt: skip
    words.take_final(parser, f"refuse un contrat {words.FINAL}")
    words.take_details(parser)
    words.take_allowed(parser)


def _at_odds(arguments: Namespace) -> str:
    if arguments.date and not arguments.vierge:
        return "--date ne va qu'avec --vierge : un contrat dit le droit du jour de sa signature"
    if arguments.garder_commentaires is not None and "docx" not in arguments.format:
        return "--garder-commentaires ne va qu'avec --format docx"
    if isinstance(arguments.garder_commentaires, Path) and len(arguments.fichiers) != 1:
        return "--garder-commentaires REVENU ne va qu'avec une seule description ; sans REVENU, il va avec plusieurs"
    if arguments.document and arguments.vierge:
        return "--document ne va pas avec --vierge : un autre document se fait d'une description"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.generer import run

    return run(arguments)


COMMAND = Command(
    "Écrit les contrats d'une ou de plusieurs descriptions",
    _run,
    (
        ("cpom generer mon-contrat.yaml", "écrit output/mon-contrat.docx"),
        ("cpom generer *.yaml --format docx,pdf --sortie contrats", "écrit les contrats de toutes les descriptions"),
        ("cpom generer mon-contrat.yaml --details", "dit aussi chaque avertissement et chaque fait à compléter"),
        ("cpom generer mon-contrat.yaml --format pdf --definitif", "écrit le contrat à signer, s'il est complet"),
        ("cpom generer --vierge MODELE --date 2026-01-01", "écrit le modèle vierge, dans le droit de ce jour"),
    ),
    _take,
    _at_odds,
)
