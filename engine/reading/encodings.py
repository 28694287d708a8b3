"""In which encoding the bytes of an office are: what says so itself, or else the French words that they give.

A table saved by Excel on a Mac or under DOS has no mark, and any bytes are a text in Windows-1252: « Amitié » comes out
as « AmitiŽ » there. Each reading is judged by its accented words (data/mots-accentues.txt); what stays undecided is
refused, with the readings side by side.
"""

from __future__ import annotations

import re
from functools import cache

from engine.errors import Finding, InputError, Place, Severity
from engine.shipped import shipped
from models.records import dataclass
from models.regexes import regex

ENCODINGS = {
    "cp1252": "Windows-1252",
    "iso8859_15": "Latin-9",
    "mac_roman": "Mac (MacRoman)",
    "cp858": "DOS (page de code 850)",
    "cp437": "DOS (page de code 437)",
}
"""Those of the offices that do not write UTF-8, the most frequent first."""
SAVE_AS_UTF8 = "Enregistrez-le en UTF-8 (Bloc-notes : Enregistrer sous, Encodage UTF-8 ; Excel : « CSV UTF-8 »)"
_MARKS = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_MOST_WORDS = 5_000
_MARGIN = 0.9
"""By how much the best reading is to be better than any other: a word that is known is worth 2, an odd one -2."""

_ACCENTED_BYTES = regex(rb"[^\x80-\xff\w]?[\w']*[\x80-\xff][\w'\x80-\xff]*[^\x80-\xff\w]?")
_LETTERS = regex(r"[^\W\d_]+")
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæ")
_OF_NAMES = frozenset("áãåíìñóòõøúýß")
_SYMBOLS = {
    "«": r"(^|[\s\W])«([\s\u00a0\u202f\w]|$)",
    "»": r"[\s\u00a0\u202f\w.!?…)]»([\W]|$)",
    "’": r"\w’(\w|$|\W)",
    "°": r"[nN\d\s]°([\s\u00a0\d.]|$)",
    "€": r"([\d\s\u00a0\u202f(/]|^)€([\W]|$)",
    "–": r"(^|[\s\d\u00a0])–([\s\d\u00a0]|$)",
    "—": r"(^|[\s\u00a0])—([\s\u00a0]|$)",
    "…": r"[\w\s]…(\W|$)",
    "\u00a0": r"[«°]\u00a0|\u00a0[»:!?€%]|\d\u00a0\d",
    "²": r"[mMkc]²(\W|$)",
    "“": r"(^|\W)“\w",
    "”": r"\w”(\W|$)",
}  # fmt: skip
"""Where the signs that are not letters stand in a French text; « ; » is also what parts the fields of a table."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The bytes read in an encoding: what its words are worth, and how many of them are no French."""

    encoding: str
    words: tuple[str, ...]
    worth: float
    odd: int


