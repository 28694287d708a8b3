"""The files of a former run in other formats, beside those that a run has just written or left as they were.

Nothing says that they still are what the description says: whoever sends the folder would send both.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from engine.errors import Finding, Place, Severity
from engine.french import enumerate_fr
from engine.reading.decoding import printable
from engine.writing.formats import FORMATS

_HINT = "Refaites-les avec les autres (--format), ou supprimez-les : rien ne dit qu'ils sont encore à jour."


def in_other_formats(folder: Path, names: Iterable[str], asked: Collection[str]) -> Iterator[Finding]:
    """Tell how many files of these contracts there are in the formats that are not asked for."""
    others = tuple(one for one in FORMATS if one not in asked)
    there: dict[str, set[str]] = {}
    found: Counter[str] = Counter()
    for nom in names:
        of = PurePosixPath(nom)
        year = str(of.parent)
        if year not in there:
            with suppress(OSError):
                there[year] = set(os.listdir(folder / year))
        found.update(one for one in others if f"{of.name}.{one}" in there.get(year, ()))
    if found:
        counts = enumerate_fr([f"{found[one]} {one}" for one in others if found[one]])
        these = enumerate_fr([*asked])
        message = (
            f"à côté de ceux-ci ({these}), il reste des fichiers des mêmes contrats en d'autres formats : {counts}."
        )
        yield Finding("formats-d-avant", message, Severity.WARNING, _HINT, place=Place(printable(folder), 0, 0))
