"""`cpom annexes`: the computed annexes of a contract, as a workbook that computes and as a document."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

from engine.commands.account import Account
from engine.commands.chosen_library import bibliotheque_of, dossier_asked
from engine.commands.ecriture import blank_written, each, settle_engine, written_account
from engine.commands.progress import Bar
from engine.reading.decoding import printable

_ENDING = "-annexes"


def run(arguments: Namespace) -> int:
    """Write the annexes; the exit code says whether everything asked for was written."""
    settle_engine(arguments)
    if arguments.vierge:
        return _blank(arguments)
    return each(arguments, partial(_one, arguments), _ENDING)


def _one(arguments: Namespace, path: Path, bar: Bar) -> Account:
    made = dossier_asked(arguments, path).annexes(_tables(arguments), formats=arguments.format)
    return written_account(printable(path), made, f"{path.stem}{_ENDING}", arguments, bar, printable(path))


def _blank(arguments: Namespace) -> int:
    """The forms to fill in, as the model was published."""
    model = bibliotheque_of(arguments).modele(arguments.vierge)
    made = model.annexes_vierges(_tables(arguments))
    return blank_written(model.nom, made, f"{model.nom}-vierge{_ENDING}", arguments)


def _tables(arguments: Namespace) -> list[str]:
    return [name for some in arguments.tableau for name in some]
