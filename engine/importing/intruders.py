"""What a workbook holds beside its cells and that is never read: macros, embedded files, links to other files.

What counts is what the archive holds, whatever its content types say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.errors import Finding, Place, Severity

_KINDS = {
    r"vbaproject\.bin|vbadata\.xml|/macrosheets/|/dialogsheets/|^basic/|^scripts/": (
        "classeur-macros",
        "ce classeur contient des macros : elles ne sont ni lues ni exécutées",
    ),
    r"/embeddings/|oleobject|/activex/|/ctrlprops/|^object [0-9]+/": (
        "classeur-objets",
        "ce classeur contient des objets incorporés (autres fichiers, boutons) : ils ne sont pas lus",
    ),
    r"/externallinks/|/connections\.xml|/querytables/|/model/item\.data": (
        "classeur-liens",
        "ce classeur se rapporte à d'autres fichiers ou à des bases : rien n'y est cherché, et ses cellules gardent la "
        "dernière valeur calculée",
    ),
}


def intruders(parts: Iterable[str], external: Iterable[str], name: str) -> Iterator[Finding]:
    """What is told of the parts of a workbook and of the kinds of its relations to files outside of it."""
    names = [part.lower() for part in parts]
    outside = [one for one in external if one != "hyperlink"]
    for pattern, (code, message) in _KINDS.items():
        if any(re.search(pattern, part) for part in names) or (code == "classeur-liens" and outside):
            hint = "Si vous ne l'attendiez pas, demandez à qui vous l'a envoyé une copie sans cela (.xlsx)."
            yield Finding(code, f"{message}.", Severity.WARNING, hint, place=Place(name))
