"""`cpom bibliotheque nouvelle`: a library of one's own, with a model that already generates."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("dossier", type=Path, metavar="DOSSIER", help="dossier à créer (ou vide)")
    parser.add_argument("--herite", default="", metavar="MODELE",
                        help="le modèle dont le vôtre hérite (sans lui, un petit modèle entier)")  # fmt: skip
    parser.add_argument("--nom", default="", metavar="NOM", help="nom de votre modèle (modele-exemple)")


def _run(arguments: Namespace) -> int:
    from engine.commands.work.nouvelle import run

    return run(arguments)


COMMAND = Command(
    "Commence une bibliothèque : un modèle à changer, qui génère déjà un contrat",
    _run,
    (
        (
            "cpom bibliotheque nouvelle ma-bibliotheque --herite MODELE --nom modele-exemple",
            "un modèle qui hérite de celui-ci",
        ),
        ("cpom bibliotheque nouvelle ma-bibliotheque", "un petit modèle entier, « contrat-exemple »"),
    ),
    _take,
)
