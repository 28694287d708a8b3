"""The relations between the parts of a workbook (ECMA-376, part 2, 9.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.importing.archive import Archive


def relations(archive: Archive, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The parts that a part relates to, by the kind of their relation (`worksheet`), each by its identifier."""
    related: dict[str, dict[str, str]] = {}
    for kind, identifier, target in archive.relations(part):
        related.setdefault(kind, {})[identifier] = target
    yield from related.items()


def external(archive: Archive) -> Iterator[str]:
    """The kinds of the relations of a workbook to what is outside of it."""
    for part in archive.parts:
        if part.startswith("xl/") and part.endswith(".rels"):
            for element in archive.elements(part, "Relationship"):
                if element.get("TargetMode") == "External":
                    yield element.get("Type", "").rpartition("/")[2]


def workbook_part(archive: Archive) -> str:
    """The part that lists the sheets.

    Raises:
        InputError: where there is none.
    """
    found = [part for key, parts in relations(archive, "") if key == "officeDocument" for part in parts.values()]
    if not found or found[0] not in archive:
        hint = "Dans le tableur, enregistrez-le au format Classeur Excel (.xlsx)."
        raise archive.refused("classeur-illisible", "cette archive ne contient pas de classeur.", hint)
    return found[0]
