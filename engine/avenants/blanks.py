"""The blanks that an avenant quotes: facts that its contract is still to be given, counted and marked as elsewhere.

What an avenant quotes are letters: the « [à compléter : …] » of the new contract are found again in them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from engine.avenants.letters import spaced
from engine.document import Document, Inline, Missing, Text
from engine.french import typography
from engine.nodes import nodes_of

_GUILLEMETS = str.maketrans("«»“”‹›„‟’", '""""""""\'')
"""Those of a blank become those of the next level where it is quoted."""


class Blanks:
    """Those of a contract, by their words; several facts may have the same, each is then found once, in their order."""

    def __init__(self, contract: Document) -> None:
        self._known: dict[str, dict[str, Missing]] = {}
        self._found: set[str] = set()
        for one in nodes_of(contract.sections, Missing):
            self._known.setdefault(_key(typography(one.text)), {}).setdefault(one.path, one)
        every = sorted(map(re.escape, self._known), key=len, reverse=True)
        self._pattern = re.compile("|".join(every)) if every else None

    def marked(self, text: str, start: int = 0, facts: Collection[str] = ()) -> Iterator[Inline]:
        """A text where each blank from `start` on is one; `facts` are the paths of those that its line has, if known.

        None is the place where its fact is given, which is in the contract.
        """
        at = 0
        for match in self._pattern.finditer(_key(text), start) if self._pattern else ():
            if before := text[at : match.start()]:
                yield Text(before)
            at = match.end()
            yield _quoted(self._of(match[0], facts), text[match.start() : at])
        if rest := text[at:]:
            yield Text(rest)

    def _of(self, words: str, facts: Collection[str]) -> Missing:
        known = self._known[words]
        left = [path for path in known if path not in self._found] or [*known]
        path = next((one for one in known if one in facts), left[0])
        self._found.add(path)
        return known[path]


def _quoted(one: Missing, words: str) -> Missing:
    """A blank in the words that quote it, whose guillemets may be others."""
    label = one.label if one.computed else spaced(words).partition(" : ")[2].removesuffix("]")
    return replace(one, label=label, place=False)


def _key(text: str) -> str:
    """Its letters, one for one, whatever its spaces and guillemets."""
    return spaced(text).translate(_GUILLEMETS)
