"""`cpom bureau exporter`: all that a desk holds, in a folder."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.bureau import take_base
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help="dossier à écrire, qui n'existe pas ou est vide")
    take_base(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.bureau import run_export

    return run_export(arguments)


COMMAND = Command(
    "Écrit dans un dossier tout ce que tient un bureau",
    _run,
    (("cpom bureau exporter sauvegarde", "écrit les dossiers, leurs états et leurs fichiers dans sauvegarde/"),),
    _take,
)
