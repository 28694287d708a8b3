"""Runs one command, and says how it ended."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from engine.commands.interruption import INTERRUPTED
from engine.commands.output import report, tell
from engine.commands.parser import build_parser
from engine.commands.terminal import drop, open_streams
from engine.commands.windows import asked_not_for_windows
from engine.errors import InputError, LibraryError
from engine.reading.fichiers import allow_folders


def run(names: Sequence[str], words: Sequence[str] | None = None) -> int:
    """Run the command that the words ask for, among those of these names; returns its exit code."""
    try:
        open_streams()
        warnings.filterwarnings("ignore", module="PIL")  # of what is damaged in a logo, which is told
        return _run(names, words)
    except InputError as error:
        report(error.findings)
        return 1
    except LibraryError as error:
        report([error.finding])
        return 1
    except KeyboardInterrupt as stopped:
        return _stopped(stopped)
    except RuntimeError as error:  # what Python 3.11 makes of one that comes while it makes a class
        if isinstance(error.__cause__, KeyboardInterrupt):
            return _stopped(error.__cause__)
        raise
    except BrokenPipeError:  # whoever read the results has left, and so perhaps whoever read the rest
        drop(sys.stdout)
        drop(sys.stderr)
        return 1


def _stopped(stopped: KeyboardInterrupt) -> int:
    tell(str(stopped) or "cpom : interrompu, les fichiers déjà nommés sont entiers.")
    return INTERRUPTED


def _run(names: Sequence[str], words: Sequence[str] | None) -> int:
    asked = sys.argv[1:] if words is None else words
    arguments = build_parser(names, asked).parse_args(asked)
    if "at_odds" in arguments and (contradiction := arguments.at_odds(arguments)):
        arguments.parser.error(contradiction)
    allow_folders(arguments.dossier_permis if "dossier_permis" in arguments else ())
    for several in ("fichiers", "archives"):
        if several in arguments:
            setattr(arguments, several, list(_expanded(getattr(arguments, several))))
    arguments.aujourdhui = date.today()
    report(asked_not_for_windows(arguments))
    code: int = arguments.call(arguments)
    return code


def _expanded(files: Iterable[Path]) -> Iterator[Path]:
    """The files of « *.yaml »: the terminals of Windows leave it to the command to find them."""
    for path in files:
        found: list[str] = []
        if any(one in str(path) for one in "*?[") and not os.path.exists(path):
            from glob import glob

            found = sorted(glob(str(path)))
        yield from map(Path, found) if found else [path]
