"""`cpom droit importer`: the register against the archives of the DILA that somebody downloaded."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("archives", nargs="+", type=Path, metavar="ARCHIVE",
                        help="archive LEGI ou JORF de la DILA (.tar.gz), globale ou du jour")  # fmt: skip
    parser.add_argument("--ecrire", action="store_true",
                        help="écrit les propositions, « à vérifier », dans le droit de votre bibliothèque")  # fmt: skip
    parser.add_argument("--format", type=words.formats_among("txt", "json"), default=(), metavar="FORMATS",
                        help="écrit aussi un fichier : txt ou json")  # fmt: skip
    words.take_output(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.veille import run

    return run(arguments)


COMMAND = Command(
    "Rapproche le registre des textes des archives de la DILA",
    _run,
    (
        ("cpom droit importer LEGI_20261127-212000.tar.gz", "dit ce que l'archive change au registre"),
        ("cpom droit importer *.tar.gz --ecrire --bibliotheque ma-bibliotheque",
         "écrit aussi les propositions, à relire"),
    ),
    _take,
)  # fmt: skip
