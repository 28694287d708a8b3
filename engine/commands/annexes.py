"""`cpom annexes`: the computed annexes of a contract, as a workbook that computes and as a document."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.command import Command

_formats = words.formats_among(*words.FORMATS_OF_ANNEXES)


def _take(parser: ArgumentParser) -> None:
    words.take_descriptions(parser, "*")
    parser.add_argument("--vierge", metavar="MODELE", help="écrit les annexes vierges d'un modèle, à remplir")
    parser.add_argument("--format", type=_formats, default=("xlsx",), metavar="FORMATS",
                        help=f"parmi {words.told(words.FORMATS_OF_ANNEXES)} (xlsx par défaut)")  # fmt: skip
    parser.add_argument("--tableau", type=words.names, action="append", default=[], metavar="NOMS",
                        help="ces seuls tableaux, par leur nom, séparés par des virgules")  # fmt: skip
    words.take_folder(parser)
    words.take_details(parser)
    words.take_allowed(parser)
    parser.set_defaults(date=None, document="", garder_commentaires=None, definitif=False, avec_reserves=False)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.annexes import run

    return run(arguments)


COMMAND = Command(
    "Écrit les annexes chiffrées d'un contrat",
    _run,
    (
        ("cpom annexes mon-contrat.yaml --format xlsx,pdf", "écrit le classeur des annexes, et leur PDF"),
        ("cpom annexes mon-contrat.yaml --tableau recettes_et_depenses", "n'écrit que ce tableau"),
        ("cpom annexes --vierge sad-ille-et-vilaine", "écrit le classeur à envoyer au gestionnaire"),
    ),
    _take,
)
