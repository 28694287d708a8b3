"""`cpom fusionner`: what several people sent back, made one description."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("envoye", type=Path, metavar="ENVOYÉ", help="la description ou le questionnaire, tel qu'envoyé")
    parser.add_argument("revenus", type=Path, nargs="+", metavar="REVENU", help="les fichiers qui en sont revenus")
    parser.add_argument("--sortie", type=Path, metavar="FICHIER", help="l'écrit dans ce fichier, s'il n'existe pas")
    parser.add_argument("--sur-place", action="store_true", help="l'écrit à la place du fichier envoyé")
    parser.add_argument("--preferer", action="append", default=[], metavar="[CHEMIN=]FICHIER",
                        help="en cas de conflit, prend ce que dit ce fichier (à ce chemin seulement)")  # fmt: skip


def _at_odds(arguments: Namespace) -> str:
    if arguments.sortie and arguments.sur_place:
        return "--sortie ne va pas avec --sur-place, qui écrit à la place du fichier envoyé"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.fusionner import run

    return run(arguments)


COMMAND = Command(
    "Réunit les réponses de plusieurs personnes",
    _run,
    (
        ("cpom fusionner envoye.yaml du-gestionnaire.yaml du-departement.yaml --sortie contrat.yaml",
         "réunit leurs réponses"),
        ("cpom fusionner envoye.yaml a.yaml b.yaml --preferer effet=a.yaml --sur-place",
         "choisit entre deux réponses, et complète le fichier envoyé"),
    ),
    _take,
    _at_odds,
)  # fmt: skip
