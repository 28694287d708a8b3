"""The command line: `cpom COMMANDE …`. Exit code 0 when it worked, 1 when the input must be mended, 2 for its words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

from engine.commands.french_argparse import FrenchParser
from engine.commands.output import open_streams, report
from engine.errors import InputError
from engine.reading.fichiers import allow_folders

_FORMATS = ("docx", "pdf", "html", "txt")
_FORMATS_OF_ANNEXES = ("xlsx", "docx", "pdf", "txt")
_DESCRIPTION = "Assemble les contrats pluriannuels d'objectifs et de moyens (CPOM)."
_EPILOGUE = "Codes de retour : 0, c'est fait ; 1, une description est à corriger ; 2, la commande est mal écrite."


def _formats(text: str, among: Sequence[str] = _FORMATS) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(part.lower() for part in _names(text)))
    unknown = [part for part in asked if part not in among]
    if unknown or not asked:
        raise argparse.ArgumentTypeError(f"format inconnu « {', '.join(unknown)} » (au choix : {', '.join(among)})")
    return asked


def _formats_of_annexes(text: str) -> tuple[str, ...]:
    return _formats(text, _FORMATS_OF_ANNEXES)


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une date (attendu : 2024-01-15)") from None


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas un nombre de processus (de 1 à 256)")
    return int(text)


def _later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A command imported when it is called: `cpom verifier` must not pay for what `cpom generer` needs."""

    def call(arguments: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(import_module(f"engine.commands.{module}"), function)
        return command(arguments)

    return call


def _take_engine(parser: argparse.ArgumentParser) -> None:
    """The word that says what lays out a PDF (engine.writing.engines)."""
    parser.add_argument("--moteur", choices=("weasyprint", "typst"), default="",
                        help="ce qui met en page les PDF (weasyprint ; typst là où Pango manque)")  # fmt: skip


def _take_final(parser: argparse.ArgumentParser, refused: str) -> None:
    """The words that ask for a document to be signed (engine.definitif)."""
    parser.add_argument("--definitif", action="store_true", help=refused)
    parser.add_argument("--avec-reserves", action="store_true",
                        help="avec --definitif : écrit même s'il reste des points à vérifier, et les dit")  # fmt: skip


def _take_folders(*parsers: argparse.ArgumentParser) -> None:
    """The words that allow a description to name files of another folder (engine.reading.fichiers)."""
    for parser in parsers:
        parser.add_argument("--dossier-permis", type=Path, action="append", default=[], metavar="DOSSIER",
                            help="permet aussi les chartes, logos et tableaux de ce dossier")  # fmt: skip


def _take_annexes(annexes: argparse.ArgumentParser) -> None:
    """The words of `cpom annexes`."""
    annexes.add_argument("fichiers", nargs="*", type=Path, metavar="FICHIER", help="description YAML d'un contrat")
    annexes.add_argument("--vierge", metavar="MODELE", help="écrit les annexes vierges d'un modèle, à remplir")
    annexes.add_argument("--format", type=_formats_of_annexes, default=("xlsx",), metavar="FORMATS",
                         help="parmi xlsx (un classeur qui calcule), docx, pdf et txt (xlsx par défaut)")  # fmt: skip
    annexes.add_argument("--tableau", type=_names, action="append", default=[], metavar="NOMS",
                         help="ces seuls tableaux, par leur nom, séparés par des virgules")  # fmt: skip
    annexes.add_argument("--sortie", type=Path, default=Path("output"), metavar="DOSSIER",
                         help="dossier des fichiers écrits (output par défaut)")  # fmt: skip
    _take_engine(annexes)
    _take_folders(annexes)
    annexes.set_defaults(date=None, document="", definitif=False, avec_reserves=False)


def _take_importer(importer: argparse.ArgumentParser) -> None:
    """The words of `cpom importer`."""
    importer.add_argument("classeur", type=Path, metavar="CLASSEUR", help="classeur .xlsx des annexes, rempli")
    importer.add_argument("fichier", type=Path, metavar="FICHIER", help="description YAML à compléter")
    importer.add_argument("--apercu", action="store_true", help="dit ce qui changerait, et n'écrit rien")
    importer.add_argument("--effacer", action="store_true", help="oublie les faits dont la cellule est vide")


def _take_programmation(programmation: argparse.ArgumentParser) -> None:
    """The words of `cpom programmation`."""
    actions = programmation.add_subparsers(title="actions", metavar="ACTION", required=True)

    def action(name: str, help_: str, call: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=help_, description=help_)
        added.set_defaults(call=call)
        added.add_argument("fichier", type=Path, metavar="PROGRAMMATION", help="programmation, en YAML")
        return added

    verifier = action("verifier", "L'audit de la programmation", _later("programmation", "run_verifier"))
    verifier.add_argument("--questionnaires", type=Path, metavar="DOSSIER",
                          help="écrit, par gestionnaire, ce qui manque et son questionnaire commencé")  # fmt: skip
    arrete = action("arrete", "Écrit l'arrêté, ou celui qui ajuste le précédent", _later("arrete", "run"))
    arrete.add_argument("--format", type=_formats, default=("docx",), metavar="FORMATS",
                        help="parmi docx, pdf, html et txt, séparés par des virgules (docx par défaut)")  # fmt: skip
    arrete.add_argument("--sortie", type=Path, default=Path("output"), metavar="DOSSIER",
                        help="dossier des fichiers écrits (output par défaut)")  # fmt: skip
    _take_engine(arrete)
    _take_folders(arrete, verifier)
    _take_final(arrete, "refuse un arrêté auquel il manque un fait, ou dont un point reste à vérifier")


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options, as `cpom --help` tells them."""
    parser = FrenchParser(prog="cpom", description=_DESCRIPTION, epilog=_EPILOGUE)
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True)

    def command(name: str, help_: str, call: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_, description=help_)
        added.set_defaults(call=call)
        return added

    generer = command("generer", "Écrit les contrats d'une ou de plusieurs descriptions", _later("generer", "run"))
    generer.add_argument("fichiers", nargs="*", type=Path, metavar="FICHIER", help="description YAML d'un contrat")
    generer.add_argument("--vierge", metavar="MODELE", help="écrit le modèle vierge, toutes variantes montrées")
    generer.add_argument("--date", type=_day, metavar="AAAA-MM-JJ",
                         help="avec --vierge : le droit de ce jour (sans elle, le modèle tel que publié)")  # fmt: skip
    generer.add_argument("--document", default="", metavar="NOM",
                         help="au lieu du contrat, un autre document de son modèle (juste-compensation)")  # fmt: skip
    generer.add_argument("--format", type=_formats, default=("docx",), metavar="FORMATS",
                         help="parmi docx, pdf, html et txt, séparés par des virgules (docx par défaut)")  # fmt: skip
    generer.add_argument("--sortie", type=Path, default=Path("output"), metavar="DOSSIER",
                         help="dossier des fichiers écrits (output par défaut)")  # fmt: skip
    _take_engine(generer)
    _take_final(generer, "refuse un contrat auquel il manque un fait, ou dont un point reste à vérifier")

    _take_annexes(command("annexes", "Écrit les annexes chiffrées d'un contrat", _later("annexes", "run")))
    _take_importer(command("importer", "Remplit une description avec un classeur d'annexes", _later("importer", "run")))

    verifier = command("verifier", "Dit toutes les erreurs et tous les avertissements", _later("verifier", "run"))
    verifier.add_argument("fichiers", nargs="+", type=Path, metavar="FICHIER", help="description YAML d'un contrat")

    expliquer = command("expliquer", "Dit pourquoi chaque clause est gardée ou écartée", _later("expliquer", "run"))
    expliquer.add_argument("fichier", type=Path, metavar="FICHIER", help="description YAML d'un contrat")

    questions = command("questionnaire", "Écrit le questionnaire à remplir", _later("questions", "run_questionnaire"))
    questions.add_argument("modele", metavar="MODELE", help="nom du modèle")
    questions.add_argument(
        "--pour", choices=("gestionnaire", "departement"), help="les seules questions de cette partie"
    )

    schema = command("schema", "Écrit le schéma JSON des descriptions", _later("questions", "run_schema"))
    schema.add_argument("modele", metavar="MODELE", help="nom du modèle")

    calendrier = command("calendrier", "Dit les échéances des contrats", _later("calendrier", "run"))
    calendrier.add_argument("fichiers", nargs="+", type=Path, metavar="FICHIER", help="description YAML d'un contrat")

    droit = command("droit", "Dit le droit d'un jour, ou ce qui change entre deux jours", _later("droit", "run"))
    droit.add_argument("fichiers", nargs="*", type=Path, metavar="FICHIER",
                       help="avec --de : descriptions à suivre (sans elles, les exemples)")  # fmt: skip
    droit.add_argument("--date", type=_day, metavar="AAAA-MM-JJ", help="le droit de ce jour (aujourd'hui sans elle)")
    droit.add_argument("--de", type=_day, metavar="AAAA-MM-JJ", help="ce qui change après ce jour")
    droit.add_argument("--a", type=_day, metavar="AAAA-MM-JJ", help="avec --de : jusqu'à ce jour (ou aujourd'hui)")

    lot = command("lot", "Rédige tous les contrats d'une programmation", _later("lot", "run"))
    lot.add_argument("fichier", type=Path, metavar="PROGRAMMATION", help="programmation, en YAML")
    lot.add_argument("--annee", type=int, metavar="ANNEE", help="les seuls contrats à signer cette année")
    lot.add_argument("--format", type=_formats, default=("docx",), metavar="FORMATS",
                     help="parmi docx, pdf, html et txt, séparés par des virgules (docx par défaut)")  # fmt: skip
    lot.add_argument("--sortie", type=Path, default=Path("output"), metavar="DOSSIER",
                     help="dossier des fichiers écrits (output par défaut)")  # fmt: skip
    _take_engine(lot)
    _take_folders(generer, verifier, lot)
    lot.add_argument("--processus", type=_count, metavar="N", help="nombre de processus (autant que de processeurs)")
    lot.add_argument("--dask", metavar="ADRESSE", help="adresse d'un ordonnanceur dask, au lieu de processus")
    lot.add_argument(
        "--reprendre", action="store_true", help="ne refait que ce qui manque ou dont les données ont changé"
    )
    _take_final(lot, "refuse les contrats auxquels il manque un fait, ou dont un point reste à vérifier")

    help_ = "Vérifie une programmation, ou écrit son arrêté"
    _take_programmation(command("programmation", help_, _later("programmation", "run_verifier")))

    command("modeles", "Liste les modèles de la bibliothèque", _later("modeles", "run_models"))
    clauses = command("clauses", "Liste les clauses d'un modèle", _later("modeles", "run_clauses"))
    clauses.add_argument("modele", metavar="MODELE", help="nom du modèle")
    return parser


def _at_odds(arguments: argparse.Namespace) -> str:
    """Say which words of a command contradict each other; nothing is ignored in silence."""
    if "vierge" in arguments:
        if bool(arguments.vierge) == bool(arguments.fichiers):
            return "donnez au moins un FICHIER, ou bien --vierge MODELE (voir --help)"
        if arguments.date and not arguments.vierge:
            return "--date ne va qu'avec --vierge : un contrat dit le droit du jour de sa signature"
        if arguments.document and arguments.vierge:
            return "--document ne va pas avec --vierge : un autre document se fait d'une description"
    if "avec_reserves" in arguments and (words := _final_at_odds(arguments)):
        return words
    if "moteur" in arguments and arguments.moteur and "pdf" not in arguments.format:
        return "--moteur ne va qu'avec --format pdf : il met en page les PDF"
    return _days_at_odds(arguments) if "de" in arguments else ""


def _days_at_odds(arguments: argparse.Namespace) -> str:
    if arguments.de and arguments.date:
        return "--date ne va pas avec --de"
    if not arguments.de and (arguments.a or arguments.fichiers):
        return "--a et FICHIER ne vont qu'avec --de"
    if arguments.de and arguments.de > (arguments.a or date.today()):
        return f"--de vient après {'--a' if arguments.a else 'aujourd’hui'} : donnez d'abord le premier jour"
    return ""


def _final_at_odds(arguments: argparse.Namespace) -> str:
    if arguments.definitif and "vierge" in arguments and arguments.vierge:
        return "--definitif ne va pas avec --vierge : un modèle vierge est tout entier à compléter"
    if arguments.avec_reserves and not arguments.definitif:
        return "--avec-reserves ne va qu'avec --definitif : un projet montre toujours ce qui reste à vérifier"
    return ""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    open_streams()
    try:
        return _run(words)
    except InputError as error:
        report(error.findings)
        return 1
    except KeyboardInterrupt:
        print("cpom : interrompu, les fichiers déjà nommés sont entiers.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _run(words: Sequence[str] | None) -> int:
    parser = build_parser()
    arguments = parser.parse_args(words)
    if at_odds := _at_odds(arguments):
        parser.error(at_odds)
    allow_folders(arguments.dossier_permis if "dossier_permis" in arguments else ())
    arguments.aujourdhui = date.today()
    code: int = arguments.call(arguments)
    return code


if __name__ == "__main__":
    sys.exit(main())
