"""`cpom signature verifier`: who signed a PDF, over what, and whether it is still the contract that cpom wrote."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument(
        "pdf", type=Path, metavar="PDF", help="contrat signé, ou dont les champs attendent une signature"
    )
    told = "certificats (PEM ou DER) des autorités de confiance ; sans eux, elle n'est pas jugée"
    parser.add_argument("--racines", type=Path, nargs="+", default=[], metavar="FICHIER", help=told)
    parser.add_argument("--format", choices=("txt", "json"), default="txt", help="texte (le défaut) ou JSON")


def _run(arguments: Namespace) -> int:
    from engine.commands.work.signature import run

    return run(arguments)


COMMAND = Command(
    "Dit qui a signé un PDF, et s'il est encore le contrat que cpom a écrit",
    _run,
    (
        ("cpom signature verifier contrat-signe.pdf", "dit les champs, qui a signé, et ce qui a changé depuis"),
        ("cpom signature verifier contrat-signe.pdf --racines autorites.pem", "juge aussi de la confiance"),
    ),
    _take,
)
