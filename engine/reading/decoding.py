"""The bytes of a file as text: size, encoding, and the characters that no document can hold."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from engine.errors import Finding, InputError, Place
from engine.likeness import most_like
from engine.reading.encodings import SAVE_AS_UTF8, text_of
from models.regexes import regex

LARGEST_FILE = 2_000_000  # bytes; a long description has some 20,000
_LONGEST_LINE = 100_000_000
MOST_FINDINGS = 50

# Beside what XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets): the C1 controls and the exotic line ends, which
# YAML would turn into spaces; the overrides of direction, which would turn the words of the contract after the value;
# a byte order mark inside the text; the codes of no character; U+E000 and U+E001, which the engine keeps for itself.
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
FORBIDDEN = regex(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{_DIRECTIONS}\ud800-\udfff\ue000\ue001\ufeff{_NO_CHARACTERS}]+"
)
_NAMES = {
    "\x00": "caractère nul",
    "\x0b": "saut de ligne venu d'un traitement de texte",
    "\x0c": "saut de page",
    "\x1b": "échappement",
    "\x7f": "effacement",
    "\x85": "saut de ligne d'un autre système",
    **dict.fromkeys(_DIRECTIONS, "commande du sens de l'écriture, invisible"),
    "\u2028": "saut de ligne venu d'un traitement de texte",
    "\u2029": "saut de paragraphe venu d'un traitement de texte",
    "\ue000": "caractère réservé au logiciel",
    "\ue001": "caractère réservé au logiciel",
    "\ufeff": "marque de début de fichier, au milieu du texte",
}
ZIP: Final = b"PK\x03\x04"
"""How an archive begins: a document of Word or LibreOffice, a workbook."""
PDF: Final = b"%PDF-"
"""How a PDF begins."""
# How the files that are taken for a description begin.
_SIGNATURES = {
    ZIP: "un document Word, Excel ou LibreOffice, ou une archive ZIP",
    PDF: "un PDF",
    b"\xd0\xcf\x11\xe0": "un ancien document Word ou Excel",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
}


def refused(code: str, message: str, hint: str, place: Place) -> InputError:
    """Make the error of one located finding."""
    return InputError([Finding(code, message, hint=hint, place=place)])


def printable(path: Path) -> str:
    """Write a path as messages print it, even where its name is not UTF-8 or holds commands for the terminal."""
    text = str(path).encode(errors="surrogateescape").decode(errors="replace")
    return text if text.isprintable() else re.sub(rf"[\t\n\r]|{FORBIDDEN.pattern[:-1]}", "\ufffd", text)


def begins(path: Path, *heads: bytes) -> bool:
    """Whether a file begins with one of these; no where it cannot be read, of which whoever reads it tells."""
    try:
        if not path.is_file():  # to open a pipe waits for whoever writes in it, and takes what they wrote
            return False
        with path.open("rb") as file:
            return file.read(max(map(len, heads))).startswith(heads)
    except (OSError, ValueError):
        return False


def read_bytes(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Read what a file holds.

    Raises:
        InputError: where it is missing, is a folder or a pipe, may not be read, or exceeds `largest` (it is then not
            read).

    """
    with _opened(path) as file:
        data = file.read(largest + 1)
    check_size(data, Place(printable(path)), largest)
    return data


def read_lines(path: Path) -> Iterator[bytes]:
    """Read what a file holds, however much, one line at a time; a blank one is none, one too long is several.

    Raises:
        InputError: where it is missing, is a folder or a pipe, or may not be read.

    """
    with _opened(path) as file:
        while several := file.readline(_LONGEST_LINE):  # whose ends may be those of an old Mac
            yield from (line for line in several.splitlines() if line.strip())


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file to be read; why it cannot be is told in the user's words."""
    place = Place(printable(path))
    try:
        if _is_special(path):
            raise refused(
                "fichier-special", "ce n'est pas un fichier ordinaire.", "Donnez le chemin d'un fichier.", place
            )
        with path.open("rb") as file:
            yield file
    except (FileNotFoundError, NotADirectoryError):
        near = most_like(printable(path), _neighbours(path))
        hint = f"Vouliez-vous dire « {near} » ?" if near else "Vérifiez son nom et son dossier."
        if "\\" in path.name:
            hint = f"Séparez les dossiers par « / » : {printable(path).replace(chr(92), '/')}"
        raise refused("fichier-absent", "ce fichier n'existe pas.", hint, place) from None
    except IsADirectoryError:
        raise refused("fichier-dossier", "c'est un dossier.", "Donnez le chemin d'un fichier.", place) from None
    except PermissionError:
        hint = "Vérifiez vos droits de lecture, ou fermez le logiciel qui le retient."
        raise refused("fichier-protege", "vous n'avez pas le droit de lire ce fichier.", hint, place) from None
    except (OSError, ValueError) as error:
        reason = f"erreur n° {error.errno} du système" if isinstance(error, OSError) else "nom impossible"
        message = f"ce fichier ne peut pas être lu ({reason})."
        raise refused("fichier-illisible", message, "Vérifiez son nom et son disque.", place) from None


