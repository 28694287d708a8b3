"""`cpom generer`: the contracts of one or several descriptions, or the blank form of a model."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

from rich.progress import Progress, TaskID

from engine.assembly.soundness import open_model
from engine.commands.account import Account
from engine.commands.ecriture import blank_written, each, settle_engine, written_account
from engine.commands.library import library_of
from engine.definitif import Final
from engine.dossier import open_dossier
from engine.reading.decoding import printable
from engine.redaction import blank_of, redaction_of


def run(arguments: Namespace) -> int:
    """Generate; the exit code says whether everything asked for was written."""
    settle_engine(arguments)
    if arguments.vierge:
        return _blank(arguments)
    ending = f"-{arguments.document}" if arguments.document else ""
    return each(arguments, partial(_one, arguments, ending), ending)


def _one(arguments: Namespace, ending: str, path: Path, progress: Progress, task: TaskID) -> Account:
    made = redaction_of(
        open_dossier(path, arguments.aujourdhui, library_of(arguments, path)), Final.of(arguments), arguments.document
    )
    return written_account(printable(path), made, f"{path.stem}{ending}", arguments, (progress, task))


def _blank(arguments: Namespace) -> int:
    """The empty form: every alternative shown; as published, or in the law of the date that is asked for."""
    model = open_model(arguments.vierge, library_of(arguments))
    made = blank_of(model, arguments.date or arguments.aujourdhui, published=arguments.date is None)
    return blank_written(model.nom, made, f"{model.nom}-vierge", arguments)
