"""Who is who: the gestionnaire of each row, however completely it is named there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from engine.programmation.colonnes import plain
from engine.programmation.lignes import Row


def identities(rows: Sequence[Row]) -> list[str]:
    """What tells the gestionnaire of each row from the others: its FINESS, or else its SIREN, or else its name.

    A row without a number has that of the rows which share its SIREN, or its name, as long as they have only one.
    Rows that name nobody are each alone.
    """
    numbers = [row.ligne.finess_juridique for row in rows]
    sirens = [row.ligne.siren for row in rows]
    names = [_name(row) for row in rows]
    sirens = _completed(_completed(sirens, numbers), names)
    numbers = _completed(_completed(numbers, sirens), names)
    found = zip(rows, numbers, sirens, names, strict=True)
    return [number or siren or name or str(row.place) for row, number, siren, name in found]


def _name(row: Row) -> str:
    """A name to be compared; one that has no letter of ours is kept as it is."""
    name = row.ligne.gestionnaire or ""
    return plain(name) or name.strip()


def _completed(facts: Sequence[str | None], keys: Sequence[str | None]) -> list[str | None]:
    """Missing facts taken from the rows that have the same key, where those have only one."""
    known: dict[str, set[str]] = defaultdict(set)
    for fact, key in zip(facts, keys, strict=True):
        if fact and key:
            known[key].add(fact)
    single = {key: next(iter(several)) for key, several in known.items() if len(several) == 1}
    return [fact or single.get(key or "") for fact, key in zip(facts, keys, strict=True)]
