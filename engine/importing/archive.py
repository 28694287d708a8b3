"""The container of a workbook, with what is wrong with it said in the words of one.

A workbook (.xlsx) is a ZIP archive of XML parts (ECMA-376, part 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.containers import Container, ContainerError, Limits
from engine.errors import Finding, InputError, Place
from engine.reading.decoding import printable, read_bytes

LARGEST_FILE = 20_000_000
LIMITS = Limits()
_OTHERS = {
    "xl/workbook.bin": "c'est un classeur binaire (.xlsb)",
    "index/document.iwa": "c'est un classeur de Numbers (.numbers)",
    "index.zip": "c'est un classeur de Numbers (.numbers)",
    "word/document.xml": "c'est un document Word",
    "ppt/presentation.xml": "c'est une présentation",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_REREAD = (
    "Un contrat revenu de Word se relit par : cpom relire ; un formulaire est celui que « cpom questionnaire » écrit."
)
_SAVE_AS = "Dans le tableur, enregistrez-le au format Classeur Excel (.xlsx)."


class Archive:
    """The parts of a workbook, each read when it is asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the bytes of a file; `name` is what messages call it.

        Raises:
            InputError: where it is no workbook, is encrypted, or would take too much to read.
        """
        self.name = name
        try:
            self._container = Container(data, LIMITS)
            self._refuse_others()
            self._container.check()
        except ContainerError as error:
            raise self._told(error) from None

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

    def _told(self, error: ContainerError) -> InputError:
        match error.reason:
            case "encrypted":
                message = "ce classeur est chiffré : il s'ouvre avec un mot de passe."
                hint = "Dans le tableur, retirez le mot de passe d'ouverture et enregistrez-le."
                return self.refused("classeur-chiffre", message, hint)
            case "old":
                return self.refused("classeur-ancien", "ce classeur est dans un ancien format (.xls).", _SAVE_AS)
            case "other":
                return self.refused("classeur-illisible", "ce n'est pas un classeur .xlsx.", _SAVE_AS)
            case "large":
                return self.too_large("une fois décompressé, il prendrait trop de place")
            case "tags":
                return self.too_large("une de ses feuilles a des millions de cellules")
            case "entities":
                message = f"« {error.part} », dans ce classeur, définit des entités XML, ce que ne fait aucun tableur."
                hint = "N'ouvrez pas ce fichier : demandez-en une autre copie."
                return self.refused("classeur-entites", message, hint)
        return self.broken()

    def _refuse_others(self) -> None:
        names = {*self.parts}
        lower = {name.lower() for name in names}
        other = next((what for part, what in _OTHERS.items() if part in lower), None)
        if "content.xml" in names and not self.is_open_document:
            other = "c'est un fichier de LibreOffice qui n'est pas un classeur"
        if other and "xl/workbook.xml" not in names:
            hint = _REREAD if "word/document.xml" in lower else _SAVE_AS
            raise self.refused("classeur-illisible", f"{other}, et non un classeur .xlsx.", hint)

    @property
    def parts(self) -> list[str]:
        """The names of the parts."""
        return self._container.parts

    @property
    def is_open_document(self) -> bool:
        """Whether it is a workbook of LibreOffice (.ods) or a model of one (.ots), which says so (ODF 1.3, part 2)."""
        if "mimetype" not in self or "content.xml" not in self:
            return False
        return self._bytes("mimetype").startswith(_OPEN_DOCUMENT)

    def __contains__(self, part: str) -> bool:
        return part in self._container

    def elements(self, part: str, *names: str) -> Iterator[Any]:
        """The elements of a part that have one of these local names, each when it ends; what it held is then freed.

        Raises:
            InputError: where the part is missing or cannot be read.
        """
        try:
            yield from self._container.elements(part, *names)
        except ContainerError as error:
            raise self._told(error) from None

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """The parts that a part relates to: the kind of the relation (« worksheet »), its identifier, the part."""
        try:
            yield from self._container.relations(part)
        except ContainerError as error:
            raise self._told(error) from None

    def _bytes(self, part: str) -> bytes:
        try:
            return self._container.read(part)
        except ContainerError as error:
            raise self._told(error) from None


def open_archive(path: Path) -> Archive:
    """Open a workbook from disk.

    Raises:
        InputError: where the file cannot be read, or not as a workbook.
    """
    return Archive(read_bytes(path, LARGEST_FILE), printable(path))