def text_of(data: bytes, name: str) -> tuple[str, list[Finding]]:
    """The text of a file, without its byte order mark; what is to be known of how it was read, or why it is doubtful.

    Where it is doubtful, the text is that of the best reading, so that the rest of what is wrong can be told.

    Raises:
        InputError: where a mark announces an encoding that the bytes are not in.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError:
                message = "ce fichier annonce de l'UTF-16 (« Unicode ») et il est tronqué ou abîmé."
                raise InputError([Finding("encodage", message, hint=f"{SAVE_AS_UTF8}.", place=Place(name))]) from None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        return _settled(data, error.start, name)


def _settled(data: bytes, start: int, name: str) -> tuple[str, list[Finding]]:
    loose = data.decode(errors="replace")
    wrong, right = loose.count("\ufffd"), sum(not one.isascii() and one != "\ufffd" for one in loose)
    if right > 3 * wrong:
        message = f"ce fichier est en UTF-8, sauf en {wrong} endroit{'s' if wrong > 1 else ''}, dont celui-ci."
        place = _place(data, start, name)
        return loose, [Finding("encodage", message, hint=f"Retapez ces lettres. {SAVE_AS_UTF8}.", place=place)]
    found = readings(data)
    best = found[0] if found else Reading("cp1252", (), 0, 0)
    text = data.decode(best.encoding, errors="replace")
    if not _is_settled(found):
        return text, [_undecided(found, _place(data, start, name))]
    message = f"ce fichier n'est pas en UTF-8 : il a été lu en {ENCODINGS[best.encoding]} (« {_example(best)} »)."
    told = Finding("encodage-reconnu", message, Severity.INFORMATION, f"{SAVE_AS_UTF8}.", place=Place(name))
    return text, [told]


def readings(data: bytes) -> list[Reading]:
    """The ways to read bytes that are not UTF-8, the best first; those that give the same words count once."""
    tokens = list(dict.fromkeys(match[0] for match in _ACCENTED_BYTES.finditer(data)))[:_MOST_WORDS]
    found: dict[tuple[str, ...], Reading] = {}
    for encoding in ENCODINGS:
        try:
            words = tuple(token.decode(encoding) for token in tokens)
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        worths = [_worth_of_word(word) for word in words]
        found.setdefault(words, Reading(encoding, words, sum(worths), sum(one < 0 for one in worths)))
    return sorted(found.values(), key=lambda one: -one.worth)


def _is_settled(found: list[Reading]) -> bool:
    if not found or found[0].worth <= 0 or found[0].odd * 10 > len(found[0].words):
        return False
    return len(found) == 1 or found[0].worth - found[1].worth >= _MARGIN


def _worth_of_word(word: str) -> float:
    """2 for a French word, 1 for what is written as one, a little for a name of elsewhere, less than 0 for no word."""
    worths = [_worth_of_letters(run[0]) for run in _LETTERS.finditer(word) if not run[0].isascii()]
    for position, character in enumerate(word):
        if not character.isascii() and not character.isalpha():
            around = word[max(position - 1, 0) : position + 2]
            form = _SYMBOLS.get(character)
            worths.append(1 if form and re.search(form, around) else 0.1 if character == "\u00a0" else -2)
    return min(worths, default=0)


def _worth_of_letters(run: str) -> float:
    lower = run.lower()
    if not all(letter.isascii() or letter in _FRENCH or letter in _OF_NAMES for letter in lower):
        return -2
    if any(not letter.isascii() and not _case_fits(run, at) for at, letter in enumerate(run)):
        return -2
    words, contexts = _known()
    if lower in words:
        return 2
    framed = f"^{lower}$"
    accents = [at for at, letter in enumerate(framed) if not letter.isascii()]
    if all(framed[at - 1 : at + 2] in contexts for at in accents):
        return 1
    return 0.1 if len(run) > 1 and 2 * len(accents) <= len(run) else -1


def _case_fits(run: str, at: int) -> bool:
    """Whether an accented letter is a capital where its neighbours are, and only there."""
    before, after = run[at - 1] if at else "", run[at + 1] if at + 1 < len(run) else ""
    if run[at].isupper():
        return not before.islower()
    return not (after.isupper() or (before.isupper() and at > 1 and run[at - 2].isupper()))


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """The accented words, and each accented letter with those around it in one of them (« ité », « té$ »)."""
    lines = (shipped("engine.referentiels") / "mots-accentues.txt").read_text(encoding="utf-8").splitlines()
    words = frozenset(line for line in lines if line and not line.startswith("#"))
    contexts = frozenset(
        f"^{word}$"[at : at + 3] for word in words for at, letter in enumerate(word) if not letter.isascii()
    )
    return words, contexts


def _undecided(found: list[Reading], place: Place) -> Finding:
    message, hint = "ce fichier n'est pas un texte en UTF-8.", f"{SAVE_AS_UTF8}."
    if found:
        at = _differing(found[:3])
        shown = " ou ".join(f"« {_shown(one.words[at])} » ({ENCODINGS[one.encoding]})" for one in found[:3])
        message = f"ce fichier n'est pas en UTF-8, et rien ne dit comment le lire : {shown}."
        hint = f"Ouvrez-le dans le logiciel qui l'a écrit. {SAVE_AS_UTF8}."
    return Finding("encodage", message, hint=hint, place=place)


def _differing(found: list[Reading]) -> int:
    """The first word that the readings do not share."""
    words = list(zip(*(one.words for one in found), strict=True))
    return next((at for at, same in enumerate(words) if len(set(same)) == len(found)), 0)


def _example(reading: Reading) -> str:
    """The word that shows best how the bytes were read."""
    return _shown(max(reading.words, key=lambda word: (_worth_of_word(word), len(word))))


def _shown(word: str) -> str:
    """A word as messages print it, without what stands around it."""
    bare = word.replace("\u00a0", " ").strip(" \t\r\n;,|\"'{}[]():")
    return "".join(one if one.isprintable() else "\u25a1" for one in bare)


def _place(data: bytes, start: int, name: str) -> Place:
    lines = re.split(rb"\r\n|\r|\n", data[:start])
    return Place(name, len(lines), len(lines[-1].decode(errors="replace")) + 1)
