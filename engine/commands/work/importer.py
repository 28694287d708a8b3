"""`cpom importer`: the figures of a workbook of annexes put into the description that they complete."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from engine.commands.chosen_library import library_of
from engine.commands.output import report, result
from engine.commands.rewriting import rewrite
from engine.commands.work.formulaire import is_form, run_form
from engine.dossier import open_dossier
from engine.errors import Finding, InputError, Place
from engine.importing.importer import Change, Outcome, import_sheets
from engine.importing.spreadsheet import read_workbook
from engine.reading.decoding import printable, read_bytes


def run(arguments: Namespace) -> int:
    """Complete the description; 1, and nothing written, where a cell is refused."""
    if is_form(arguments.classeur):
        return run_form(arguments)
    if arguments.fichier is None:
        message, hint = (
            "ce fichier n'est pas un formulaire.",
            "Donnez après lui la description que ses annexes complètent ; un contrat revenu de Word se relit par : "
            "cpom relire.",
        )
        raise InputError([Finding("pas-un-formulaire", message, hint=hint, place=Place(printable(arguments.classeur)))])
    read = read_bytes(arguments.fichier)  # before it is opened: what is written meanwhile is seen
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
        rewrite(arguments.fichier, outcome.text, read)
    state = "" if written else " ; rien n'a été écrit"
    result(f"{printable(arguments.fichier)} : {_counted(outcome)}{state}")
    return 1 if outcome.refused else 0


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
