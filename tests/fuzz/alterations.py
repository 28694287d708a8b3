"""What happens to a text file between two people: lines moved, keys lost, bytes changed, another encoding."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

from tests.fuzz.essais import lots
from tests.fuzz.textes import HOSTILES, TOLD

_ENCODINGS: Final = ("utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16", "utf-16-le", "utf-32", "latin-1")
_JUNK: Final = (
    *("[", "{", "]", "}", "- ", "-", ": ", ":", "? ", "| ", ">-", "&a ", "*a", "!!python/object:os.system ", "<<: *a"),
    *("'", '"', "#", "%YAML 1.2", "---", "...", "\t", "\\", "@", "`", "~", "null", "{}", "[]", "''", "\u00a0"),
    *("=", "x" * 5000, "[[[[[[[[", "{a: {a: {a: ", "0x1F", "1e999", "-0", "1_000", ".inf", ".nan", "yes", "12:30:45"),
    *("2024-13-45", "-1", "0,5", "1.234", "1 234", "88.000", "99999999999999999999999", "31/02/2024", "0000-00-00"),
    *HOSTILES, *TOLD,
)  # fmt: skip

Change = Callable[[list[str], random.Random], None]


def _drop(lines: list[str], lot: random.Random) -> None:
    del lines[lot.randrange(len(lines))]


def _twice(lines: list[str], lot: random.Random) -> None:
    lines.insert(lot.randrange(len(lines) + 1), lot.choice(lines))


def _swap(lines: list[str], lot: random.Random) -> None:
    one, other = lot.randrange(len(lines)), lot.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _indent(lines: list[str], lot: random.Random) -> None:
    at = lot.randrange(len(lines))
    lines[at] = lot.choice([" ", "  ", "\t", "\u00a0 ", "    - "]) + lines[at]


def _outdent(lines: list[str], lot: random.Random) -> None:
    at = lot.randrange(len(lines))
    lines[at] = lines[at][lot.randint(1, 3) :]


def _answer(lines: list[str], lot: random.Random) -> None:
    """Another value after a key."""
    at = lot.randrange(len(lines))
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {lot.choice(_JUNK)}"


def _rename(lines: list[str], lot: random.Random) -> None:
    at = lot.randrange(len(lines))
    key, colon, value = lines[at].partition(":")
    letter = lot.randrange(len(key) + 1)
    lines[at] = key[:letter] + lot.choice(["é", "e", " ", "", "_", "Annexe"]) + key[letter + 1 :] + colon + value


def _insert(lines: list[str], lot: random.Random) -> None:
    at = lot.randrange(len(lines))
    column = lot.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:column] + lot.choice(_JUNK) + lines[at][column:]


def _cut(lines: list[str], lot: random.Random) -> None:
    at = lot.randrange(len(lines))
    lines[at:] = [lines[at][: lot.randrange(len(lines[at]) + 1)]]


_CHANGES: Final[tuple[Change, ...]] = (
    _drop, _twice, _swap, _indent, _outdent, _answer, _answer, _answer, _rename, _insert, _cut,
)  # fmt: skip


def _bytes(content: bytes, lot: random.Random) -> bytes:
    """Some bytes changed, lost or added."""
    changed = bytearray(content)
    for _ in range(lot.randint(1, 4)):
        at = lot.randrange(len(changed) + 1)
        changed[at : at + lot.randint(0, 2)] = bytes(lot.randrange(256) for _ in range(lot.randint(0, 2)))
    return bytes(changed)


def altered(text: str, lot: random.Random) -> bytes:
    """A text that something happened to, once or several times."""
    lines = text.split("\n")
    for _ in range(lot.randint(1, 4)):
        lot.choice(_CHANGES)(lines, lot)
        lines = lines or [""]
    content = lot.choice(["\n", "\n", "\n", "\r\n", "\r"]).join(lines)
    other = lot.random()
    if other < 0.1:
        return content.encode(lot.choice(_ENCODINGS), errors="replace")
    encoded = content.encode(errors="surrogatepass")
    return _bytes(encoded, lot) if other < 0.2 else encoded


def alterations(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Texts altered."""
    return st.builds(altered, texts, lots())
