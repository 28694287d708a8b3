"""The facts typed in a document that a description says by now: they need no telling any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.carried import Carried, Line
from engine.dossier import Dossier, dossier_of
from engine.errors import InputError
from engine.libraries.bibliotheque import Bibliotheque
from engine.reading.natures import refuse_act
from engine.reading.yaml_strict import parse_yaml
from engine.rereading.facts import read_facts
from engine.rereading.files.edited import Edited
from engine.rereading.lines.differences import differences
from engine.rereading.lines.reprinted import reprinted

Libraries = Callable[[], Bibliotheque]
"""Opens the library of a document, where it is asked for."""


def dossier_carried(carried: Carried, folder: Path, libraries: Libraries) -> Dossier:
    """The description that a document carries, in the law of its day.

    Raises:
        ActError: where it is that of an act: a letter, an avenant.
        InputError: where today's models cannot read it.
    """
    source = parse_yaml(carried.description.encode(errors="surrogatepass"), carried.name)
    refuse_act(source, carried.document)
    return dossier_of(source, folder / carried.name, carried.day, libraries())


def without_settled_facts(edited: Edited, going: Edited, folder: Path, libraries: Libraries) -> tuple[Line, ...]:
    """The lines of a document in which a fact is as it was printed where `going`, made since, says what was typed.

    « 1/2/2026 » is settled where the description says 2026-02-01, however it is printed.
    """
    if not (edited.carried and edited.carried.description and going.carried and going.carried.description):
        return edited.lines
    found = differences(edited.carried.lines, edited.lines)
    if not any(one.changed for one in found.facts):
        return edited.lines
    try:
        origin, current = (dossier_carried(one, folder, libraries) for one in (edited.carried, going.carried))
    except InputError:  # the words alone tell
        return edited.lines
    unsettled = {one.places.path for one in read_facts(found.facts, origin, current, {}) if one.fate != "already"}
    places = (place for one in found.facts if one.path not in unsettled for place in one.changed)
    return reprinted(edited.lines, places)
