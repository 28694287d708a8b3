"""The contract of a dossier in pieces, those that a page does not have, and what there is to say beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cpom
from engine.bureau.access.rights import Visitor
from engine.bureau.preview.parties import for_whom, missing_for

Fragment = cpom.Passage
"""A piece of a contract: `id`, `empreinte` (its hash), `html`, `chemins` (of the facts that its words come from)."""


@dataclass(frozen=True, slots=True)
class Apercu:
    """What a page shows of a contract: its pieces, what is found, what is missing by who knows it; why it has none.

    `partie` is the one to which alone it is told what is found and missing, empty for everybody.
    """

    fragments: list[Fragment]
    constats: tuple[cpom.Constat, ...]
    manquants: Mapping[str, tuple[cpom.Manquant, ...]]
    refus: tuple[cpom.Constat, ...] = ()
    partie: str = ""

    def changed_since(self, seen: Mapping[str, str]) -> list[Fragment]:
        """The pieces that a page has not, or has in another state; `seen` are the hashes of those it has."""
        return [one for one in self.fragments if seen.get(one.id) != one.empreinte]


def fragments(dossier: cpom.Dossier) -> list[Fragment]:
    """The contract in pieces.

    Raises:
        cpom.Refus: where nothing of it can be read.
    """
    return list(cpom.passages(dossier))


def apercu(dossier: cpom.Dossier, visitor: Visitor) -> Apercu:
    """What a visitor is shown of a contract: a guest is told of what its party answers, an account of everything."""
    found, missing = for_whom(dossier, visitor), missing_for(dossier, visitor)
    try:
        return Apercu(fragments(dossier), found, missing, partie=visitor.partie)
    except cpom.Refus as error:
        return Apercu([], found, missing, error.constats, visitor.partie)
