"""`cpom courrier`: a letter that accompanies a contract."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.commands import arguments as words
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    parser.add_argument("genre", nargs="?", default="", metavar="GENRE", help="le courrier (sans lui : la liste)")
    parser.add_argument("fichier", nargs="?", type=Path, metavar="FICHIER", help="description YAML d'un contrat")
    parser.add_argument(
        "--date", type=words.day, metavar="AAAA-MM-JJ", help="date du courrier (aujourd'hui par défaut)"
    )
    parser.add_argument("--de", default="", metavar="PARTIE",
                        help="qui écrit : departement, agence, prefet ou gestionnaire")  # fmt: skip
    parser.add_argument("--fait", type=words.fact, action="append", default=[], metavar="CHEMIN=VALEUR",
                        help="ce que le courrier dit de plus (courrier.accord=oui)")  # fmt: skip
    parser.add_argument("--echeance", action="append", default=[], metavar="NOM",
                        help="d'un rappel : cette échéance (preavis, errd-2027)")  # fmt: skip
    parser.add_argument("--avant", type=words.day, metavar="AAAA-MM-JJ",
                        help="d'un rappel : les échéances avant ce jour (trois mois par défaut)")  # fmt: skip
    words.take_formats(parser)
    parser.add_argument("--definitif", action="store_true",
                        help="refuse un courrier incomplet, et retire les notes au rédacteur")  # fmt: skip
    words.take_details(parser)
    words.take_allowed(parser)


def _at_odds(arguments: Namespace) -> str:
    if arguments.genre and arguments.fichier is None:
        return "il manque la description du contrat : cpom courrier GENRE FICHIER"
    if (arguments.echeance or arguments.avant) and arguments.genre != "rappel":
        return "--echeance et --avant ne vont qu'avec le courrier « rappel »"
    if arguments.echeance and arguments.avant:
        return "--echeance ne va pas avec --avant"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.courrier import run

    return run(arguments)


COMMAND = Command(
    "Écrit un courrier qui accompagne un contrat",
    _run,
    (
        ("cpom courrier", "liste les courriers"),
        ("cpom courrier prorogation mon-contrat.yaml --de gestionnaire --format docx,pdf",
         "écrit output/mon-contrat-prorogation.docx et .pdf"),
        ("cpom courrier rappel mon-contrat.yaml --avant 2027-07-01", "rappelle les échéances qui viennent"),
    ),
    _take,
    _at_odds,
)  # fmt: skip
