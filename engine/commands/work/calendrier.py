"""`cpom calendrier`: the deadlines of contracts, told on the terminal or written in files."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import cpom
from engine import french
from engine.commands.chosen_library import bibliotheque_demandee
from engine.commands.output import report, result, tell
from engine.commands.told_files import kept_told, write_told

_IMPORTED = "ics"
"""The format that is imported, and that nobody notes anything in."""


def run(arguments: Namespace) -> int:
    """Tell the calendar, or write it; 1 where a contract has no dates or has errors, or a file cannot be written."""
    found = cpom.calendrier(
        *arguments.fichiers,
        avant=arguments.avant,
        apres=arguments.apres,
        bibliotheque=bibliotheque_demandee(arguments),
        jour=arguments.aujourdhui,
    )
    report(found.constats)
    if not found.contrats:
        return 1
    done = [_written(found, name, arguments) for name in arguments.format]
    if not arguments.format:
        _tell(found, whole=not (arguments.apres or arguments.avant))
    if not found.echeances:
        tell("Aucune échéance dans cette période.")
    return 1 if found.erreurs or not all(done) else 0


def _tell(found: cpom.Calendrier, *, whole: bool) -> None:
    alone = len(found.contrats) == 1
    if alone:
        result(found.contrats[0])
    for line in found.lignes():
        result(f"    {line}" if alone else line)
    if found.delais and whole:
        result(french.typography("Délais qui courent d'un événement"))
        for one in found.delais:
            result(f"    {one}")


def _written(found: cpom.Calendrier, name: str, arguments: Namespace) -> bool:
    """Write a file, named after the contract where there is one alone; whether it could be."""
    of = f"-{Path(found.contrats[0]).stem}" if len(found.contrats) == 1 else ""
    write = write_told if name == _IMPORTED else kept_told
    return write(arguments.sortie / f"calendrier{of}.{name}", lambda: found.ecrire(name))
