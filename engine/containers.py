"""A file that is a ZIP archive of XML parts (.docx, .xlsx, .odt), opened with care.

Nothing is decompressed before its sizes are known to be bearable: a file of some kilobytes can announce gigabytes, and
an XML part can define entities that expand to as much. Nothing is ever written where the archive says.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is an exception, whatever its name

from lxml import etree

COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old and encrypted documents begin ([MS-CFB])."""
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
"""What an encrypted one holds ([MS-OFFCRYPTO], 2.3.4.4)."""
_ZIP: Final = b"PK\x03\x04"
_STRICT: Final = b'"http://purl.oclc.org/ooxml/wordprocessingml/main"'
_TRANSITIONAL: Final = b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
"""Strict Open XML names its words otherwise, and says the same (ISO/IEC 29500-1)."""
_SMALL_PART: Final = 1_000_000  # what expands to less does no harm, whatever its ratio

Reason = Literal["encrypted", "old", "other", "broken", "large", "tags", "hostile", "entities"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a part and of the whole; parts; tags of a part; a part over what it takes in the file (30 for XML)."""

    part: int = 40_000_000
    whole: int = 100_000_000
    parts: int = 2_000
    tags: int = 2_000_000
    ratio: int = 300


class ContainerError(Exception):
    """Why a file, or the `part` of it that is named, was not read."""

    def __init__(self, reason: Reason, part: str = "") -> None:
        super().__init__(reason, part)
        self.reason, self.part = reason, part


class Container:
    """The parts of an archive, each read when it is asked for."""

    def __init__(self, data: bytes, limits: Limits = Limits()) -> None:
        """Open the bytes of a file.

        Raises:
            ContainerError: where it is no archive, is encrypted, or would take too much to read.
        """
        self.limits = limits
        if data.startswith(COMPOUND):
            raise ContainerError("encrypted" if ENCRYPTED in data else "old")
        if not data.startswith(_ZIP):
            raise ContainerError("other")
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
            raise ContainerError("broken") from None
        self.parts: Final = self._zip.namelist()

    def check(self) -> None:
        """Refuse what is too large to be read, or made to harm.

        Raises:
            ContainerError: where it is.
        """
        parts, limits = self._zip.infolist(), self.limits
        if any(part.flag_bits & 1 for part in parts):
            raise ContainerError("encrypted")
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise ContainerError("broken")
        if len(set(self.parts)) < len(parts):
            raise ContainerError("broken")
        if any(map(_leaves, self.parts)):
            raise ContainerError("hostile")
        if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.whole:
            raise ContainerError("large")
        if any(self._is_bomb(part) for part in parts):
            raise ContainerError("large")

    def _is_bomb(self, part: ZipInfo) -> bool:
        excessive = part.file_size > self.limits.ratio * max(part.compress_size, 1)
        return part.file_size > self.limits.part or (part.file_size > _SMALL_PART and excessive)

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            ContainerError: where it is missing, damaged, or larger than it says.
        """
        try:
            with self._zip.open(part) as file:
                data = file.read(self.limits.part + 1)
        except (KeyError, BadZipFile, ZlibError, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
            raise ContainerError("broken", part) from None
        if len(data) > self.limits.part:  # its announced size lied
            raise ContainerError("broken", part)
        return data

    def xml(self, part: str) -> bytes:
        """The bytes of a part that is XML, and may be parsed.

        Raises:
            ContainerError: as `read` does, and where it defines entities or holds too many tags.
        """
        data = self.read(part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ContainerError("entities", part)
        if data.count(b"<") > self.limits.tags:
            raise ContainerError("tags", part)
        return data

    def root(self, part: str) -> Any:
        """The root of a part that is XML, without entities nor network.

        Raises:
            ContainerError: as `xml` does, and where it is not well formed.
        """
        # The bytes are read as UTF-8 whatever they say of themselves, or the search above could be led astray.
        reader = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(self.xml(part).replace(_STRICT, _TRANSITIONAL), reader)
        except (etree.XMLSyntaxError, ValueError):
            raise ContainerError("broken", part) from None

    def elements(self, part: str, *names: str) -> Iterator[Any]:
        """The elements of a part that have one of these local names, each when it ends; what it held is then freed.

        Raises:
            ContainerError: as `root` does.
        """
        tags = [f"{{*}}{name}" for name in names]
        try:
            for _, element in etree.iterparse(
                BytesIO(self.xml(part)),
                tag=tags,
                encoding="utf-8",
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
            ):
                yield element
                element.clear(keep_tail=False)
        except etree.XMLSyntaxError:
            raise ContainerError("broken", part) from None

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """The parts that a part relates to: the kind of the relation (« header »), its identifier, the part.

        Those outside of the file are left out (ECMA-376, part 2, 9.3); a part that is said may be missing.
        """
        folder, name = posixpath.split(part)
        described = posixpath.join(folder, "_rels", f"{name}.rels")
        if described not in self:
            return
        for element in self.elements(described, "Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            if element.get("TargetMode") != "External":
                yield element.get("Type", "").rpartition("/")[2], element.get("Id", ""), target


def _leaves(part: str) -> bool:
    """Whether the name of a part leads out of the archive."""
    return ".." in part.replace("\\", "/").split("/") or part.startswith(("/", "\\")) or part[1:3] == ":\\"
