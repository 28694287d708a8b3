"""`cpom dossier`: the folder of a contract for the assembly and the control of legality; nothing is sent."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command
from engine.writing.engines import ENGINES


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("fichier", type=Path, metavar="FICHIER", help="description YAML d'un contrat")
    parser.add_argument("--sortie", type=Path, required=True, metavar="DOSSIER", help="le dossier à écrire, entier")
    words.take_overwrite(parser)
    parser.add_argument("--moteur", choices=tuple(ENGINES), default="",
                        help="ce qui met en page les PDF (weasyprint ; typst là où Pango manque)")  # fmt: skip
    parser.add_argument("--matiere", default="", metavar="CODE",
                        help="la matière de l'acte, par son code dans la nomenclature de l'opérateur")  # fmt: skip
    parser.add_argument("--numero", default="", metavar="NUMERO", help="le numéro que la collectivité donne à l'acte")
    words.take_final(parser, f"refuse un contrat {words.FINAL}")
    words.take_allowed(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.dossier import run

    return run(arguments)


COMMAND = Command(
    "Écrit le dossier d'un contrat pour l'assemblée et le contrôle de légalité ; rien n'est envoyé",
    _run,
    (
        ("cpom dossier mon-contrat.yaml --sortie transmission", "écrit le dossier du projet"),
        ("cpom dossier mon-contrat.yaml --sortie transmission --definitif --avec-reserves --numero 2026-12",
         "écrit celui du contrat à signer, avec le numéro de l'acte"),
    ),
    _take,
)  # fmt: skip
