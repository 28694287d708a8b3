"""`cpom schema`: what a description or a file of the library may say, for an editor to check."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command

_PARTS = (
    ("clause", "de l'en-tête des clauses"),
    ("plan", "de modele.yaml"),
    ("tableau", "des tableaux"),
    ("essai", "des essais"),
)


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("modele", nargs="?", default="", metavar="MODELE",
                        help="nom du modèle (cpom modeles les liste) ; sans lui, ceux de la bibliothèque")  # fmt: skip
    parts = parser.add_mutually_exclusive_group()
    for part, what in _PARTS:
        parts.add_argument(f"--{part}", dest="part", action="store_const", const=part, default="",
                           help=f"le schéma {what}, pour qui change la bibliothèque")  # fmt: skip
    parts.add_argument("--document", dest="part", action="store_const", const="document",
                       help="le schéma des documents au format json, le même pour tous les modèles")  # fmt: skip
    parts.add_argument("--comparaison", dest="part", action="store_const", const="comparaison",
                       help="le schéma de ce que donne cpom comparer --format json")  # fmt: skip
    parts.add_argument("--explication", dest="part", action="store_const", const="explication",
                       help="le schéma de ce que donne cpom expliquer --format json")  # fmt: skip
    parser.add_argument("--sortie", type=Path, metavar="FICHIER", help="l'écrit dans ce fichier")


def _at_odds(arguments: Namespace) -> str:
    if not arguments.modele and not arguments.part:
        parts = "--clause, --plan, --tableau, --essai, --document, --comparaison ou --explication"
        return f"il manque : MODELE (facultatif avec {parts})"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.questions import run_schema

    return run_schema(arguments)


COMMAND = Command(
    "Écrit le schéma JSON des descriptions ou de la bibliothèque",
    _run,
    (
        ("cpom schema MODELE --sortie modele.schema.json", "écrit le schéma qu'un éditeur comme VS Code demande"),
        ("cpom schema --document --sortie document.schema.json", "écrit celui de ce que donne --format json"),
        ("cpom schema MODELE --clause --sortie clause.schema.json", "écrit celui de l'en-tête des clauses"),
    ),
    _take,
    _at_odds,
)
