"""What a document that people edit carries of what it was made from, so that it can be read back and compared.

The lines are the words as they were written, paragraph by paragraph: what was changed by hand is told against them,
whatever the library or the law became since. Packed, they are a text of letters and figures, cut in short pieces that
every editor keeps among the properties of the document.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import lru_cache
from itertools import chain, groupby
from json.encoder import encode_basestring
from operator import attrgetter, itemgetter
from typing import Any, Literal

from deflate import zlib_compress

from engine.lock import Lock, read_lock, said_of
from models.records import dataclass

FORMAT = 1
"""The form of what is packed; a later one is of a later version."""
PIECE = 250
"""The letters of one property: LibreOffice and Word keep 255 whole."""
LARGEST = 16_000_000
"""The bytes that packed lines may unpack to; a contract of 300 pages has 2 million."""
PROPERTY = "cpom-{:04}"
"""The name of the property of a document that holds a piece, in their order from 1."""
NAMESPACE = "urn:cpom:contrat:1"
"""The namespace of the XML part that holds the description in clear, for other tools."""
MARK = "_Cpom{:04}"
"""The name of the bookmark at the first words of a clause."""

Kind = Literal["heading", "paragraph", "item", "cell", "header", "footer", "beside"]
"""What a line is; « beside » is a letterhead's own paragraph before or after the contract, whatever it looks like."""
_KINDS: dict[str, Kind] = {
    "t": "heading", "p": "paragraph", "l": "item", "c": "cell", "h": "header", "f": "footer", "b": "beside",
}  # fmt: skip
_LETTERS = {kind: f'"{letter}"' for letter, kind in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a line, all of one origin; the words of a clause have none.

    `fact` is the path of a fact printed by itself, as messages write it (« sites[1].nom »); `figure` a computed
    figure, by its table and its case; `reference` the anchor of the heading whose number it is. `bold` and `italic`
    say how they look, which is not what they say: they are not compared, and not packed.
    """

    text: str
    fact: str = ""
    figure: str = ""
    reference: str = ""
    bold: bool = field(default=False, compare=False)
    italic: bool = field(default=False, compare=False)

    @property
    def origin_and_look(self) -> tuple[str, str, str, bool, bool]:
        """Their origin and how they look, in the order of the fields: neighbours that share both are one."""
        return self.fact, self.figure, self.reference, self.bold, self.italic


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a document, of a `clause`; where it has several lines, their ends are in its words."""

    words: tuple[Words, ...]
    kind: Kind = "paragraph"
    clause: str = ""

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join([one.text for one in self.words])


@dataclass(frozen=True, slots=True)
class Carried:
    """What a document was made from: a description, by its text and its name; libraries, by name and version; the law.

    `day` is the day whose law it says; `cpom` the version of the engine. `bases` are the fingerprints of the clauses of
    the library that its own come from, by their names. `lock` is what decides its bytes beside all this (engine.lock),
    None in a document of a version that said nothing of it.
    """

    description: str
    name: str
    day: date
    cpom: str
    libraries: tuple[str, ...] = ()
    bases: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    lock: Lock | None = None

    @property
    def document(self) -> str:
        """Which document was asked (« avenants/revision »), as its lock says; empty where it is the contract."""
        return dict(self.lock.asked).get("document", "") if self.lock else ""


class Stretch:
    """Lines that follow one another, and that many documents share: packed once for them all.

    They are given, or those of the `parts` that it is made of, which others may share in their turn.
    """

    __slots__ = ("_lately", "_packed", "_parts", "clauses", "lines")

    def __init__(self, lines: Iterable[Line] = (), parts: Sequence[Stretch] = ()) -> None:
        self._parts = parts
        self.lines: tuple[Line, ...] = tuple(chain(lines, *[one.lines for one in parts]))
        self.clauses = tuple([clause for clause, _ in groupby(self.lines, attrgetter("clause"))])
        self._packed: tuple[str, ...] = ()
        self._lately: tuple[Sequence[int], str] = ((), "")

    def packed(self, ranks: Mapping[str, int]) -> str:
        """The lines as they are packed, each with the rank of its clause."""
        these = [ranks[clause] for clause in self.clauses]
        known, text = self._lately
        if these != known:
            every = zip(self._runs(), these, strict=True)
            text = ",".join([said.replace(_RANK, str(rank)) for said, rank in every])
            self._lately = these, text  # at once: threads share it
        return text

    def _runs(self) -> tuple[str, ...]:
        """The lines of each of its clauses, packed but for their ranks."""
        if not self._packed:
            if self._parts:
                runs = [run for one in self._parts for run in zip(one.clauses, one._runs(), strict=True)]
                self._packed = tuple([",".join([text for _, text in of]) for _, of in groupby(runs, itemgetter(0))])
            else:
                self._packed = tuple([_packed_run(of) for _, of in groupby(self.lines, attrgetter("clause"))])
        return self._packed


_RANK = "\0"
"""What stands for the rank of a clause, which a document decides: JSON writes this letter otherwise."""


def _packed_run(lines: Iterable[Line]) -> str:
    """Lines of one clause."""
    return ",".join([f"[{','.join((_RANK, _LETTERS[line.kind], *map(_said, line.words)))}]" for line in lines])


def _said(words: Words) -> str:
    text = encode_basestring(words.text)
    origin = f"={words.figure}" if words.figure else f"#{words.reference}" if words.reference else words.fact
    return f"[{text},{encode_basestring(origin)}]" if origin else text


def marks(lines: Iterable[Line]) -> dict[str, str]:
    """The clause that each bookmark begins, in the order of the document: one wherever the clause is another.

    What stands before the first of them is of no clause.
    """
    return marks_of(map(attrgetter("clause"), lines))


def marks_of(clauses: Iterable[str]) -> dict[str, str]:
    """The same, from the clauses of the lines."""
    runs = [clause for clause, _ in groupby(clauses)]
    changes = runs[1:] if runs[:1] == [""] else runs
    return {MARK.format(number): clause for number, clause in enumerate(changes, 1)}


class LaterFormatError(ValueError):
    """It was packed by a later version of cpom."""


class DamagedError(ValueError):
    """It cannot be unpacked: a piece of it was lost or changed."""


def packed(carried: Carried, stretches: Sequence[Stretch] = ()) -> tuple[str, ...]:
    """The pieces to keep, in order; the same for the same document.

    `stretches` are its lines, where they are shared with others: the document need not hold them too.
    """
    every = stretches or (Stretch(carried.lines),)
    ranks: dict[str, int] = {}
    for one in every:
        for clause in one.clauses:
            ranks.setdefault(clause, len(ranks))
    said = {
        "description": carried.description,
        "nom": carried.name,
        "jour": carried.day.isoformat(),
        "cpom": carried.cpom,
        "bibliotheques": carried.libraries,
    }
    bases, clauses = _encoded(carried.bases), _encoded(tuple(ranks))
    lines = ",".join([one.packed(ranks) for one in every if one.lines])
    lock = f',"verrou":{_locked(carried.lock)}' if carried.lock else ""
    text = f'{_encode(said)[:-1]},"bases":{bases},"clauses":{clauses},"lignes":[{lines}]{lock}}}'
    letters = b64encode(zlib_compress(text.encode(errors="surrogatepass"), _LEVEL)).decode()
    whole = f"{FORMAT}.{letters}"
    return tuple([whole[start : start + PIECE] for start in range(0, len(whole), PIECE)])


_LEVEL = 1
"""The quickest, for pieces larger by a twentieth than the next one."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@lru_cache(maxsize=64)
def _encoded(said: tuple[Any, ...]) -> str:
    """What many contracts say alike of the library that they were made with."""
    return _encode(said)


@lru_cache(maxsize=64)
def _locked(lock: Lock) -> str:
    return _encode(said_of(lock))


def unpacked(pieces: Iterable[str]) -> Carried:
    """What was packed.

    Raises:
        LaterFormatError: where a later version packed it.
        DamagedError: where it is not whole.
    """
    version, _, letters = "".join(pieces).partition(".")
    if not version.isdecimal() or not version.isascii():
        raise DamagedError
    if int(version[:9]) > FORMAT:
        raise LaterFormatError(version)
    try:
        opened = zlib.decompressobj()
        text = opened.decompress(b64decode(letters, validate=True), LARGEST)
        if not opened.eof:
            raise DamagedError
        return _carried(json.loads(text.decode(errors="surrogatepass")))
    except (NotBase64, zlib.error, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError from error


def _carried(said: dict[str, Any]) -> Carried:
    clauses: list[str] = said["clauses"]
    return Carried(
        description=_text(said["description"]),
        name=_text(said["nom"]),
        day=date.fromisoformat(said["jour"]),
        cpom=_text(said["cpom"]),
        libraries=tuple(map(_text, said["bibliotheques"])),
        bases=tuple((_text(name), _text(base)) for name, base in said["bases"]),
        lines=tuple(_line(one, clauses) for one in said["lignes"]),
        lock=read_lock(said["verrou"]) if "verrou" in said else None,
    )


def _line(said: Sequence[Any], clauses: Sequence[str]) -> Line:
    rank, letter, *words = said
    return Line(tuple(map(_words, words)), _KINDS[letter], _text(clauses[rank]))


def _words(said: Any) -> Words:
    if isinstance(said, str):
        return Words(said)
    text, origin = map(_text, said)
    if origin[:1] == "=":
        return Words(text, figure=origin[1:])
    return Words(text, reference=origin[1:]) if origin[:1] == "#" else Words(text, fact=origin)


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise DamagedError
    return said
