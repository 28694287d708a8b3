"""What a value should not hold although every document could: what nobody sees, and what a wrong reading left.

« CapacitÃ© » was read in another encoding, « &amp; » comes from a web page, U+FFFD is a letter that was lost, and some
characters show nothing: a contract that prints them is wrong, and a search never finds the name that has one.

Sources: Unicode 16, general category Cf and Default_Ignorable_Code_Point; HTML 4.01, section 24 (entities).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.entities import name2codepoint

from engine.errors import Severity

_CF = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2065\u2800\u3164\uffa0"
_PRIVATE = "\ue000-\uf8ff"
INVISIBLE = re.compile(f"[{_CF}{_FILLERS}]")
_REMOVED = re.compile("[\u00ad\u200b-\u200f\u061c\u2060]+")
"""They say where a word may be cut or which way it is written, in a text of a web page or of a PDF: no reader sees that
they are gone."""
_PICTURES = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_DRESS = "[\ufe0f\U0001f3fb-\U0001f3ff]*"
_EMOJI = re.compile(f"{_PICTURES}{_DRESS}(?:\u200d{_PICTURES}{_DRESS})+|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
"""Pictures made of several: a family, the flag of a region."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ENTITIES = frozenset(name2codepoint) | {"apos"}
_OTHERS = re.compile(r"[^\x00-\x7f]{2,}")
_LOST_A = re.compile(r"(?<![^\W\d_])Ã(?=\s+[a-zà-ÿ])|(?<=[a-zà-ÿ])Ã(?=\s|$)")
_MISREAD_AS = ("cp1252", "latin-1", "mac_roman", "cp850")
_ONE_LETTER = (
    (re.compile("(?<=[a-zà-ÿ])Ž|ƒ(?=[a-zà-ÿ])|(?<=[cdjlmnstu])Õ(?=[^\\W\\d_])"), "cp1252", "mac_roman"),
    (re.compile("(?<=[a-zà-ÿ])[‚Š‡](?=[a-zà-ÿ])"), "cp1252", "cp850"),
    (re.compile("(?<=[a-zà-ÿ])[ÚÞ](?=[a-zà-ÿ])"), "cp850", "cp1252"),
)
"""Letters that no word has at this place, what they were read as, and what they were (« AmitiŽ » is « Amitié »)."""
_LOST = re.compile(r"(?<![^\s\W])[^\W\d_]+\?[^\W\d_]+(?![\w/=&])")
"""« d?Amiti? »: a letter that an encoding did not have was saved as a question mark. An address is left alone."""
_SIGNS = frozenset("’‘“”«»–—…€°²³§·•½¼¾™®©×\u00a0\u202f\u2009ŒœŸŠšŽž†‡‰‹›˜ˆ‚„ƒ")
MAY_BE_SUSPECT = re.compile(rf"[{_CF}{_FILLERS}{_PRIVATE}\ufffd]|&[#A-Za-z]|[ÂÃÅâ¬√≈‚├┬┼ÔŽƒÕŠ‡ÚÞ]|\?[^\W\d_]")
"""What any suspicion has: a text without it is clean, which is told at once."""
_NAMES = {
    "\u00ad": "trait d'union conditionnel",
    "\u200b": "espace de largeur nulle",
    "\u200c": "antiliant",
    "\u200d": "liant",
    "\u200e": "marque de gauche à droite",
    "\u200f": "marque de droite à gauche",
    "\u2060": "gluon de mots",
    "\u2800": "cellule braille vide",
    "\u3164": "caractère de remplissage coréen",
}


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Something in a text, at a position, that its reader should know of or correct."""

    start: int
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def suspicions(text: str) -> Iterator[Suspicion]:
    """What is doubtful in a text, one for each kind and character."""
    if not MAY_BE_SUSPECT.search(text):
        return
    told: set[str] = set()
    for one in (*_unseen(text), *_entities(text), *_misread(text), *_lost(text)):
        if one.message not in told:
            told.add(one.message)
            yield one


def cleaned(text: str) -> str:
    """A text without the invisible characters that nobody misses; the others are errors."""
    if not _REMOVED.search(text):
        return text
    kept, end = [], 0
    for picture in _EMOJI.finditer(text):
        kept += [_REMOVED.sub("", text[end : picture.start()]), picture[0]]
        end = picture.end()
    return "".join([*kept, _REMOVED.sub("", text[end:])])


def _unseen(text: str) -> Iterator[Suspicion]:
    bare = _EMOJI.sub(lambda picture: "x" * len(picture[0]), text)
    for match in re.finditer(rf"[{_CF}{_FILLERS}{_PRIVATE}\ufffd]", bare):
        character, start = match[0], match.start()
        code = f"U+{ord(character):04X}"
        around = _around(text, start)
        if character == "\ufffd":
            message = f"une lettre est perdue dans « {around} » ({code} la remplace)."
            yield Suspicion(start, "caractere-perdu", message, "Retapez le mot.")
        elif _REMOVED.match(character):
            message = f"un caractère invisible a été retiré de « {around} » ({code}, {_name(character)})."
            hint = "Rien à faire ; pour l'ôter aussi du fichier, retapez ce qui est autour."
            yield Suspicion(start, "caractere-retire", message, hint, Severity.INFORMATION)
        elif "\ue000" <= character <= "\uf8ff":
            message = f"« {around} » contient un caractère propre à une police ({code}), qu'aucune autre ne montre."
            yield Suspicion(start, "caractere-prive", message, "Remplacez-le (c'est souvent une puce de Word).")
        else:
            message = f"« {around} » contient un caractère invisible ({code}, {_name(character)})."
            hint = "Supprimez-le : effacez ce qui est autour et tapez-le de nouveau."
            yield Suspicion(start, "caractere-invisible", message, hint)


def _name(character: str) -> str:
    return _NAMES.get(character) or "commande ou remplissage"


def _entities(text: str) -> Iterator[Suspicion]:
    for match in _ENTITY.finditer(text):
        if match[0].startswith("&#") or match[0][1:-1] in _ENTITIES:
            meant = unescape(match[0])
            shown = f"« {meant} »" if meant.isprintable() and meant.strip() else "une espace insécable"
            message = f"« {match[0]} » vient d'une page web et s'imprimerait tel quel."
            yield Suspicion(match.start(), "entite-html", message, f"Écrivez {shown}.")


def _misread(text: str) -> Iterator[Suspicion]:
    for match in _OTHERS.finditer(text):
        if meant := _meant(match[0]):
            word = re.search(r"\S*$", text[: match.start()])
            before = word[0][-20:] if word else ""
            after = re.match(r"\S{0,20}", text[match.end() :])
            tail = after[0] if after else ""
            yield _read_wrongly(match.start(), f"{before}{match[0]}{tail}", f"{before}{meant}{tail}")
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


def _meant(run: str) -> str:
    """What a run of characters was before its UTF-8 bytes were read in another encoding; empty where it was not."""
    for start in range(len(run)):
        for end in range(len(run), start + 1, -1):
            if found := _turned_back(run[start:end]):
                return f"{run[:start]}{_meant(found) or found}{run[end:]}"
    return ""


def _turned_back(run: str) -> str:
    for encoding in _MISREAD_AS:
        try:
            meant = run.encode(encoding).decode()
        except UnicodeError:
            continue
        if all(one in _SIGNS or "\u00c0" <= one <= "\u00ff" for one in meant):
            return meant
    return ""


def _around(text: str, start: int) -> str:
    """The words around a character, without it where it shows nothing."""
    shown = text[max(start - 20, 0) : start + 21]
    return " ".join("".join(one for one in shown if one in "\ufffd\n" or not _shows_nothing(one)).split())


def _shows_nothing(character: str) -> bool:
    return unicodedata.category(character)[0] == "C" or bool(INVISIBLE.match(character))
