"""The words that several commands share, and how what is typed is read."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from engine.writing.engines import ENGINES
from engine.writing.formats import FORMATS, WORKBOOK
from models.jours import lire_jour

FORMATS_OF_ANNEXES = (WORKBOOK, *FORMATS)
FINAL = "auquel il manque un fait, ou dont un point reste à vérifier"
"""The documents that --definitif refuses, after « refuse un contrat »."""


def formats(text: str, among: Collection[str] = FORMATS.keys()) -> tuple[str, ...]:
    """Read « docx,pdf »."""
    asked = tuple(dict.fromkeys(part.lower() for part in names(text)))
    unknown = [part for part in asked if part not in among]
    if unknown or not asked:
        raise ArgumentTypeError(f"format inconnu « {', '.join(unknown)} » (au choix : {', '.join(among)})")
    return asked


def formats_among(*known: str) -> Callable[[str], tuple[str, ...]]:
    """What reads « txt,json » where a command writes these formats alone."""
    return lambda text: formats(text, known)


def told(among: Iterable[str]) -> str:
    """The names of formats with what they are, as the help lists them: « docx, odt (LibreOffice) et pdf »."""
    what = {name: one.what for name, one in FORMATS.items()} | {WORKBOOK: "un classeur qui calcule"}
    *most, last = (f"{name} ({what[name]})" if what[name] else name for name in among)
    return f"{', '.join(most)} et {last}"


def names(text: str) -> tuple[str, ...]:
    """Read names separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def day(text: str) -> date:
    """Read « 2024-01-15 », or another form that a description may have: « 15/01/2024 », « 15 janvier 2024 »."""
    with suppress(ValueError):
        read = lire_jour(text)
        if isinstance(read, date):
            return read
    raise ArgumentTypeError(f"« {text} » n'est pas une date (attendu : 2024-01-15)")


def year(text: str) -> int:
    """Read « 2026 »."""
    if not text.isascii() or not text.isdecimal() or len(text) != 4:
        raise ArgumentTypeError(f"« {text} » n'est pas une année (attendu : 2026)")
    return int(text)


def count(text: str) -> int:
    """Read a number of processes."""
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 256:
        raise ArgumentTypeError(f"« {text} » n'est pas un nombre de processus (de 1 à 256)")
    return int(text)


def span(text: str) -> tuple[int, int]:
    """Read « 76-277 », two lines of a file."""
    first, _, last = text.partition("-")
    if all(part.isascii() and part.isdecimal() for part in (first, last)) and 1 <= int(first) <= int(last):
        return int(first), int(last)
    raise ArgumentTypeError(f"« {text} » n'est pas une suite de lignes (attendu : 76-277)")


def fact(text: str) -> tuple[str, str]:
    """Read « courrier.accord=oui »."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise ArgumentTypeError(f"« {text} » n'est pas un fait (attendu : courrier.accord=oui)")
    return path.strip(), value.strip()


def take_descriptions(parser: ArgumentParser, number: str, help_: str = "description YAML d'un contrat") -> None:
    """The files of descriptions."""
    parser.add_argument("fichiers", nargs=number, type=Path, metavar="FICHIER", help=help_)


def take_programmation(parser: ArgumentParser) -> None:
    """The file of a programmation."""
    parser.add_argument("fichier", type=Path, metavar="PROGRAMMATION", help="programmation, en YAML")


def take_library(parser: ArgumentParser, dest: str = "bibliotheque") -> None:
    """The libraries laid over the installed one, the first over the others; said before or after the command."""
    parser.add_argument("--bibliotheque", dest=dest, type=Path, action="append", default=SUPPRESS, metavar="DOSSIER",
                        help="bibliothèque posée sur celle de cpom (plusieurs fois : la première dessus)")  # fmt: skip


def take_model(parser: ArgumentParser) -> None:
    """The name of a model."""
    parser.add_argument("modele", metavar="MODELE", help="nom du modèle (cpom modeles les liste)")


def take_formats(parser: ArgumentParser) -> None:
    """The formats of documents, the folder of their files, and what typesets the PDFs (engine.writing.engines)."""
    parser.add_argument("--format", type=formats, default=("docx",), metavar="FORMATS",
                        help=f"parmi {told(FORMATS)}, séparés par des virgules (docx par défaut)")  # fmt: skip
    take_folder(parser)


def take_folder(parser: ArgumentParser) -> None:
    """The folder of the files written, whether they replace what somebody changed, and what typesets the PDFs."""
    take_output(parser)
    take_overwrite(parser)
    parser.add_argument("--moteur", choices=tuple(ENGINES), default="",
                        help="ce qui met en page les PDF (weasyprint ; typst là où Pango manque)")  # fmt: skip


def take_output(parser: ArgumentParser) -> None:
    """The folder of the files written."""
    parser.add_argument("--sortie", type=Path, default=Path("output"), metavar="DOSSIER",
                        help="dossier des fichiers écrits (output par défaut)")  # fmt: skip


def take_overwrite(parser: ArgumentParser) -> None:
    """The word that has documents replaced even where somebody worked in them (engine.rereading.replacing)."""
    parser.add_argument("--ecraser", action="store_true",
                        help="remplace même un document changé à la main, dont une copie datée est gardée")  # fmt: skip


def take_final(parser: ArgumentParser, refused: str) -> None:
    """The words that ask for a document to be signed (engine.definitif)."""
    parser.add_argument("--definitif", action="store_true", help=refused)
    parser.add_argument("--avec-reserves", action="store_true",
                        help="avec --definitif : écrit même s'il reste des points à vérifier, et les dit")  # fmt: skip


def take_allowed(parser: ArgumentParser) -> None:
    """The words that allow a description to name files of another folder (engine.reading.fichiers)."""
    parser.add_argument("--dossier-permis", type=Path, action="append", default=[], metavar="DOSSIER",
                        help="permet aussi les chartes, logos et tableaux de ce dossier")  # fmt: skip


def take_details(parser: ArgumentParser, *, report: bool = True) -> None:
    """The words that ask for everything that was found, on the terminal or in a file (engine.commands.minutes)."""
    parser.add_argument("--details", action="store_true",
                        help="dit tout : chaque avertissement avec sa source, chaque fait à compléter")  # fmt: skip
    if report:
        parser.add_argument("--rapport", type=Path, metavar="FICHIER",
                            help="fichier du rapport (rapport.txt, à côté des contrats, par défaut)")  # fmt: skip
