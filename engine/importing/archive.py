"""The container of a workbook, opened with care: nothing is decompressed before its sizes are known to be bearable.

A workbook (.xlsx) is a ZIP archive of XML parts (ECMA-376, part 2). A file of some kilobytes can announce gigabytes,
and an XML part can define entities that expand to as much: both are refused on sight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is an exception, whatever its name

from lxml import etree

from engine.errors import Finding, InputError, Place
from engine.reading.decoding import printable, read_bytes

LARGEST_FILE = 20_000_000
LARGEST_PART = 40_000_000
LARGEST_WHOLE = 100_000_000
MOST_PARTS = 2_000
MOST_TAGS = 2_000_000
HIGHEST_RATIO = 300
"""Bytes; parts of the archive; tags of a part; a part over what it takes in the file (some thirty for XML)."""
_SMALL_PART = 1_000_000  # what expands to less does no harm, whatever its ratio

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB], the container of old and of encrypted workbooks
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO], 2.3.4.4
_OTHERS = {
    "xl/workbook.bin": "c'est un classeur binaire (.xlsb)",
    "index/document.iwa": "c'est un classeur de Numbers (.numbers)",
    "index.zip": "c'est un classeur de Numbers (.numbers)",
    "word/document.xml": "c'est un document Word",
    "ppt/presentation.xml": "c'est une présentation",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_SAVE_AS = "Dans le tableur, enregistrez-le au format Classeur Excel (.xlsx)."


class Archive:
    """The parts of a workbook, each read when it is asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the bytes of a file; `name` is what messages call it.

        Raises:
            InputError: where it is no workbook, is encrypted, or would take too much to read.
        """
        self.name = name
        if data.startswith(_COMPOUND):
            raise self._old_or_encrypted(data)
        if not data.startswith(_ZIP):
            raise self.refused("classeur-illisible", "ce n'est pas un classeur .xlsx.", _SAVE_AS)
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            raise self.broken() from None
        self._check(self._zip.infolist())

    def refused(self, code: str, message: str, hint: str) -> InputError:
        """The error of one finding about the whole file."""
        return InputError([Finding(code, message, hint=hint, place=Place(self.name))])

    def broken(self) -> InputError:
        """The file begins as a workbook does, and does not go on so."""
        hint = "Rouvrez-le dans le tableur et enregistrez-le de nouveau, ou demandez-en une autre copie."
        return self.refused("classeur-illisible", "ce classeur est tronqué ou abîmé.", hint)

    def too_large(self, why: str) -> InputError:
        """The workbook would take too long to read."""
        hint = "Copiez les seules feuilles des annexes dans un nouveau classeur."
        return self.refused("classeur-trop-gros", f"ce classeur n'a pas été lu : {why}.", hint)

    def _old_or_encrypted(self, data: bytes) -> InputError:
        if _ENCRYPTED in data:
            message = "ce classeur est chiffré : il s'ouvre avec un mot de passe."
            hint = "Dans le tableur, retirez le mot de passe d'ouverture et enregistrez-le."
            return self.refused("classeur-chiffre", message, hint)
        return self.refused("classeur-ancien", "ce classeur est dans un ancien format (.xls).", _SAVE_AS)

    def _check(self, parts: list[ZipInfo]) -> None:
        names = {part.filename for part in parts}
        lower = {name.lower() for name in names}
        other = next((what for part, what in _OTHERS.items() if part in lower), None)
        if "content.xml" in names and not self.is_open_document:
            other = "c'est un fichier de LibreOffice qui n'est pas un classeur"
        if other and "xl/workbook.xml" not in names:
            raise self.refused("classeur-illisible", f"{other}, et non un classeur .xlsx.", _SAVE_AS)
        if any(part.flag_bits & 1 for part in parts):
            hint = "Faites-en une copie sans mot de passe."
            raise self.refused("classeur-chiffre", "cette archive est chiffrée.", hint)
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts) or len(names) < len(parts):
            raise self.broken()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE or any(map(_bomb, parts)):
            raise self.too_large("une fois décompressé, il prendrait trop de place")

    @property
    def parts(self) -> list[str]:
        """The names of the parts."""
        return self._zip.namelist()

    @property
    def is_open_document(self) -> bool:
        """Whether it is a workbook of LibreOffice (.ods) or a model of one (.ots), which says so (ODF 1.3, part 2)."""
        if "mimetype" not in self or "content.xml" not in self:
            return False
        return self._bytes("mimetype").startswith(_OPEN_DOCUMENT)

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def elements(self, part: str, *names: str) -> Iterator[Any]:
        """The elements of a part that have one of these local names, each when it ends; what it held is then freed.

        Raises:
            InputError: where the part is missing or cannot be read.
        """
        data = self._bytes(part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            message = f"« {part} », dans ce classeur, définit des entités XML, ce que ne fait aucun tableur."
            raise self.refused("classeur-entites", message, "N'ouvrez pas ce fichier : demandez-en une autre copie.")
        if data.count(b"<") > MOST_TAGS:
            raise self.too_large("une de ses feuilles a des millions de cellules")
        # The bytes are read as UTF-8 whatever they say of themselves, or the search above could be led astray.
        tags = [f"{{*}}{name}" for name in names]
        try:
            for _, element in etree.iterparse(
                BytesIO(data), tag=tags, encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True
            ):
                yield element
                element.clear(keep_tail=False)
        except etree.XMLSyntaxError:
            raise self.broken() from None

    def _bytes(self, part: str) -> bytes:
        try:
            with self._zip.open(part) as file:
                data = file.read(LARGEST_PART + 1)
        except (KeyError, BadZipFile, ZlibError, EOFError, OSError, ValueError, RuntimeError):
            raise self.broken() from None
        if len(data) > LARGEST_PART:  # its announced size lied
            raise self.broken()
        return data


def _bomb(part: ZipInfo) -> bool:
    excessive = part.file_size > HIGHEST_RATIO * max(part.compress_size, 1)
    return part.file_size > LARGEST_PART or (part.file_size > _SMALL_PART and excessive)


def open_archive(path: Path) -> Archive:
    """Open a workbook from disk.

    Raises:
        InputError: where the file cannot be read, or not as a workbook.
    """
    return Archive(read_bytes(path, LARGEST_FILE), printable(path))


def local(element: Any) -> str:
    """The name of an element without its namespace (the strict and the transitional formats have each their own)."""
    return re.sub(r"\{.*\}", "", element.tag)
