"""What of the register is looked for in an archive, and which of its files may say something of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from engine.law.register import Register, Texte
from engine.watching.dila import Notice, plain_number
from models.records import dataclass

_IDS: Final = re.compile(r"(?:LEGI|JORF)(?:TEXT|ARTI)[0-9]{12}")
_NOR: Final = re.compile(r"NOR ([A-Z]{4}[0-9]{7}[A-Z])\b")
_NUMBERED: Final = re.compile(r"n° ([0-9]{2,4}-[0-9]+) du")
_NATURES: Final = {"loi": "LOI", "ordonnance": "ORDONNANCE", "decret": "DECRET"}
SUPPRESSED: Final = re.compile(r"liste_suppression_(?:legi|jorf)\.dat")
"""The file of an archive that lists what is no more in the base."""


def identifiers(path: str) -> list[str]:
    """The identifiers that a path of an archive is made of, that of the file last."""
    return _IDS.findall(path)


@dataclass(frozen=True)
class Sought:
    """The texts of the register that a base of the DILA may hold, by what it knows of each."""

    textes: Mapping[str, Texte]

    @cached_property
    def by_id(self) -> dict[str, str]:
        """The keys of the entries that have identifiers."""
        return {one: key for key, texte in self.textes.items() for one in texte.identifiants}

    @cached_property
    def by_article(self) -> dict[tuple[str, str], str]:
        """Those of the articles of a code whose identifier is known, by it and by their number."""
        found = {}
        for key, texte in self.textes.items():
            code = self.textes.get(key.partition("/")[0]) if texte.article else None
            for one in code.identifiants if code else ():
                found[one, plain_number(texte.article)] = key
        return found

    @cached_property
    def by_nor(self) -> dict[str, str]:
        """Those of the acts of which the NOR is known."""
        said = ((key, _NOR.search(texte.reference)) for key, texte in self.textes.items() if not texte.article)
        return {found[1]: key for key, found in said if found}

    @cached_property
    def by_number(self) -> dict[tuple[str, str], str]:
        """Those of the acts that have a number, by their nature and it."""
        said = ((key, texte, _NUMBERED.search(texte.cite)) for key, texte in self.textes.items())
        return {(_NATURES[one.nature], found[1]): key for key, one, found in said if found and one.nature in _NATURES}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every entry that an archive may tell of."""
        of = (self.by_id, self.by_article, self.by_nor, self.by_number)
        return frozenset(key for one in of for key in one.values())

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(code for code, _ in self.by_article)

    @cached_property
    def _named(self) -> re.Pattern[bytes]:
        """What the bytes of a text hold where it may be one of those without an identifier."""
        numbers = (f"<NUM>{re.escape(number)}</NUM>" for _, number in self.by_number)
        return re.compile("|".join([*map(re.escape, self.by_nor), *numbers, "$."]).encode())

    def may_tell(self, path: str) -> bool:
        """Whether the file of a path is to be read."""
        if path.endswith(".dat"):
            return bool(SUPPRESSED.search(path))
        if not path.endswith(".xml") or "/section_ta/" in path:
            return False
        named = identifiers(path)
        if not named:
            return False
        if "ARTI" in named[-1]:
            return named[-1] in self.by_id or not self._codes.isdisjoint(named)
        return "/struct/" not in path or not self.by_id.keys().isdisjoint(named)

    def is_of_none(self, path: str, data: bytes) -> bool:
        """Whether the bytes of a text, by themselves, are of no entry: most of them, which are then not parsed."""
        named = identifiers(path)
        return "TEXT" in named[-1] and self.by_id.keys().isdisjoint(named) and not self._named.search(data)

    def key(self, said: Notice) -> str:
        """The entry that a file tells of; empty where it is of none."""
        ids = (said.version.identifiant, *(one.identifiant for one in said.versions))
        if known := next((self.by_id[one] for one in ids if one in self.by_id), ""):
            return known
        if said.sorte == "article":
            return self.by_article.get((said.texte, plain_number(said.numero)), "")
        by_other = self.by_nor.get(said.nor) or self.by_number.get((said.nature, said.numero))
        return self.by_id.get(said.texte) or by_other or ""


def is_another(texte: Texte, said: Notice) -> bool:
    """Whether a file that the identifier of an entry led to is, by its number, of another text."""
    if texte.article:
        return said.sorte == "article" and plain_number(said.numero) != plain_number(texte.article)
    number = _NUMBERED.search(texte.cite) if texte.nature in _NATURES else None
    return bool(number and said.numero and said.sorte == "texte" and number[1] != said.numero)


def sought(register: Register) -> Sought:
    """What of a register is looked for."""
    return Sought(register.textes)
