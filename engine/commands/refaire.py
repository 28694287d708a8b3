"""`cpom refaire`: a document made again from what it carries; the same to the byte, or what has changed since."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("document", type=Path, metavar="DOCUMENT",
                        help="document que cpom a écrit : docx, odt, pdf (signé ou non), html ou json")  # fmt: skip
    parser.add_argument("--sortie", type=Path, metavar="DOSSIER", help="écrit le document refait dans ce dossier")
    parser.add_argument("--format", type=words.formats, default=(), metavar="FORMATS",
                        help="avec --sortie : les formats à écrire, au lieu du sien")  # fmt: skip
    words.take_overwrite(parser)
    parser.add_argument("--dossier", type=Path, metavar="DOSSIER",
                        help="où sont la charte et les logos que sa description nomme (celui du document)")  # fmt: skip
    words.take_allowed(parser)


def _at_odds(arguments: Namespace) -> str:
    if arguments.format and not arguments.sortie:
        return "--format ne va qu'avec --sortie : sans elle, rien n'est écrit"
    if arguments.ecraser and not arguments.sortie:
        return "--ecraser ne va qu'avec --sortie : sans elle, rien n'est écrit"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.refaire import run

    return run(arguments)


COMMAND = Command(
    "Refait un document de ce qu'il porte : le même à l'octet près, ou ce qui a changé depuis",
    _run,
    (
        ("cpom refaire archives/contrat.pdf", "dit s'il est le même, ou ce qui a changé depuis, clause par clause"),
        ("cpom refaire contrat.docx --sortie refait --format docx,pdf", "écrit aussi ce que cpom en fait aujourd'hui"),
    ),
    _take,
    _at_odds,
)
