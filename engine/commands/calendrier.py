"""`cpom calendrier`: the deadlines of contracts, with the working day to act by beside a day that is none."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.command import Command

_formats = words.formats_among("txt", "csv", "xlsx", "ics")


def _take(parser: ArgumentParser) -> None:
    what = "description d'un contrat, document que cpom a écrit (docx, odt, pdf), ou dossier qui en contient"
    words.take_descriptions(parser, "+", what)
    parser.add_argument("--apres", type=words.day, metavar="AAAA-MM-JJ",
                        help="seulement les échéances de ce jour et des suivants")  # fmt: skip
    parser.add_argument("--avant", type=words.day, metavar="AAAA-MM-JJ",
                        help="seulement les échéances qui précèdent ce jour")  # fmt: skip
    parser.add_argument("--format", type=_formats, default=(), metavar="FORMATS",
                        help="écrit un fichier au lieu de le dire : txt, csv, xlsx ou ics (agendas)")  # fmt: skip
    words.take_output(parser)
    words.take_allowed(parser)


def _at_odds(arguments: Namespace) -> str:
    if arguments.apres and arguments.avant and arguments.apres >= arguments.avant:
        return "--apres doit précéder --avant : « --apres 2027-01-01 --avant 2028-01-01 » est l'année 2027"
    return ""


def _run(arguments: Namespace) -> int:
    from engine.commands.work.calendrier import run

    return run(arguments)


COMMAND = Command(
    "Dit les échéances des contrats",
    _run,
    (
        ("cpom calendrier mon-contrat.yaml", "dit les échéances, de la première à la dernière"),
        ("cpom calendrier contrats --apres 2027-01-01 --avant 2028-01-01",
         "dit celles de 2027, de tous les contrats d'un dossier"),
        ("cpom calendrier contrats --format xlsx,ics", "écrit output/calendrier.xlsx, et .ics pour un agenda"),
    ),
    _take,
    _at_odds,
)  # fmt: skip
