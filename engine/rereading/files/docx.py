"""A DOCX that people edited, read back."""

from __future__ import annotations

from typing import Final

from engine.carried import Carried, marks
from engine.containers import Container, ContainerError
from engine.errors import Finding
from engine.rereading.files.docx_contents import typed_in_contents
from engine.rereading.files.docx_lines import Lines, read_bands
from engine.rereading.files.docx_marks import comments_of, notes_of
from engine.rereading.files.docx_styles import Styles
from engine.rereading.files.edited import Edited, View
from engine.rereading.files.gathering import Gathering
from engine.rereading.files.references import with_anchors
from engine.rereading.files.told import added, in_contents, macros

MAIN: Final = "word/document.xml"


def main_part(container: Container) -> str:
    """The part that holds the words of a DOCX; empty where it is none."""
    said = [part for kind, _, part in container.relations("") if kind == "officeDocument"]
    return next((part for part in (*said, MAIN) if part in container and part.startswith("word/")), "")


def read_docx(container: Container, carried: Carried | None, name: str, view: View) -> Edited:
    """Read a DOCX whose archive was checked.

    Raises:
        ContainerError: where a part of its words is missing or damaged.
    """
    main = main_part(container)
    if not main:
        raise ContainerError("other")
    relations = list(container.relations(main))
    related = {kind: part for kind, _, part in relations}
    gathering = Gathering(marks(carried.lines) if carried else {})
    root, styles = container.root(main), Styles(container, related.get("styles", ""))
    lines = Lines(styles, view, gathering)
    lines.read(root)
    body = len(gathering.additions)
    read_bands(container, lines, {identifier: part for _, identifier, part in relations})
    notes = {kind: notes_of(container, related.get(kind, "")) for kind in ("footnotes", "endnotes")}
    findings: list[Finding] = [added(one, notes, name) for one in gathering.additions[:body]]
    if _has_macros(container):
        findings.append(macros(name))
    read = tuple(gathering.lines)
    if carried and carried.lines:
        findings += (in_contents(one, name) for one in typed_in_contents(root, styles, (*carried.lines, *read)))
    return Edited(
        "docx",
        carried,
        with_anchors(read, carried.lines) if carried else read,
        tuple(gathering.revisions),
        comments_of(container, related, gathering),
        tuple(findings),
    )


def _has_macros(container: Container) -> bool:
    return any(part.lower().endswith("vbaproject.bin") for part in container.parts)
