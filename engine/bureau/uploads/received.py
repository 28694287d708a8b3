"""A file that somebody sent: how large it may be, what it is by what it holds, what it would take to open.

Its name and what the browser says of it are not believed. Nothing is opened here: `isolated.py` reads it elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from starlette.datastructures import UploadFile

from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call
from engine.containers import COMPOUND, Container, ContainerError

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "docx": "un document Word (DOCX)",
        "odt": "un document LibreOffice (ODT)",
        "xlsx": "un classeur Excel (XLSX)",
        "ods": "un classeur LibreOffice (ODS)",
        "pdf": "un PDF",
        "yaml": "une description (YAML)",
        "csv": "un tableau (CSV)",
        "json": "un fichier JSON",
        "html": "une page HTML",
        "zip": "une archive (ZIP)",
        "png": "une image PNG",
        "jpeg": "une image JPEG",
    }
)
"""The kinds of files that a page may take, and how they are called."""
_TEXTS = ("yaml", "csv", "json", "html")
"""What text may be: nothing in it says which, its name does, among those that the page takes."""
_SUFFIXES = {"yml": "yaml", "tsv": "csv", "txt": "csv", "htm": "html", "jpg": "jpeg"}
_MAIN_PARTS = (
    ("docx", b"officedocument.wordprocessingml.document.main+xml"),
    ("docx", b"officedocument.wordprocessingml.template.main+xml"),
    ("xlsx", b"officedocument.spreadsheetml.sheet.main+xml"),
)
_LONGEST_NAME = 120
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was sent: a name without folders, what it holds, its kind (a key of KINDS)."""

    nom: str
    contenu: bytes
    genre: str


def received(call: Call, name: str, kinds: Collection[str], most: int = 0) -> Received:
    """The file of a field of the form, whose kind is among `kinds`; `most` bytes (0: what the desk allows).

    Raises:
        RefusedError: where there is none, it is too large, of another kind, or made to harm (« fichier-… »).
    """
    sent = call.form.get(name)
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise RefusedError(400, "fichier-absent")
    most = most or call.settings.taille_max
    content = sent.file.read(most + 1)
    if len(content) > most:
        raise RefusedError(413, "fichier-taille", most=f"{max(most // 1_000_000, 1)} Mo")
    if not content:
        raise RefusedError(400, "fichier-vide")
    return Received(safe_name(sent.filename), content, kind_of(content, sent.filename, kinds))


def kind_of(content: bytes, name: str, kinds: Collection[str]) -> str:
    """What a file is, by what it holds; among texts, by its name.

    Raises:
        RefusedError: where that is none of `kinds`, or it is encrypted, holds macros, or would take too much to open.
    """
    found = _found(content)
    expected = ", ".join(KINDS[one] for one in kinds)
    if found == "texte":
        texts = [one for one in _TEXTS if one in kinds]
        suffix = name.rpartition(".")[2].lower()
        said = _SUFFIXES.get(suffix, suffix)
        # Whatever a text is called, it is read as what the page takes; a « .exe » is no text.
        found = said if said in texts else texts[0] if texts else "texte"
    if found not in kinds:
        raise RefusedError(415, "fichier-genre", found={**KINDS, **_OTHERS}[found], expected=expected)
    return found


_OTHERS = {"texte": "un texte", "inconnu": "d’un genre que le bureau ne connaît pas"}


def _found(content: bytes) -> str:
    for begins, read in _BEGINS.items():
        if content.startswith(begins):
            return read(content)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    return "texte" if content.startswith(_UTF_16) or b"\x00" not in content else "inconnu"


def _archive(content: bytes) -> str:
    """A document or a workbook, or another archive; what it would expand to is bounded before anything is opened."""
    try:
        container = Container(content)
        container.check()
        if any(part.lower().endswith("vbaproject.bin") for part in container.parts):
            raise RefusedError(415, "fichier-macros")
        if "mimetype" in container:
            kind = container.read("mimetype").decode("ascii", "replace").strip()
            return {_ODF + "text": "odt", _ODF + "spreadsheet": "ods"}.get(kind, "inconnu")
        if "[Content_Types].xml" not in container:
            return "zip"
        types = container.xml("[Content_Types].xml")
    except ContainerError as error:
        raise RefusedError(415, _REASONS.get(error.reason, "fichier-abime")) from None
    return next((kind for kind, part in _MAIN_PARTS if part in types), "inconnu")


_ODF = "application/vnd.oasis.opendocument."
_REASONS = {
    "encrypted": "fichier-chiffre",
    "old": "fichier-ancien",
    "large": "fichier-demesure",
    "hostile": "fichier-hostile",
    "entities": "fichier-hostile",
    "tags": "fichier-demesure",
}
_BEGINS: dict[bytes, Callable[[bytes], str]] = {
    b"PK\x03\x04": _archive,
    COMPOUND: _archive,  # which tells what is encrypted from what is of before 2007
    b"\x89PNG\r\n\x1a\n": lambda _: "png",
    b"\xff\xd8\xff": lambda _: "jpeg",
}


def safe_name(name: str) -> str:
    """The name of a file that was sent, without folders nor anything that a system reads otherwise."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(one for one in last if unicodedata.category(one)[0] != "C" and one not in '<>:"|?*').strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        return kept[:_LONGEST_NAME] or "fichier"
    return f"{stem[: _LONGEST_NAME - 10] or 'fichier'}.{suffix[:9]}"
