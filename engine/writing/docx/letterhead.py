"""A letterhead on disk: a département's own .docx, or the neutral one, opened with care and made ready once."""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import OpcError
from lxml import etree

from engine.containers import COMPOUND, ENCRYPTED
from engine.errors import Finding, InputError
from engine.writing.docx.admitted import content_alone, refusals
from engine.writing.docx.package import TYPES, zipped
from engine.writing.docx.prepared import PreparedLetterhead, prepared

NEUTRAL: Final = "chartes/neutre.docx"
"""The letterhead of a contract that names none, among the engine's data."""

HEAVIEST: Final = 30_000_000
"""Bytes of the heaviest letterhead that is opened."""

HEAVIEST_UNZIPPED: Final = 200_000_000
MOST_MEMBERS: Final = 5_000
"""Bounds of what a letterhead may hold, far above any real one: more is a zip bomb."""


MAIN_DOCUMENT: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MAIN_TEMPLATE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACROS: Final = b"macroEnabled"

CORRUPT: Final = (
    BadZipFile,
    zlib.error,
    OpcError,
    etree.XMLSyntaxError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What zipfile, lxml and python-docx raise on a package that is cut short, altered or incoherent."""

STRICT: Final = b"http://purl.oclc.org/ooxml/"
"""What the names of Strict Open XML begin with (ISO/IEC 29500-1)."""

ROOT_RELATIONS: Final = "_rels/.rels"

SAVE_PLAIN: Final = "Dans Word, enregistrez-la au format « Document Word (*.docx) », qui n’est pas « Open XML Strict »."
SAVE_AS: Final = "Dans Word, enregistrez-la au format « Document Word (*.docx) »."


def load_letterhead(path: Path | None) -> PreparedLetterhead:
    """Open a letterhead, or the neutral one for None; a file that did not change is made ready once a process.

    Raises InputError, which says what is wrong with the file and what to do; findings have no place, since only the
    caller knows which line of the description names the letterhead.
    """
    if path is None:
        return _neutral()
    try:
        state = path.stat()
        if not path.is_file():
            raise IsADirectoryError(path)
    except (FileNotFoundError, ValueError) as error:
        hint = "Vérifiez le chemin ; un chemin relatif part du dossier de la description."
        raise _error("introuvable", path, "est introuvable", hint) from error
    except OSError as error:
        raise _error("illisible", path, "ne peut pas être lue", "Vérifiez que c’est un fichier .docx.") from error
    return _loaded(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _neutral() -> PreparedLetterhead:
    return prepared((files("engine.referentiels") / NEUTRAL).read_bytes(), "neutre.docx")


@lru_cache(maxsize=16)
def _loaded(path: Path, _modified: int, size: int) -> PreparedLetterhead:
    if size > HEAVIEST:
        raise _too_big(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _error("illisible", path, "ne peut pas être lue", "Vérifiez les droits d’accès au fichier.") from error
    if content.startswith(COMPOUND):
        if ENCRYPTED in content:
            raise _error("protegee", path, "est protégée par un mot de passe", "Retirez le mot de passe dans Word.")
        raise _error("format", path, "est au format de Word 97-2003", SAVE_AS)
    if not content.startswith(b"PK"):
        raise _error("format", path, "n’est pas un document Word", SAVE_AS)
    try:
        return prepared(_checked(content, path), path.name)
    except CORRUPT as error:
        hint = "Ouvrez-la dans Word, qui propose de la réparer, puis enregistrez-la de nouveau."
        raise _error("corrompue", path, "est abîmée et ne peut pas être ouverte", hint) from error


def _checked(content: bytes, path: Path) -> bytes:
    """Check the zip file before anything reads it; a Word template (.dotx) becomes the document that it holds."""
    with ZipFile(BytesIO(content)) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > HEAVIEST_UNZIPPED:
            raise _too_big(path)
        if TYPES not in archive.namelist():
            raise _error("format", path, "n’est pas un document Word", SAVE_AS)
        if archive.testzip():
            raise BadZipFile(path)
        types = archive.read(TYPES)
        if MACROS in types:
            hint = f"Une charte ne contient pas de programme. {SAVE_AS}"
            raise _error("macros", path, "contient des macros", hint)
        if MAIN_DOCUMENT not in types and MAIN_TEMPLATE not in types:
            raise _error("format", path, "n’est pas un document Word", SAVE_AS)
        members = {name: archive.read(name) for name in archive.namelist()}
    if STRICT in members.get(ROOT_RELATIONS, b""):
        raise _error("strict", path, "est au format « Open XML strict », que peu de logiciels lisent", SAVE_PLAIN)
    if wrong := list(refusals(members, path.name)):
        raise InputError(wrong)
    return zipped({**content_alone(members), TYPES: types.replace(MAIN_TEMPLATE, MAIN_DOCUMENT)})


def _error(code: str, path: Path, what: str, hint: str) -> InputError:
    return InputError([Finding(f"charte-{code}", f"La charte « {path.name} » {what}.", hint=hint)])


def _too_big(path: Path) -> InputError:
    limits = f"{HEAVIEST // 1_000_000} Mo, et {HEAVIEST_UNZIPPED // 1_000_000} Mo une fois décompressée"
    return _error("lourde", path, "est trop lourde", f"Une charte pèse au plus {limits}.")
