"""Numbers of identity as people and spreadsheets write them: FINESS, SIREN, SIRET."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from models.regexes import regex

_SPACES = " \u00a0\u2007\u2009\u202f"
_AROUND = rf"[{_SPACES}='\"«»“”.-]*"
"""What people and spreadsheets put in and around a number of identity."""
_NOMME = regex(r"(?:(?:N° ?|N[O.] ?|NUM[ÉE]RO )?(?:(?:FINESS|SIREN|SIRET|EJ|ET|RCS)\b(?: N°)?[ :]*)*|N° ?)")
_PRECISE = regex(r" ?\((?:EJ|ET)\)$| R\.?C\.?S\.? [A-ZÀ-Þ' -]+$")
_TWICE = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""Twice a digit, its own digits being added."""
_PERDU = 8
_SIRET = 14


def lire_identifiant(digits: str, message: str) -> Callable[[object], object]:
    """Read a number of identity: its spaces, dots and hyphens left out, its name and what is put around it."""
    wanted = regex(digits)

    def read(value: object) -> object:
        if value is None:
            return None
        text = value.strip().upper() if isinstance(value, str) else ""
        if wanted.fullmatch(text):  # as most are written
            return text
        if quoted := re.fullmatch(r"""=?["'«“]\s*(.*?)\s*["'»”]|'(.+)""", text):
            text = quoted[1] or quoted[2] or ""
        if re.fullmatch(rf"(?:{digits})[.,]0", text):
            text = text[:-2]
        text = _PRECISE.sub("", text)
        text = re.sub(r"[\s\u00a0\u202f\u2009.-]", "", text[named.end() :] if (named := _NOMME.match(text)) else text)
        if not wanted.fullmatch(text):
            raise ValueError(message + _pour_un_autre(text, digits))
        return text

    return read


def _pour_un_autre(text: str, digits: str) -> str:
    """What a number most likely is, where it has not the digits that its kind has."""
    if not re.fullmatch("[0-9]+", text) or digits == "[0-9]{14}":
        return ""
    if len(text) == _SIRET and digits == "[0-9]{9}":
        return f" « {text} » est un SIRET : le SIREN en est le début, {text[:9]}."
    if len(text) == _PERDU:
        return f" Un tableur a-t-il ôté le zéro du début (« 0{text} ») ?"
    return ""


FIRST_OF_FINESS = rf"[0-9]{_AROUND}[0-9ABab]"
"""The département of a FINESS: in Corsica, its second character is a letter."""


def schema(first: str, others: int) -> dict[str, Any]:
    """The JSON Schema of a number: what it begins with, then so many digits. YAML 1.2 makes a number of it."""
    pattern = rf"^{_AROUND}{first}({_AROUND}[0-9]){{{others}}}([.,]0)?{_AROUND}$"
    return {"type": ["string", "number"], "pattern": pattern}


@lru_cache(maxsize=256)
def has_its_key(number: str) -> bool:
    """Whether the last digit of a number is the key of the others, by Luhn's formula (ISO/IEC 7812-1, annex B).

    stdnum has it too, and takes ten milliseconds to load, at each start of a command: it is asked only where this is
    not the whole rule (the SIRET of La Poste). A test holds the two together.
    """
    if not (number.isascii() and number.isdigit()):
        return False
    digits = [*map(int, reversed(number))]
    return (sum(digits[::2]) + sum(_TWICE[digit] for digit in digits[1::2])) % 10 == 0
