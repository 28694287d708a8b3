"""`cpom generer`: the contracts of one or several descriptions, or the blank form of a model."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

from engine.commands.account import Account
from engine.commands.chosen_library import bibliotheque_of, dossier_asked
from engine.commands.ecriture import blank_written, each, settle_engine, written_account
from engine.commands.progress import Bar
from engine.reading.decoding import printable


def run(arguments: Namespace) -> int:
    """Generate; the exit code says whether everything asked for was written."""
    settle_engine(arguments)
    if arguments.vierge:
        return _blank(arguments)
    ending = f"-{arguments.document}" if arguments.document else ""
    return each(arguments, partial(_one, arguments, ending), ending)


def _one(arguments: Namespace, ending: str, path: Path, bar: Bar) -> Account:
    dossier = dossier_asked(arguments, path)
    final = {"definitif": arguments.definitif, "avec_reserves": arguments.avec_reserves}
    made = dossier.redaction(arguments.document, **final)
    return written_account(printable(path), made, f"{path.stem}{ending}", arguments, bar, printable(path))


def _blank(arguments: Namespace) -> int:
    """The empty form: every alternative shown; as published, or in the law of the date that is asked for."""
    model = bibliotheque_of(arguments).modele(arguments.vierge)
    made = model.redaction_vierge(arguments.date)
    return blank_written(model.nom, made, f"{model.nom}-vierge", arguments)
