"""What surrounds the words of an answer without being of it: spaces, a bullet, quotes, a final stop, ends of lines."""

from __future__ import annotations

from models.regexes import regex

_INVISIBLE = " \t\r\n\u00a0\u2007\u2009\u202f"
_BULLET = regex(r"(?:[•·▪◦●‣⁃]\s*|[-–—*]\s+(?=[^\W\d_]))(?=\S)")
"""Before a figure, a dash may be a sign: « - 5 % » is five less."""
_QUOTED = regex(r"«\s*([^«»]*?)\s*»|“\s*([^“”]*?)\s*”|\"\s*([^\"]*?)\s*\"")
_ENDS = ("»", "”", '"')
_TYPED_QUOTES = regex(r"“\s*([^“”]*?)\s*”|\"\s*([^\"]*?)\s*\"")
"""The quotes that people type: « » may be those of a name."""
_STOPS = (".", ";", ",")
_ELLIPSIS = regex(r"(?:…|(?<!\.)\.\.\.)$")
_ABBREVIATION = regex(r"(?:(?<!\.)\b(?:etc|cf|art|av|bd|n\.c|p|pp|St|Ste|Cie|Inc|Ltd|Dr|Pr)|\b[^\W\d_a-zà-ÿ])\.$")
_LONGEST = 8
"""The signs at the end of a text among which an abbreviation or an ellipsis is looked for."""
_CLOSING = {"»": "«", ")": "("}
_POSTCODE = regex(r"(?<![,;])\s*\n\s*(?=[0-9]{5}\b)")
_LIST = regex(r"[.;:!?]\s*\n|\n\s*(?:[-–—•*]|[0-9]+[.)])")


def bare(text: str, *, a_name: bool = False) -> str:
    """An answer without the spaces, the bullet and the quotes around it; the « » of a name are its own."""
    text = text.strip(_INVISIBLE).removeprefix(":").lstrip(_INVISIBLE)
    text = _without_bullet(text)
    found = (_TYPED_QUOTES if a_name else _QUOTED).fullmatch(text) if text.endswith(_ENDS) else None
    return next((one for one in found.groups() if one), text) if found else text


def _without_bullet(text: str) -> str:
    found = None if "\n" in text or text[:1].isalnum() else _BULLET.match(text)
    return text[found.end() :] if found else text


def on_one_line(text: str) -> str:
    """Lines that are cut where they were too long, joined; a postcode begins what another comma separates."""
    if "\n" not in text or _LIST.search(text):
        return text
    return " ".join(_POSTCODE.sub(", ", text).split())


def unstopped(text: str) -> str:
    """A text without the stops that end it, those of an abbreviation or « … » aside."""
    while (ended := text.removesuffix("\n")).endswith(_STOPS):
        end = max(len(text) - _LONGEST, 0)
        if _ABBREVIATION.search(text, end) or _ELLIPSIS.search(text, end):
            break
        text = ended[:-1].rstrip()
    return text


def unclosed(text: str, after: str) -> str:
    """A text without the « » » or « ) » that its sentence closes by itself."""
    opening = _CLOSING.get(after.lstrip()[:1])
    if opening and text.endswith(after.lstrip()[0]) and text.count(opening) < text.count(text[-1]):
        return text[:-1].rstrip()
    return text
