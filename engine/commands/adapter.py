"""`cpom adapter`: a clause of the model given other words in one description, with the clause that it comes from."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("fichier", type=Path, metavar="FICHIER", help="description YAML d'un contrat")
    parser.add_argument("clause", metavar="CLAUSE", help="nom de la clause (cpom clauses MODELE les liste)")
    parser.add_argument("--motif", default="", metavar="TEXTE",
                        help="qui a demandé le changement, quand, pourquoi : l'écrit dans FICHIER")  # fmt: skip
    parser.add_argument("--supprimer", action="store_true", help="avec --motif : ce contrat n'aura pas la clause")
    parser.add_argument("--fusion", action="store_true",
                        help="met dans l'adaptation ce que le modèle a changé depuis")  # fmt: skip
    parser.add_argument("--preferer", choices=("adaptation", "modele"), default="",
                        help="avec --fusion : de qui sont les mots que les deux ont changés")  # fmt: skip


def _at_odds(arguments: Namespace) -> str:
    if arguments.supprimer and not arguments.motif:
        return "--supprimer va avec --motif TEXTE"
    if arguments.preferer and not arguments.fusion:
        return "--preferer va avec --fusion"
    return "--fusion va sans --motif ni --supprimer" if arguments.fusion and arguments.motif else ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.adapter import run

    return run(arguments)


COMMAND = Command(
    "Adapte une clause pour un contrat, ou la supprime",
    _run,
    (
        (
            "cpom adapter mon-contrat.yaml revision",
            "dit l'adaptation à compléter, avec le texte de la clause ; déjà adaptée, ses textes entiers",
        ),
        (
            'cpom adapter mon-contrat.yaml revision --motif "demande de l\'association, 12 mars"',
            "la met dans la description, où son texte se change",
        ),
        ('cpom adapter mon-contrat.yaml litiges --supprimer --motif "accord du 3 mai"', "retire la clause du contrat"),
        ("cpom adapter mon-contrat.yaml revision --fusion", "y met ce que le modèle a changé depuis"),
    ),
    _take,
    _at_odds,
)
