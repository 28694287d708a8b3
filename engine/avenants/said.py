"""The operations of an avenant as it says them: sentences, and the words that they quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.avenants.modifications import Modification
from engine.document import Block, Document


@dataclass(frozen=True, slots=True)
class Said:
    """What the avenant prints where it says its modifications, and after its signatures, where annexes are whole."""

    body: tuple[Block, ...]
    annexed: tuple[Block, ...] = ()


def said(modifications: Sequence[Modification], new: Document) -> Said:
    """The modifications that lead to `new`, whose tables and lists are printed as they are there, between guillemets.

    The body begins with the sentence of `clauses/avenants/modifications/debut.md` and ends with that of `fin.md`: what
    stands between them is read back by `applied`, which refuses any other sentence there.
    """
    raise NotImplementedError
