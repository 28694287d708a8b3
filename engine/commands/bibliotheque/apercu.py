"""`cpom bibliotheque apercu`: a clause in each of its forms."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.command import Command
from engine.writing.formats import FORMATS


def _take(parser: ArgumentParser) -> None:
    parser.add_argument(
        "clause", metavar="CLAUSE", help="nom d'une clause (duree, MODELE/duree) ou chemin de son fichier"
    )
    parser.add_argument(
        "--modele", default="", metavar="MODELE", help="son modèle, si plusieurs ont une clause de ce nom"
    )
    parser.add_argument("--trait", action="append", default=[], metavar="TRAIT=VALEUR",
                        help="les seules formes de ce cas (statut=association) ; se répète")  # fmt: skip
    parser.add_argument("--format", type=words.formats, default=(), metavar="FORMATS",
                        help=f"écrit aussi l'aperçu dans un fichier : {words.told(FORMATS)}")  # fmt: skip
    words.take_folder(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.apercu import run

    return run(arguments)


COMMAND = Command(
    "Montre une clause dans chacune de ses formes",
    _run,
    (
        ("cpom bibliotheque apercu MODELE/duree", "dit cette clause, vierge puis remplie"),
        ("cpom bibliotheque apercu MODELE/moyens/resultats --trait statut=association", "dans ce seul cas"),
        (
            "cpom bibliotheque apercu MODELE/objectifs --format html,docx",
            "écrit les deux dans le dossier output",
        ),
    ),
    _take,
)
