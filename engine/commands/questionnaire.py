"""`cpom questionnaire`: what a model asks, to fill in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("modele", nargs="?", default="", metavar="MODELE",
                        help="nom du modèle (cpom modeles les liste) ; inutile avec --de")  # fmt: skip
    parser.add_argument("--de", type=Path, metavar="FICHIER",
                        help="une description commencée : ce qui reste à dire, ce qui décide en premier")  # fmt: skip
    parser.add_argument("--format", choices=("yaml", "xlsx", "docx"), default="yaml",
                        help="yaml (par défaut), xlsx, pour un tableur, ou docx, pour Word")  # fmt: skip
    parser.add_argument("--pour", choices=("gestionnaire", "departement"), help="les seules questions de cette partie")
    parser.add_argument("--sortie", type=Path, metavar="FICHIER", help="l'écrit dans ce fichier, s'il n'existe pas")


def _at_odds(arguments: Namespace) -> str:
    if arguments.format != "yaml" and not arguments.sortie:
        return f"--format {arguments.format} demande --sortie FICHIER.{arguments.format}"
    if arguments.de and arguments.modele:
        return "--de prend le modèle de la description : n'écrivez pas MODELE"
    return "" if arguments.de or arguments.modele else "il manque : MODELE, ou --de FICHIER"


def _run(arguments: Namespace) -> int:
    from engine.commands.work.questions import run_questionnaire

    return run_questionnaire(arguments)


COMMAND = Command(
    "Écrit le questionnaire à remplir",
    _run,
    (
        ("cpom questionnaire MODELE --sortie mon-contrat.yaml", "écrit le questionnaire dans ce fichier"),
        ("cpom questionnaire MODELE --pour gestionnaire --sortie a-envoyer.yaml", "n'y met que ses questions"),
        ("cpom questionnaire --de mon-contrat.yaml --sortie suite.yaml", "reprend ses réponses, demande le reste"),
        ("cpom questionnaire MODELE --pour gestionnaire --format xlsx --sortie a-remplir.xlsx",
         "en fait un formulaire, à remplir dans un tableur (cpom importer le reprend)"),
        ("cpom questionnaire MODELE --format docx --sortie a-remplir.docx", "de même, dans Word ou LibreOffice"),
    ),
    _take,
    _at_odds,
)  # fmt: skip
