"""The lock of a document: all that decides its bytes beside its description, so that it can be made again and compared.

It says what was asked (format, engine, final or draft, which document), and what it was made of, each thing by a
fingerprint of a few letters: clauses, plan, tables, texts of the law, letterhead, logos, fonts, versions. No time and
no path of a machine is in it: where nothing of it changed, the document made again is the same to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from models.records import dataclass

FORMAT = 1
"""The form of a lock; a later one is of a later version of cpom."""
_LENGTH = 12

Pairs = tuple[tuple[str, str], ...]
"""Names, each with what is said of it."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What was `asked` of a document, by option, and what it is `made_of`, by « kind/name »: fingerprints or versions.

    Kinds are those of `engine.renewing.changes`, which tells them. `format` is that of the lock itself.
    """

    asked: Pairs
    made_of: Pairs
    format: int = FORMAT


def fingerprint_of(content: bytes | str) -> str:
    """The first letters of the digest of a content, enough to know that it changed."""
    data = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    return sha256(data).hexdigest()[:_LENGTH]


def said_of(lock: Lock) -> dict[str, Any]:
    """A lock as it is packed."""
    return {"format": lock.format, "demande": dict(lock.asked), "fait_de": dict(lock.made_of)}


def read_lock(said: Mapping[str, Any]) -> Lock:
    """A lock as it was packed; of a later form, its form alone.

    Raises:
        ValueError: where it is none.
    """
    form = said["format"]
    if not isinstance(form, int) or form < 1:
        raise ValueError("not a lock")
    if form > FORMAT:
        return Lock((), (), form)
    return Lock(_pairs(said["demande"]), _pairs(said["fait_de"]), form)


def _pairs(said: Any) -> Pairs:
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        raise ValueError("not a lock")
    return tuple(said.items())


def ordered(things: Iterable[tuple[str, str]]) -> Pairs:
    """The same things in their order, each once."""
    return tuple(sorted(set(things)))
