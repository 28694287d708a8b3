"""The addresses of a text, of the web and of mail, which no rule of typography may enter: `https://exemple.fr/l'aide`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.regexes import regex

ASIDE = "\ue002"
"""What stands for an address that was set aside."""
_ADDRESS = regex(
    r"(?i:https?://|ftp://|mailto:|www\.)\S*[\w/]"
    # without its scheme, in small letters: « Fin.Suite/l'autre » is a sentence where a space is missing
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?[/?]\S*[\w/]"
    # an apostrophe is of an address, but for that of « l'accueil@exemple.fr »; a name has 64 signs at most (RFC 5321)
    rf"|(?:\A|(?<![\w.+-])(?!(?i:qu|[cdjlmnst])['’]))[\w.+-][\w.+'-]{{0,63}}@[\w-]+(?:\.[\w-]+)+|{ASIDE}"
)


def aside(text: str) -> tuple[str, Sequence[str]]:
    """A text with `ASIDE` in the place of each of its addresses, and these in their order."""
    addresses = _ADDRESS.findall(text)
    return (_ADDRESS.sub(ASIDE, text) if addresses else text), addresses


def back(text: str, addresses: Sequence[str]) -> str:
    """The text with the addresses that were set aside."""
    if not addresses:
        return text
    left = iter(addresses)
    return re.sub(ASIDE, lambda _: next(left), text)
