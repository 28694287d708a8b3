"""Series that a workbook has and that the description has not: rows of a list, to be made before their figures.

A year makes a row; so does a name, where the list has none yet. Elsewhere a name that is not known is more likely a
slip of the pen, and a row inside a row would have nobody to belong to: they are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.annexes.limites import limits_of
from engine.dossier import Dossier
from engine.errors import Path, Severity
from engine.importing.found import Layout
from engine.libraries.tableaux import Repetition
from engine.reading.decoding import FORBIDDEN
from engine.reading.suspects import suspicions
from models import chemins


def rows_to_add(layouts: Iterable[Layout], dossier: Dossier) -> dict[Path, str]:
    """The facts that name the rows to add to the lists of a description, for the series that it does not have."""
    facts: dict[Path, str] = {}
    for layout in layouts:
        repeated = dossier.modele.tableaux[layout.sheet.table].series
        if not repeated.pour:
            continue
        if "[]" in repeated.pour:
            facts.update(_only_row(layout, facts))
            continue
        for heading in layout.unknown.values():
            named = _named(heading, repeated, dossier)
            if named and named not in _rows(facts, repeated):
                facts.update(_row(named, repeated, dossier, facts))
    return facts


def _only_row(layout: Layout, facts: Mapping[Path, str]) -> dict[Path, str]:
    """The name of the row of a list inside another, where one alone has none and one alone is not expected."""
    unnamed = [cell.path for cell in layout.sheet.cells if cell.limits and cell.path and not cell.rubrique]
    headings = list(layout.unknown.values())
    if len(unnamed) == len(headings) == 1 and headings[0] and unnamed[0] not in facts:
        return {unnamed[0]: headings[0]}
    return {}


def _named(heading: str, repeated: Repetition, dossier: Dossier) -> dict[str, str]:
    """The facts that a heading tells; empty where it cannot name a row of the list."""
    if FORBIDDEN.search(heading) or any(one.severity is Severity.ERROR for one in suspicions(heading)):
        return {}
    key = (*_list(repeated), 0, repeated.cle)
    if limits_of(type(dossier.contrat), key).whole:
        value = "(?P<cle>[12][0-9]{3})"
    elif _has_names(repeated, dossier):
        return {}
    else:
        value = "(?P<cle>.+)"
    group = "(?P<groupe>.+), " if repeated.groupe else ""
    for words in (repeated.libelle, repeated.premier, repeated.avant):
        before, braces, after = words.partition("{cle}")
        if braces and (found := re.fullmatch(f"{group}{re.escape(before)}{value}{re.escape(after)}", heading)):
            said = found.groupdict()
            return {repeated.cle: said["cle"]} | ({repeated.groupe: said["groupe"]} if repeated.groupe else {})
    return {}


def _list(repeated: Repetition) -> Path:
    return chemins.lire(repeated.pour)


def _given(repeated: Repetition, dossier: Dossier) -> list[Any]:
    """The rows of the list as the file writes them."""
    held = chemins.at(dossier.source.data, _list(repeated))
    return held if isinstance(held, list) else []


def _has_names(repeated: Repetition, dossier: Dossier) -> bool:
    return any(isinstance(row, dict) and row.get(repeated.cle) for row in _given(repeated, dossier))


def _rows(facts: dict[Path, str], repeated: Repetition) -> Iterator[dict[str, str]]:
    """The rows that are already to be added to a list."""
    path = _list(repeated)
    rows: dict[Any, dict[str, str]] = {}
    for at, value in facts.items():
        if at[:-2] == path:
            rows.setdefault(at[-2], {})[str(at[-1])] = value
    yield from rows.values()


def _row(named: dict[str, str], repeated: Repetition, dossier: Dossier, facts: dict[Path, str]) -> dict[Path, str]:
    """A row after the others, or the first that nobody has named."""
    path, given = _list(repeated), _given(repeated, dossier)
    taken = {at[-2] for at in facts if at[:-2] == path}
    free = (at for at, row in enumerate(given) if not (isinstance(row, dict) and row.get(repeated.cle)))
    at = next((one for one in free if one not in taken), None)
    if at is None:
        at = max([len(given) - 1, *(int(one) for one in taken)]) + 1
    return {(*path, at, key): value for key, value in named.items()}


def naming(
    facts: Mapping[Path, str], layouts: Iterable[Layout], dossier: Dossier, rows: Mapping[Path, str]
) -> dict[Path, str]:
    """The facts that name the rows that are made: those to add, and the years that the list has not yet.

    A row before another that is made is made too, even where the workbook says nothing of it.
    """
    last: dict[Path, int] = {}
    for path in [*facts, *rows]:
        for at, step in enumerate(path):
            if isinstance(step, int):
                last[path[:at]] = max(step, last.get(path[:at], 0))
    named = dict(rows)
    grilles = dossier.assembled().tables.grilles
    for layout in layouts:
        repeated = dossier.modele.tableaux[layout.sheet.table].series
        for serie in grilles[layout.sheet.table].series:
            *above, position = serie.path or (-1,)
            if repeated.annees and isinstance(position, int) and position <= last.get(tuple(above), -1):
                if serie.year is not None:
                    named.setdefault((*serie.path, repeated.cle), str(serie.year))
                if repeated.groupe and serie.group:
                    named.setdefault((*serie.path, repeated.groupe), serie.group)
    return named
