"""What contract a file is of, by the keywords that every format has but plain text, and whether two are the same.

A description that is corrected is still of the same contract: the number of an establishment changes or its name, and
not both at once, and so it is of the gestionnaire while no establishment is known. The same establishments under
another gestionnaire are the same contract, which changes hands.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from difflib import SequenceMatcher
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from engine.seals import NAME
from models.records import dataclass

_LARGEST = 1_000_000
_ALIKE = 0.9
"""How alike the names of a gestionnaire are that are one, corrected; where its number changes, they are the same."""


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract: its model, the name and the number of its gestionnaire, the number and name of its establishments.

    What is not known is empty.
    """

    model: str = ""
    manager: str = ""
    siren: str = ""
    places: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        numbers = ", ".join(f"FINESS {number}" for number, _ in self.places[:2])
        siren = f"SIREN {self.siren}" if self.siren else ""
        return ", ".join(filter(None, (f"modèle {self.model}", self.manager, siren, numbers)))


def contract_of(suffix: str, content: bytes) -> Contract | None:
    """The contract that a file is of; None where it says none."""
    with suppress(BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return _contract(_keywords(suffix, content))
    return None


def contract_said(keywords: Iterable[str]) -> Contract | None:
    """The contract that the keywords of a document name; None where they name none."""
    return _contract(", ".join(keywords))


def _keywords(suffix: str, content: bytes) -> str:
    match suffix:
        case ".docx" | ".xlsx":
            return _found(r"<cp:keywords>(.*?)</cp:keywords>", _member(content, "docProps/core.xml"))
        case ".odt":
            said = _member(content, "meta.xml")
            return ", ".join(unescape(one) for one in re.findall(r"<meta:keyword>(.*?)</meta:keyword>", said, re.S))
        case ".html":
            return _found(r'<meta name="keywords" content="(.*?)">', content[:_LARGEST].decode(errors="replace"))
        case ".json":
            return ", ".join(json.loads(content)["mots_cles"])
        case ".pdf":
            return _found(rf"%{NAME}:[0-9a-f]{{64}} (.*)", content[-_LARGEST:].decode("ascii", errors="replace"))
    return ""


def _member(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive, archive.open(name) as part:
        return part.read(_LARGEST).decode(errors="replace")


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.S if "<" in pattern else 0)
    return unescape(found[1]) if found else ""


def _contract(keywords: str) -> Contract | None:
    """What « CPOM, le-modele, Association Exemple, SIREN 123456782, FINESS 350000022 Les Ajoncs » says."""
    kind, _, rest = keywords.partition(", ")
    if kind != "CPOM":
        return None
    named, *_ = re.split(r", (?:SIREN|FINESS) (?=[0-9])", rest, maxsplit=1)
    model, _, manager = named.partition(", ")
    siren = re.search(r"\bSIREN ([0-9]{9})\b", rest)
    places = re.findall(r"\bFINESS ([0-9][0-9AB][0-9]{7})(?: ([^,]*))?", rest)
    return Contract(model, manager, siren[1] if siren else "", tuple((number, _plain(name)) for number, name in places))


def are_two(old: Contract, new: Contract) -> bool:
    """Whether two contracts are not one that was corrected."""
    if old.places and new.places:
        numbers, names = ({one[at] for one in old.places} & {one[at] for one in new.places} for at in (0, 1))
        return not numbers and not names - {""}
    if old.siren and old.siren == new.siren:
        return False
    if old.manager and new.manager:
        alike = SequenceMatcher(None, _plain(old.manager), _plain(new.manager)).ratio()
        return alike < (1 if old.siren and new.siren else _ALIKE)
    return old.model != new.model


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[^a-z0-9]+", " ", re.sub("[\u0300-\u036f]", "", letters)).strip()
