"""`cpom bureau administrateur`: a link that signs an administrator in, for whoever has the server."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands.bureau import take_base
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    told = "adresse de l'administrateur, dont le compte est fait au besoin"
    parser.add_argument("courriel", metavar="COURRIEL", help=told)
    take_base(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.bureau import run_administrator

    return run_administrator(arguments)


COMMAND = Command(
    "Donne un lien qui connecte, une fois, un administrateur du bureau",
    _run,
    (("cpom bureau administrateur jeanne.exemple@departement.fr", "imprime le lien, qui vaut vingt-quatre heures"),),
    _take,
)
