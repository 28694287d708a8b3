"""An archive of the DILA read as a stream: nothing is written, and no more than one of its files is held at a time.

Its name says what it is (« Freemium_legi_global_20250713-140000.tar.gz », « LEGI_20261127-212000.tar.gz », JORF alike):
the list of https://echanges.dila.gouv.fr/OPENDATA/LEGI/ and /JORF/ has no other form, and legi.py (Legilibre,
tar2sqlite.py) reads the same. What an archive holds is not trusted: what it decompresses to, the size of a file and
that of its headers are bounded, and a name that leads elsewhere is left out.
"""

from __future__ import annotations

import gzip
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, Literal, Self

from models.records import dataclass

_NAME: Final = re.compile(r"(?:freemium_)?(legi|jorf)_(global_)?([0-9]{8}-[0-9]{6})\.tar\.gz", re.IGNORECASE)
_GZIP: Final = b"\x1f\x8b"
_BLOCK: Final = 512
FILE_MAX: Final = 32_000_000
"""The most bytes of a file that is read: the longest articles, tables included, take a few millions."""
_HEADERS_MAX: Final = 1_000_000
_HARMLESS: Final = 50_000_000
_RATIO: Final = 200
"""XML gives back some thirty times its compressed size; gzip can give a thousand."""

Reason = Literal["missing", "other", "truncated", "damaged", "bomb"]


class ArchiveError(Exception):
    """Why an archive could not be read whole; what came before is good."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive by its name: its base (« LEGI », « JORF »), when it was made, whether it holds the whole base."""

    path: Path
    base: str
    made: datetime
    whole: bool

    @property
    def name(self) -> str:
        """Its file, as messages call it."""
        return self.path.name


def archive_of(path: Path) -> Archive | None:
    """What the name of a file says; None where it is not one that the DILA gives."""
    said = _NAME.fullmatch(path.name)
    if not said:
        return None
    try:
        made = datetime.strptime(said[3], "%Y%m%d-%H%M%S")
    except ValueError:
        return None
    return Archive(path, said[1].upper(), made, bool(said[2]))


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path, and its bytes, None where it was not asked for or `is_large`."""

    path: str
    data: bytes | None = None
    is_large: bool = False
    leaves: bool = False


def members(path: Path, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """Every file of an archive in its order, with the bytes of those whose path is `wanted`.

    Raises:
        ArchiveError: where it cannot be read, or not whole.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_GZIP)) != _GZIP:
                raise ArchiveError("other")
            file.seek(0)
            yield from _read(_Stream(file), wanted)
    except OSError as error:  # gzip says so what is damaged
        raise ArchiveError("damaged" if isinstance(error, gzip.BadGzipFile) else "missing") from None
    except EOFError:
        raise ArchiveError("truncated") from None
    except zlib.error:
        raise ArchiveError("damaged") from None
    except tarfile.ReadError as error:
        raise ArchiveError(_reason(str(error))) from None
    except tarfile.TarError:
        raise ArchiveError("damaged") from None


def _reason(said: str) -> Reason:
    return "truncated" if "unexpected end" in said or said == _CUT else "other" if said == "empty file" else "damaged"


def _read(stream: Any, wanted: Callable[[str], bool]) -> Iterator[Member]:
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Entry, encoding="utf-8", errors="replace") as tar:
        headers: list[Any] = getattr(tar, "members")  # noqa: B009 - the stubs of tarfile do not know it
        while True:
            stream.allow(tar.offset + _HEADERS_MAX)
            entry = tar.next()
            if entry is None:
                break
            headers.clear()  # it keeps all that it has seen: five million headers
            if not entry.isreg():
                continue
            name = entry.name.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/"):
                yield Member(name, leaves=True)
            elif not wanted(name):
                yield Member(name)
            elif entry.size > FILE_MAX:
                yield Member(name, is_large=True)
            else:
                stream.allow(tar.offset + _HEADERS_MAX)
                read = tar.extractfile(entry)
                yield Member(name, read.read() if read else b"")
    stream.finish()


_CUT: Final = "cut"


class _Entry(tarfile.TarInfo):
    """A header; one that is damaged or missing in the middle ends no archive in silence, as tarfile has it."""

    @classmethod
    def frombuf(cls, buf: Any, encoding: str, errors: str) -> Self:
        """Read a header.

        Raises:
            tarfile.ReadError: where it is none.
        """
        if len(buf) < _BLOCK:
            raise tarfile.ReadError(_CUT)
        if buf.count(0) == _BLOCK:
            return super().frombuf(buf, encoding, errors)  # the mark of the end
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(str(error)) from None


class _Stream:
    """The decompressed bytes of a file; more than is bearable is refused before it is made."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._gzip, self._done, self._limit = file, gzip.GzipFile(fileobj=file), 0, 0

    def allow(self, until: int) -> None:
        """Let nothing be read past this byte: headers that would take more are made to harm."""
        self._limit = until

    def read(self, size: int = -1) -> bytes:
        """Read some bytes.

        Raises:
            ArchiveError: where they are too many.
        """
        data = self._gzip.read(size)
        self._done += len(data)
        large = self._done > _HARMLESS and self._done > _RATIO * self._file.tell()
        if large or self._done > self._limit + _HEADERS_MAX:
            raise ArchiveError("bomb")
        return data

    def finish(self) -> None:
        """Read what follows the mark of the end, so that its checksum is compared."""
        while data := self._gzip.read(_HEADERS_MAX):
            self._done += len(data)
            if self._done > self._limit + _HARMLESS:
                raise ArchiveError("bomb")
