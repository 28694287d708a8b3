"""`cpom droit`: the legal register at a date, or what changes between two dates and whom each change reaches."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    what = "avec --de : contrats à suivre, descriptions, documents que cpom a écrits, ou dossiers (sinon, les exemples)"
    words.take_descriptions(parser, "*", what)
    parser.add_argument("--date", type=words.day, metavar="AAAA-MM-JJ",
                        help="le droit de ce jour (aujourd'hui sans elle)")  # fmt: skip
    parser.add_argument("--de", type=words.day, metavar="AAAA-MM-JJ", help="ce qui change après ce jour")
    parser.add_argument("--a", type=words.day, metavar="AAAA-MM-JJ",
                        help="avec --de : jusqu'à ce jour (ou aujourd'hui)")  # fmt: skip
    parser.add_argument("--format", type=words.formats_among("txt", "json"), default=(), metavar="FORMATS",
                        help="avec --de : écrit aussi un fichier, txt ou json")  # fmt: skip
    words.take_output(parser)
    words.take_allowed(parser)


def _at_odds(arguments: Namespace) -> str:
    if arguments.de and arguments.date:
        return "--date ne va pas avec --de"
    if not arguments.de and (arguments.a or arguments.fichiers):
        return "--a et FICHIER ne vont qu'avec --de"
    if not arguments.de and arguments.format:
        return "--format ne va qu'avec --de"
    if arguments.de and arguments.de > (arguments.a or date.today()):
        return f"--de vient après {'--a' if arguments.a else 'aujourd’hui'} : donnez d'abord le premier jour"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.droit import run

    return run(arguments)


COMMAND = Command(
    "Dit le droit d'un jour, ou ce qui change entre deux jours",
    _run,
    (
        ("cpom droit --date 2024-01-15", "dit le droit de ce jour"),
        ("cpom droit --de 2024-01-01 --a 2026-01-01 contrats", "dit ce qui a changé, et les articles à reprendre"),
    ),
    _take,
    _at_odds,
    ("importer",),
)
