"""`cpom lot`: every contract of a programmation in one run."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    words.take_programmation(parser)
    parser.add_argument("--annee", type=words.year, metavar="ANNEE", help="les seuls contrats à signer cette année")
    words.take_formats(parser)
    parser.add_argument("--processus", type=words.count, metavar="N",
                        help="nombre de processus (autant que de processeurs)")  # fmt: skip
    parser.add_argument("--dask", metavar="ADRESSE", help="adresse d'un ordonnanceur dask, au lieu de processus")
    parser.add_argument("--reprendre", action="store_true",
                        help="ne refait que ce qui manque ou dont les données ont changé")  # fmt: skip
    words.take_final(parser, f"refuse les contrats {words.FINAL.replace('auquel', 'auxquels')}")
    words.take_details(parser, report=False)
    words.take_allowed(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.lot import run

    return run(arguments)


COMMAND = Command(
    "Rédige tous les contrats d'une programmation",
    _run,
    (
        ("cpom lot programmation.yaml --annee 2026 --format docx,pdf", "rédige les contrats à signer en 2026"),
        ("cpom lot programmation.yaml --reprendre", "ne refait que ce qui manque ou a changé"),
    ),
    _take,
)
