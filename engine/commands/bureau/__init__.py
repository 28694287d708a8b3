"""`cpom bureau`: the desk, in a browser."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("--adresse", default="", metavar="ADRESSE:PORT",
                        help="où le bureau répond (127.0.0.1:8000 sans elle), ou unix:CHEMIN")  # fmt: skip
    take_base(parser)
    parser.add_argument("--processus", type=words.count, default=1, metavar="NOMBRE",
                        help="processus qui répondent ensemble (un sans lui)")  # fmt: skip
    parser.add_argument("--journal", choices=("texte", "json"), default="",
                        help="journal du serveur, en texte (le défaut) ou une ligne de JSON par événement")  # fmt: skip
    parser.add_argument("--ouvrir", action="store_true", help="ouvre le bureau dans le navigateur de ce poste")


def take_base(parser: ArgumentParser) -> None:
    """The address of the database, shared by what the command does."""
    parser.add_argument("--base", default="", metavar="ADRESSE",
                        help="base de données : sqlite:///bureau.db (le défaut) ou postgresql+psycopg://…")  # fmt: skip


def _run(arguments: Namespace) -> int:
    from engine.commands.work.bureau import run

    return run(arguments)


COMMAND = Command(
    "Ouvre le bureau, où l'on remplit des contrats à plusieurs dans un navigateur",
    _run,
    (
        ("cpom bureau", "ouvre le bureau sur http://127.0.0.1:8000, dans la base bureau.db du dossier courant"),
        ("cpom bureau --base postgresql+psycopg://cpom@/bureau --processus 2", "sur PostgreSQL, à deux processus"),
    ),
    _take,
    actions=("administrateur", "exporter", "importer"),
)
