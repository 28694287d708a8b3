"""`cpom importer`: the figures of a workbook of annexes put into the description that they complete."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from engine.commands.chosen_library import library_of
from engine.commands.output import report, result
from engine.dossier import open_dossier
from engine.importing.importer import Change, Outcome, import_sheets
from engine.importing.spreadsheet import read_workbook
from engine.reading.decoding import printable
from engine.writing.files import write_whole

_MARK = b"\xef\xbb\xbf"


def run(arguments: Namespace) -> int:
    """Complete the description; 1, and nothing written, where a cell is refused."""
    dossier = open_dossier(arguments.fichier, arguments.aujourdhui, library_of(arguments, arguments.fichier))
    book = read_workbook(arguments.classeur)
    name = printable(arguments.classeur)
    outcome = import_sheets(dossier, book.sheets, name, arguments.aujourdhui, erase=arguments.effacer)
    report([*book.findings, *outcome.findings])
    written = not outcome.refused and not arguments.apercu
    for change in outcome.changes:
        if arguments.apercu or change.old:
            result(f"    {change}")
    if written and outcome.changes:
        _write(arguments.fichier, outcome.text)
    state = "" if written else " ; rien n'a été écrit"
    result(f"{printable(arguments.fichier)} : {_counted(outcome)}{state}")
    return 1 if outcome.refused else 0


def _write(path: Path, text: str) -> None:
    """Write the description where it is, even through a link, with its byte order mark."""
    target = path.resolve()
    mark = _MARK if target.read_bytes().startswith(_MARK) else b""
    write_whole(target, mark + text.encode())


def _counted(outcome: Outcome) -> str:
    """« 12 faits remplis, 3 modifiés, 1 refusé »."""
    filled = [one for one in outcome.changes if not one.old]
    erased = [one for one in outcome.changes if not one.new]
    changed = len(outcome.changes) - len(filled) - len(erased)
    said = f"{_facts(filled)}, {changed} modifié{_s(changed)}"
    said += f", {len(erased)} effacé{_s(len(erased))}" if erased else ""
    refused = len(outcome.refused)
    return f"{said}, {refused} refusé{_s(refused)}"


def _facts(changes: Sequence[Change]) -> str:
    return f"{len(changes)} fait{_s(len(changes))} rempli{_s(len(changes))}"


def _s(count: int) -> str:
    return "s" if count > 1 else ""
