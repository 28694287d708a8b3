"""What a value should not hold although every document could: what nobody sees, and what a wrong reading left.

« CapacitÃ© » was read in another encoding, « &amp; » comes from a web page, U+FFFD is a letter that was lost, and some
characters show nothing: a contract that prints them is wrong, and a search never finds the name that has one.

Source: HTML 4.01, section 24 (entities).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from engine.errors import Severity
from engine.reading.invisibles import MAY_BE_UNSEEN, unseen
from engine.reading.suspicion import Suspicion
from models.regexes import regex

_ENTITY = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_OTHERS = regex(r"[^\x00-\x7f]{2,}")
_LOST_A = regex(r"(?<![^\W\d_])Ã(?=\s+[a-zà-ÿ])|(?<=[a-zà-ÿ])Ã(?=\s|$)")
_MISREAD_AS = ("cp1252", "latin-1", "mac_roman", "cp850")
_ONE_LETTER = (
    (regex("(?<=[a-zà-ÿ])Ž|ƒ(?=[a-zà-ÿ])|(?<=[cdjlmnstu])Õ(?=[^\\W\\d_])"), "cp1252", "mac_roman"),
    (regex("(?<=[a-zà-ÿ])[‚Š‡](?=[a-zà-ÿ])"), "cp1252", "cp850"),
    (regex("(?<=[a-zà-ÿ])[ÚÞ](?=[a-zà-ÿ])"), "cp850", "cp1252"),
)
"""Letters that no word has at this place, what they were read as, and what they were (« AmitiŽ » is « Amitié »)."""
_LOST = regex(r"(?<![^\s\W])[^\W\d_]+\?[^\W\d_]+(?![\w/=&])")
"""« d?Amiti? »: a letter that an encoding did not have was saved as a question mark. An address is left alone."""
_SIGNS = frozenset("’‘“”«»–—…€°²³§·•½¼¾™®©×\u00a0\u202f\u2009ŒœŸŠšŽž†‡‰‹›˜ˆ‚„ƒ")
_MOST_MISREADINGS = 3
MAY_BE_SUSPECT = regex(rf"{MAY_BE_UNSEEN}|&[#A-Za-z]|[ÂÃÅâ¬√≈‚├┬┼ÔŽƒÕŠ‡ÚÞ]|\?[^\W\d_]")
"""What any suspicion has: a text without it is clean, which is told at once."""


def suspicions(text: str) -> Iterator[Suspicion]:
    """What is doubtful in a text, one for each kind and character."""
    if not MAY_BE_SUSPECT.search(text):
        return
    told: set[str] = set()
    for one in (*unseen(text), *_entities(text), *_misread(text), *_lost(text)):
        if one.message not in told:
            told.add(one.message)
            yield one


def _entities(text: str) -> Iterator[Suspicion]:
    for match in _ENTITY.finditer(text):
        from html import entities, unescape  # noqa: PLC0415 - where a text has one

        if match[0].startswith("&#") or match[0][1:-1] in entities.name2codepoint or match[0] == "&apos;":
            meant = unescape(match[0])
            shown = f"« {meant} »" if meant.isprintable() and meant.strip() else "une espace insécable"
            message = f"« {match[0]} » vient d'une page web et s'imprimerait tel quel."
            yield Suspicion(match.start(), "entite-html", message, f"Écrivez {shown}.")


def _misread(text: str) -> Iterator[Suspicion]:
    for match in _OTHERS.finditer(text):
        if meant := _meant(match[0]):
            before = re.split(r"\s", text[max(match.start() - 20, 0) : match.start()])[-1]
            tail = re.split(r"\s", text[match.end() : match.end() + 20])[0]
            shown = f"{before}{match[0]}{tail}"
            yield _read_wrongly(match.start(), shown, f"{_repaired(before)}{meant}{_repaired(tail)}")
    for match in _LOST_A.finditer(text):
        yield _read_wrongly(match.start(), "Ã", "à")
    for pattern, read_as, was in _ONE_LETTER:
        for word in re.finditer(r"\S+", text):
            if pattern.search(word[0]):
                meant = pattern.sub(lambda letter: letter[0].encode(read_as).decode(was), word[0])  # noqa: B023
                yield _read_wrongly(word.start(), word[0], meant)


def _lost(text: str) -> Iterator[Suspicion]:
    for word in re.finditer(r"\S+", text):
        if _LOST.search(word[0]) and not re.search(r"[/=&@]|www\.", word[0]):
            message = f"une lettre est peut-être perdue dans « {word[0]} » (un point d'interrogation la remplace)."
            yield Suspicion(word.start(), "caractere-perdu", message, "Retapez le mot.", Severity.WARNING)


def _read_wrongly(start: int, shown: str, meant: str) -> Suspicion:
    message = f"« {shown} » est « {meant} », lu dans un autre encodage."
    hint = f"Écrivez « {meant} » ; s'il y en a d'autres, reprenez le fichier d'origine et enregistrez-le en UTF-8."
    return Suspicion(start, "encodage-mal-lu", message, hint)


def _repaired(words: str) -> str:
    """The other letters of a word of which one was read in another encoding."""
    return _OTHERS.sub(lambda run: _meant(run[0]) or run[0], words)


def _meant(run: str) -> str:
    """What a run of characters was before its UTF-8 bytes were read in another encoding; empty where it was not."""
    meant, (misread, was) = run, _misread_letters()
    for _ in range(_MOST_MISREADINGS):
        meant = misread.sub(lambda letter: was[letter[0]], meant)
    return meant if meant != run else ""


@cache
def _misread_letters() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Each letter and sign of French by what it becomes where its UTF-8 bytes are read in another encoding."""
    was = {
        misread: letter
        for encoding in reversed(_MISREAD_AS)
        for letter in (*_SIGNS, *map(chr, range(0xC0, 0x100)))
        if "\ufffd" not in (misread := letter.encode().decode(encoding, errors="replace"))
    }
    return re.compile("|".join(sorted(map(re.escape, was), key=len, reverse=True))), was
