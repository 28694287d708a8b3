"""`cpom clauses`: the clauses of a model, or the wording of its source that they give back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    words.take_model(parser)
    parser.add_argument("--source", action="store_true",
                        help="écrit, clause par clause, les mots de la source, d'où elles viennent")  # fmt: skip
    parser.add_argument("--sortie", type=Path, metavar="FICHIER", help="avec --source : les écrit dans ce fichier")
    parser.add_argument("--contre", type=Path, metavar="FICHIER",
                        help="avec --source : les compare à la source, en texte brut")  # fmt: skip
    parser.add_argument("--lignes", type=words.span, metavar="A-B", help="avec --contre : à ces lignes de la source")
    parser.add_argument("--tout", action="store_true", help="avec --contre : dit toutes les différences")


def _at_odds(arguments: Namespace) -> str:
    if (arguments.lignes or arguments.tout) and not arguments.contre:
        return "--lignes et --tout vont avec --contre FICHIER"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.modeles import run_clauses

    return run_clauses(arguments)


COMMAND = Command(
    "Liste les clauses d'un modèle",
    _run,
    (
        ("cpom clauses MODELE", "liste les clauses de ce modèle"),
        ("cpom clauses MODELE --source", "écrit les mots de sa source, clause par clause"),
        ("cpom clauses MODELE --source --contre source.txt", "les compare à la source, et dit ce qui diffère"),
        ("cpom clauses MODELE --source --contre arrete.txt --lignes 76-277", "à une partie de la source"),
    ),
    _take,
    _at_odds,
)
