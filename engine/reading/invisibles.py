"""The characters that show nothing, or not the same to everybody: which of them nobody misses, which are errors.

Sources: Unicode 16, general categories Cf, Cn, Co, Mn and Me, Default_Ignorable_Code_Point, and section 23.4 (variation
selectors); UTS 51 (emoji).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from engine.errors import Severity
from engine.reading.suspicion import Suspicion
from models.regexes import regex

_CF = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
_FILLERS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2065\u2800\u3164\uffa0\ufff0-\ufff8\U0001d159\U000e0000"
    "\U000e0002-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_SELECTORS = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_WITHOUT_VARIANTS = "\x00-\u00a8\u00aa-\u00ad\u00af-\u036f\u1e00-\u203b\ufe00-\ufe0f\U000e0100-\U0010ffff"
_SELECTED = f"(?<![^{_WITHOUT_VARIANTS}])(?!(?<=[0-9#*])\ufe0f\u20e3){_SELECTORS}"
"""A selector of variants that follows no picture and no sign of a writing that has variants, or another selector."""
INVISIBLE = regex(f"[{_CF}{_FILLERS}]")
_REMOVED = regex(f"(?:[\u00ad\u200b-\u200f\u061c\u2060]|{_SELECTED})+")
"""They say where a word may be cut, which way it is written or how a picture is drawn, in a text of a web page or of a
PDF: no reader sees that they are gone."""
_PICTURES = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_DRESS = "[\ufe0f\U0001f3fb-\U0001f3ff]*"
_EMOJI = regex(f"{_PICTURES}{_DRESS}(?:\u200d{_PICTURES}{_DRESS})+|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
"""Pictures made of several: a family, the flag of a region."""
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STRUCK = regex("(?:\\S[\u0334-\u0338\u20d2\u20d3\u20e5\u20e6\u20eb])+")
_ALONE = regex(f"(?<!\\S)[{_MARKS}]")
_MOST_MARKS = 4
RARE = "[^\x00-\u0377\u1e00-\u1eff\u2000-\u2064\u2074-\u208e\u20a0-\u20c0\u20d0-\u218b\u3000-\u303f]"
"""Where there are codes of no character, or marks; what French is written with is what it leaves out: `re` takes
milliseconds to compile the thousands of characters that it names, had it to name them."""
MAY_BE_UNSEEN = f"[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20d0-\u20ff\u302a-\u302f]|{RARE}"
"""All the characters above: those that are not rare are named."""
_MAY_BE = regex(MAY_BE_UNSEEN)
"""Most texts have none of them, which one expression tells: the others take longer to compile than a file to read."""
_UNSEEN = regex(
    f"(?P<lost>\ufffd)|(?P<object>\ufffc)|(?P<removed>{_REMOVED.pattern})|(?P<private>[{_PRIVATE}])"
    f"|(?P<invisible>[{_CF}{_FILLERS}])"
)
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
_RETYPE = "Supprimez-le : effacez ce qui est autour et tapez-le de nouveau."


def cleaned(text: str) -> str:
    """A text without the invisible characters that nobody misses; the others are errors."""
    if not _MAY_BE.search(text):
        return text
    kept, end = [], 0
    for picture in _EMOJI.finditer(text):
        kept += [_REMOVED.sub("", text[end : picture.start()]), picture[0]]
        end = picture.end()
    return "".join([*kept, _REMOVED.sub("", text[end:])])


def unseen(text: str) -> Iterator[Suspicion]:
    """What nobody sees in a text, or not as it was meant."""
    if not _MAY_BE.search(text):
        return
    bare = _EMOJI.sub(lambda picture: "x" * len(picture[0]), text)
    for match in _UNSEEN.finditer(bare):
        yield _of(str(match.lastgroup), match[0][0], match.start(), _around(text, match.start()))
    yield from _unassigned(bare)
    yield from _marks(bare)


def _of(kind: str, character: str, start: int, around: str) -> Suspicion:
    code = f"U+{ord(character):04X}"
    if kind == "lost":
        message = f"une lettre est perdue dans « {around} » ({code} la remplace)."
        return Suspicion(start, "caractere-perdu", message, "Retapez le mot.")
    if kind == "object":
        message = f"« {around} » vient d'un document où se trouvait une image ou un objet, qui n'a pas suivi ({code})."
        return Suspicion(start, "caractere-perdu", message, _RETYPE)
    if kind == "removed":
        message = f"un caractère invisible a été retiré de « {around} » ({code}, {_name(character)})."
        hint = "Rien à faire ; pour l'ôter aussi du fichier, retapez ce qui est autour."
        return Suspicion(start, "caractere-retire", message, hint, Severity.INFORMATION)
    if kind == "private":
        message = f"« {around} » contient un caractère propre à une police ({code}), qu'aucune autre ne montre."
        return Suspicion(start, "caractere-prive", message, "Remplacez-le (c'est souvent une puce de Word).")
    message = f"« {around} » contient un caractère invisible ({code}, {_name(character)})."
    return Suspicion(start, "caractere-invisible", message, _RETYPE)


def _name(character: str) -> str:
    if re.match(_SELECTORS, character):
        return "sélecteur de variante"
    return _NAMES.get(character) or "commande ou remplissage"


def _unassigned(text: str) -> Iterator[Suspicion]:
    """Codes that Unicode gives to no character; pictures aside, of which there are new ones every year."""
    for match in re.finditer(RARE, text):
        character = match[0]
        pictures = "\U0001f000" <= character <= "\U0001faff"
        if unicodedata.category(character) == "Cn" and not pictures and not INVISIBLE.match(character):
            message = f"« {_around(text, match.start())} » contient un code qui n'est celui d'aucun caractère connu "
            yield Suspicion(match.start(), "caractere-inconnu", f"{message}(U+{ord(character):04X}).", _RETYPE)


def _marks(text: str) -> Iterator[Suspicion]:
    """Accents on nothing, heaped up, or that strike a word through."""
    for match in _ALONE.finditer(text):
        message = f"un accent n'est sur aucune lettre, près de « {_around(text, match.start())} »."
        yield Suspicion(match.start(), "accent-isole", f"{message[:-1]} (U+{ord(match[0]):04X}).", _RETYPE)
    for match in _STRUCK.finditer(text):
        message = f"« {_around(text, match.start())} » est barré, lettre par lettre."
        hint = "Gardez ce qui vaut seulement, sans le barrer."
        yield Suspicion(match.start(), "texte-barre", message, hint)
    count = 0
    for at, character in enumerate(text):
        count = count + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if count == _MOST_MARKS + 1:
            message = f"plus de {_MOST_MARKS} accents sont sur une même lettre, dans « {_around(text, at)} »."
            yield Suspicion(at, "accents-empiles", message, "Retapez le mot.")


def _around(text: str, start: int) -> str:
    """The words around a character, without it where it shows nothing."""
    shown = text[max(start - 20, 0) : start + 21]
    return " ".join("".join(one for one in shown if one in "\ufffd\n" or not _shows_nothing(one)).split())


def _shows_nothing(character: str) -> bool:
    return unicodedata.category(character)[0] in "CM" or bool(INVISIBLE.match(character))
