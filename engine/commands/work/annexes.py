"""`cpom annexes`: the computed annexes of a contract, as a workbook that computes and as a document."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

from rich.progress import Progress, TaskID

from engine.assembly.soundness import open_model
from engine.commands.account import Account
from engine.commands.ecriture import blank_written, each, settle_engine, written_account
from engine.commands.library import library_of
from engine.dossier import open_dossier
from engine.reading.decoding import printable
from engine.redaction import annexes_of, blank_annexes_of

_ENDING = "-annexes"


def run(arguments: Namespace) -> int:
    """Write the annexes; the exit code says whether everything asked for was written."""
    settle_engine(arguments)
    if arguments.vierge:
        return _blank(arguments)
    return each(arguments, partial(_one, arguments), _ENDING)


def _one(arguments: Namespace, path: Path, progress: Progress, task: TaskID) -> Account:
    made = annexes_of(
        open_dossier(path, arguments.aujourdhui, library_of(arguments, path)), _tables(arguments), arguments.format
    )
    return written_account(printable(path), made, f"{path.stem}{_ENDING}", arguments, (progress, task))


def _blank(arguments: Namespace) -> int:
    """The forms to fill in, as the model was published."""
    model = open_model(arguments.vierge, library_of(arguments))
    made = blank_annexes_of(model, arguments.aujourdhui, _tables(arguments))
    return blank_written(model.nom, made, f"{model.nom}-vierge{_ENDING}", arguments)


def _tables(arguments: Namespace) -> list[str]:
    return [name for some in arguments.tableau for name in some]