def _is_special(path: Path) -> bool:
    """Whether it is a pipe or a device, which might never end; those of a shell (/dev/stdin) are somebody's words."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # told by whoever opens it
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and path.parts[:2] != ("/", "dev")


def _neighbours(path: Path) -> list[str]:
    try:
        return [printable(entry) for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return []


def check_size(data: bytes, place: Place, largest: int = LARGEST_FILE) -> None:
    """Refuse what exceeds `largest` bytes.

    Raises:
        InputError: where it does.

    """
    if len(data) > largest:
        message, hint = f"le fichier dépasse {largest // 1_000_000} Mo.", "Ce n'est sans doute pas le bon fichier."
        raise refused("fichier-trop-gros", message, hint, place)


def decode(data: bytes, name: str) -> tuple[str, list[Finding]]:
    """Give the text of a file, without its byte order mark, and what is wrong or to be known of its encoding.

    Raises:
        InputError: where nothing can be made of the bytes: UTF-16 without its mark, or not a text at all.

    """
    _check_is_text(data, Place(name))
    text, findings = text_of(data, name)
    if findings and b"\0" in data:
        hint = "Donnez le fichier YAML qui décrit le contrat."
        raise refused("encodage", "ce fichier n'est pas un texte.", hint, Place(name))
    return text, findings


def _check_is_text(data: bytes, place: Place) -> None:
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            hint = "Donnez le fichier YAML qui décrit le contrat."
            raise refused("encodage", f"ce fichier est {what}, et non un texte YAML.", hint, place)
    sample = data[:64]
    every_other_is_nul = len(sample) > 3 and any(sample[0::2]) != any(sample[1::2])
    if every_other_is_nul and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        hint = f"{SAVE_AS_UTF8}, ou : iconv -f UTF-16 -t UTF-8 ancien.yaml > nouveau.yaml"
        message = "ce fichier est enregistré en UTF-16 (« Unicode ») sans marque, et non en UTF-8."
        raise refused("encodage", message, hint, place)


def describe(character: str) -> str:
    """Name an invisible character: « U+000B, saut de ligne venu d'un traitement de texte »."""
    if re.match(f"[{_NO_CHARACTERS}]", character):
        return f"U+{ord(character):04X}, code qui n'est celui d'aucun caractère"
    return f"U+{ord(character):04X}, {_NAMES.get(character, 'caractère de commande invisible')}"


def is_allowed(text: str) -> bool:
    """Whether no character of a text is forbidden; each is looked at once, of the hundred that it is written with."""
    return not FORBIDDEN.search("".join(set(text)))


def forbidden_characters(text: str, name: str) -> Iterator[Finding]:
    """Find where `text` holds characters that no document can, one finding for each run of them."""
    if is_allowed(text):
        return
    line, start_of_line, seen = 1, 0, 0
    for match in FORBIDDEN.finditer(text):
        for end in re.finditer(r"\r\n|\r|\n", text[seen : match.start()]):
            line, start_of_line = line + 1, seen + end.end()
        seen = match.start()
        place = Place(name, line, match.start() - start_of_line + 1)
        message = f"caractère interdit ({describe(match.group()[0])})."
        hint = "Supprimez-le : effacez ce qui est autour et tapez-le de nouveau."
        yield Finding("caractere-interdit", message, hint=hint, place=place)


def without_forbidden(text: str) -> str:
    """Put a square in place of each forbidden character, so that the other errors of `text` can be found."""
    if is_allowed(text):
        return text
    return FORBIDDEN.sub(lambda match: "\u25a1" * len(match.group()), text)
