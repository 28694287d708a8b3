"""Every command and its options, as `cpom --aide` tells them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from engine.commands import arguments as words
from engine.commands.exemples import EXAMPLES
from engine.commands.french_argparse import FrenchParser

_DESCRIPTION = "Assemble les contrats pluriannuels d'objectifs et de moyens (CPOM)."
_EPILOGUE = "Codes de retour : 0, c'est fait ; 1, une description est à corriger ; 2, la commande est mal écrite."
_FINAL = "auquel il manque un fait, ou dont un point reste à vérifier"
_WRONG = 2


def build_parser() -> ArgumentParser:
    """The commands and their options."""
    parser = FrenchParser(prog="cpom", description=_DESCRIPTION, epilog=_EPILOGUE, examples=EXAMPLES["cpom"])
    parser.add_argument("--version", action="version", version=f"cpom {_version()}", help="affiche la version")
    parser.set_defaults(call=_help(parser), parser=parser)
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE")
    for name, (help_, module, function, take) in _COMMANDS.items():
        take(_added(commands, name, name, help_, _later(module, function)))
    return parser


def _version() -> str:
    try:
        return version("cpom")
    except PackageNotFoundError:  # run from its folder, without being installed
        return "(non installé)"


def _added(commands: Any, name: str, examples: str, help_: str, call: Callable[[Namespace], int]) -> ArgumentParser:
    added: ArgumentParser = commands.add_parser(name, help=help_, description=f"{help_}.", examples=EXAMPLES[examples])
    added.set_defaults(call=call, parser=added)
    return added


def _later(module: str, function: str) -> Callable[[Namespace], int]:
    """A command imported when it is called: `cpom verifier` must not pay for what `cpom generer` needs."""

    def call(arguments: Namespace) -> int:
        command: Callable[[Namespace], int] = getattr(import_module(f"engine.commands.{module}"), function)
        return command(arguments)

    return call


def _help(parser: ArgumentParser) -> Callable[[Namespace], int]:
    """What a command that lacks the rest of its words does: its help, and the code of a command badly written."""

    def call(_: Namespace) -> int:
        parser.print_help()
        return _WRONG

    return call


def _take_generer(parser: ArgumentParser) -> None:
    words.take_descriptions(parser, "*")
    parser.add_argument("--vierge", metavar="MODELE", help="écrit le modèle vierge, toutes variantes montrées")
    parser.add_argument("--date", type=words.day, metavar="AAAA-MM-JJ",
                        help="avec --vierge : le droit de ce jour (sans elle, le modèle tel que publié)")  # fmt: skip
    parser.add_argument("--document", default="", metavar="NOM",
                        help="au lieu du contrat, un autre document de son modèle (juste-compensation)")  # fmt: skip
    words.take_formats(parser)
    words.take_final(parser, f"refuse un contrat {_FINAL}")
    words.take_details(parser)
    words.take_allowed(parser)


def _take_annexes(parser: ArgumentParser) -> None:
    words.take_descriptions(parser, "*")
    parser.add_argument("--vierge", metavar="MODELE", help="écrit les annexes vierges d'un modèle, à remplir")
    parser.add_argument("--format", type=words.formats_of_annexes, default=("xlsx",), metavar="FORMATS",
                        help=f"parmi {words.told(words.FORMATS_OF_ANNEXES)} (xlsx par défaut)")  # fmt: skip
    parser.add_argument("--tableau", type=words.names, action="append", default=[], metavar="NOMS",
                        help="ces seuls tableaux, par leur nom, séparés par des virgules")  # fmt: skip
    words.take_folder(parser)
    words.take_details(parser)
    words.take_allowed(parser)
    parser.set_defaults(date=None, document="", definitif=False, avec_reserves=False)


def _take_importer(parser: ArgumentParser) -> None:
    parser.add_argument("classeur", type=Path, metavar="CLASSEUR", help="classeur .xlsx ou .ods des annexes, rempli")
    parser.add_argument("fichier", type=Path, metavar="FICHIER", help="description YAML à compléter")
    parser.add_argument("--apercu", action="store_true", help="dit ce qui changerait, et n'écrit rien")
    parser.add_argument("--effacer", action="store_true", help="oublie les faits dont la cellule est vide")


def _take_verifier(parser: ArgumentParser) -> None:
    words.take_descriptions(parser, "+")
    words.take_details(parser, report=False)
    words.take_allowed(parser)


def _take_expliquer(parser: ArgumentParser) -> None:
    parser.add_argument("fichier", type=Path, metavar="FICHIER", help="description YAML d'un contrat")


def _take_calendrier(parser: ArgumentParser) -> None:
    words.take_descriptions(parser, "+")


def _take_questionnaire(parser: ArgumentParser) -> None:
    words.take_model(parser)
    parser.add_argument("--pour", choices=("gestionnaire", "departement"), help="les seules questions de cette partie")
    parser.add_argument("--sortie", type=Path, metavar="FICHIER", help="l'écrit dans ce fichier, s'il n'existe pas")


def _take_schema(parser: ArgumentParser) -> None:
    parser.add_argument("modele", nargs="?", default="", metavar="MODELE",
                        help="nom du modèle (cpom modeles les liste) ; sans lui, ceux de la bibliothèque")  # fmt: skip
    parts = parser.add_mutually_exclusive_group()
    for part, what in (("clause", "de l'en-tête des clauses"), ("plan", "de modele.yaml"), ("tableau", "des tableaux")):
        parts.add_argument(f"--{part}", dest="part", action="store_const", const=part, default="",
                           help=f"le schéma {what}, pour qui change la bibliothèque")  # fmt: skip
    parser.add_argument("--sortie", type=Path, metavar="FICHIER", help="l'écrit dans ce fichier")


def _take_droit(parser: ArgumentParser) -> None:
    words.take_descriptions(parser, "*", "avec --de : descriptions à suivre (sans elles, les exemples)")
    parser.add_argument("--date", type=words.day, metavar="AAAA-MM-JJ",
                        help="le droit de ce jour (aujourd'hui sans elle)")  # fmt: skip
    parser.add_argument("--de", type=words.day, metavar="AAAA-MM-JJ", help="ce qui change après ce jour")
    parser.add_argument("--a", type=words.day, metavar="AAAA-MM-JJ",
                        help="avec --de : jusqu'à ce jour (ou aujourd'hui)")  # fmt: skip


def _take_lot(parser: ArgumentParser) -> None:
    words.take_programmation(parser)
    parser.add_argument("--annee", type=words.year, metavar="ANNEE", help="les seuls contrats à signer cette année")
    words.take_formats(parser)
    parser.add_argument("--processus", type=words.count, metavar="N",
                        help="nombre de processus (autant que de processeurs)")  # fmt: skip
    parser.add_argument("--dask", metavar="ADRESSE", help="adresse d'un ordonnanceur dask, au lieu de processus")
    parser.add_argument("--reprendre", action="store_true",
                        help="ne refait que ce qui manque ou dont les données ont changé")  # fmt: skip
    words.take_final(parser, f"refuse les contrats {_FINAL.replace('auquel', 'auxquels')}")
    words.take_details(parser, report=False)
    words.take_allowed(parser)


def _take_programmation(parser: ArgumentParser) -> None:
    parser.set_defaults(call=_help(parser))
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    help_ = "Dit ce qui est faux dans une programmation, et ce qui manque à ses contrats"
    verifier = _added(actions, "verifier", "programmation verifier", help_, _later("programmation", "run_verifier"))
    words.take_programmation(verifier)
    verifier.add_argument("--questionnaires", type=Path, metavar="DOSSIER",
                          help="écrit, par gestionnaire, ce qui manque et son questionnaire commencé")  # fmt: skip
    words.take_details(verifier, report=False)
    words.take_allowed(verifier)
    help_ = "Écrit l'arrêté, ou celui qui ajuste le précédent"
    arrete = _added(actions, "arrete", "programmation arrete", help_, _later("arrete", "run"))
    words.take_programmation(arrete)
    words.take_formats(arrete)
    words.take_final(arrete, f"refuse un arrêté {_FINAL}")
    words.take_details(arrete)
    words.take_allowed(arrete)


def _take_clauses(parser: ArgumentParser) -> None:
    words.take_model(parser)
    parser.add_argument("--source", action="store_true",
                        help="écrit, clause par clause, les mots de la source, d'où elles viennent")  # fmt: skip
    parser.add_argument("--sortie", type=Path, metavar="FICHIER", help="avec --source : les écrit dans ce fichier")
    parser.add_argument("--contre", type=Path, metavar="FICHIER",
                        help="avec --source : les compare à la source, en texte brut")  # fmt: skip
    parser.add_argument("--lignes", type=words.span, metavar="A-B", help="avec --contre : à ces lignes de la source")
    parser.add_argument("--tout", action="store_true", help="avec --contre : dit toutes les différences")


def _take_nothing(_: ArgumentParser) -> None:
    """A command that is all said in its name."""


_COMMANDS: dict[str, tuple[str, str, str, Callable[[ArgumentParser], None]]] = {
    "questionnaire": ("Écrit le questionnaire à remplir", "questions", "run_questionnaire", _take_questionnaire),
    "verifier": ("Dit toutes les erreurs et tous les avertissements", "verifier", "run", _take_verifier),
    "generer": ("Écrit les contrats d'une ou de plusieurs descriptions", "generer", "run", _take_generer),
    "annexes": ("Écrit les annexes chiffrées d'un contrat", "annexes", "run", _take_annexes),
    "importer": ("Remplit une description avec un classeur d'annexes", "importer", "run", _take_importer),
    "expliquer": ("Dit pourquoi chaque clause est gardée ou écartée", "expliquer", "run", _take_expliquer),
    "calendrier": ("Dit les échéances des contrats", "calendrier", "run", _take_calendrier),
    "droit": ("Dit le droit d'un jour, ou ce qui change entre deux jours", "droit", "run", _take_droit),
    "lot": ("Rédige tous les contrats d'une programmation", "lot", "run", _take_lot),
    "programmation": ("Vérifie une programmation, ou écrit son arrêté", "programmation", "run", _take_programmation),
    "modeles": ("Liste les modèles de la bibliothèque", "modeles", "run_models", _take_nothing),
    "clauses": ("Liste les clauses d'un modèle", "modeles", "run_clauses", _take_clauses),
    "schema": (
        "Écrit le schéma JSON des descriptions ou de la bibliothèque",
        "questions",
        "run_schema",
        _take_schema,
    ),
}
"""Each command: its help, the module and the function that run it, and its words; in the order of their use."""
