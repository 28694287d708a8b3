"""Whether somebody changed the words of a document since it was written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from engine.errors import Finding, InputError, Place, Severity
from engine.french import number
from engine.reading.decoding import printable
from engine.rereading.files.read import read_edited
from engine.rereading.lines.letters import said

_BANDS = ("header", "footer")


def retouched(path: Path) -> tuple[Finding, ...]:
    """What is to be known by whoever reads the description that a document carries, and not its words."""
    try:
        edited = read_edited(path)
    except InputError:  # its description was read all the same
        return ()
    name = printable(path)
    written = edited.carried.lines if edited.carried else ()
    before = Counter(said(line.text) for line in written)
    with_bands = any(line.kind in _BANDS for line in written)
    now = Counter(said(line.text) for line in edited.lines if with_bands or line.kind not in _BANDS)
    changed = max((before - now).total(), (now - before).total()) if written else 0
    people = sum(not one.is_ours for one in edited.comments)
    counts = (
        (changed, "passage changé", "passages changés"),
        (len(edited.revisions), "modification suivie", "modifications suivies"),
        (people, "commentaire", "commentaires"),
    )
    found = [f"{number(count)} {several if count > 1 else one}" for count, one, several in counts if count]
    if not found:
        return ()
    message = f"ce document a été retouché depuis que cpom l'a écrit ({', '.join(found)}) : rien n'en est lu ici."
    hint = f"Pour le voir, et le faire entrer dans une description : cpom relire {name}"
    return (Finding("document-retouche", message, Severity.WARNING, hint, place=Place(name)),)
