"""How much of the clauses is code rather than words: what a lawyer has to read past."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from engine.libraries.conditions import CONDITION, PATH
from engine.libraries.passages import EACH

_STRING = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_CODE = re.compile(
    rf"\{{\{{(?:{_STRING}|[^\"'}}]|\}}(?!\}}))*\}}\}}|\{{%(?:{_STRING}|[^\"'%]|%(?!\}}))*%\}}"
    rf"|(?<=\])\({PATH}\)|\{{\?(?:{CONDITION}:)?|(?<= )\| {CONDITION}:|\?\}}|^ *:::.*$"
    rf"|\{{\* ?{EACH}:|\*\}}"
    r"|(?<!\{)\{[a-z]+(?: [^{}%]+)?\}",
    re.MULTILINE,
)
_LONG = 300


class Mesure(NamedTuple):
    """The characters of some bodies, those that are code, and what makes a body hard to read."""

    caracteres: int
    code: int
    conditions: int
    affectations: int
    vierge: int
    longues: int

    def __str__(self) -> str:
        """In a sentence, as `cpom clauses` says it."""
        share = 100 * self.code / max(self.caracteres, 1)
        return (
            f"{self.caracteres} caractères dont {share:.0f} % de code ; {self.conditions} conditions, "
            f"{self.affectations} affectations, {self.vierge} essais du modèle vierge, "
            f"{self.longues} lignes de plus de {_LONG} caractères."
        )


def measure(bodies: Iterable[str]) -> Mesure:
    """Measure bodies as their authors wrote them; long rows of tables are not counted."""
    text = "\n".join(bodies)
    code = _CODE.findall(text)
    words = "\n".join(code)
    return Mesure(
        len(text),
        sum(map(len, code)),
        len(re.findall(r"\{%-? *(?:el)?if\b", words)),
        len(re.findall(r"\{%-? *set\b", words)),
        len(re.findall(r"\{[{%][^\n]*\bvierge\b", words)),
        sum(len(line) > _LONG and not line.lstrip().startswith("|") for line in text.splitlines()),
    )
