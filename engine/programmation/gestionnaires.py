"""Who is who: the gestionnaire of each row, however completely it is named there."""

from __future__ import annotations

from collections.abc import Sequence

from engine.programmation.colonnes import plain
from engine.programmation.rows import Row


def identities(rows: Sequence[Row]) -> list[str]:
    """What tells the gestionnaire of each row from the others: its FINESS, or else its SIREN, or else its name.

    A row without a number has that of the rows which share its SIREN, or its name, as long as they have only one.
    Rows that name nobody are each alone.
    """
    numbers, sirens, names, nobody = [], [], [], {}
    for at, row in enumerate(rows):
        numbers.append(row.ligne.finess_juridique)
        sirens.append(row.ligne.siren)
        names.append(_name(row))
        if not (numbers[-1] or sirens[-1] or names[-1]):
            nobody[at] = str(row.place)
    sirens = _completed(_completed(sirens, numbers), names)
    numbers = _completed(_completed(numbers, sirens), names)
    found = enumerate(zip(numbers, sirens, names, strict=True))
    return [number or siren or name or nobody[at] for at, (number, siren, name) in found]


def _name(row: Row) -> str:
    """A name to be compared; one that has no letter of ours is kept as it is."""
    name = row.ligne.gestionnaire or ""
    return plain(name) or name.strip()


def _completed(facts: Sequence[str | None], keys: Sequence[str | None]) -> list[str | None]:
    """Missing facts taken from the rows that have the same key, where those have only one."""
    single: dict[str, str | None] = {}
    for fact, key in zip(facts, keys, strict=True):
        if fact and key and single.setdefault(key, fact) != fact:
            single[key] = None
    return [fact or single.get(key or "") for fact, key in zip(facts, keys, strict=True)]
