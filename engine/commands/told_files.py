"""The files of what a command tells (an explanation, a sheet, a calendar): each is named once it is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from engine.commands.output import report, tell
from engine.commands.windows import not_for_windows
from engine.errors import InputError
from engine.reading.decoding import printable
from engine.rereading.replacing.guard import is_there, kept_copy, put
from engine.writing.files import write_whole


def write_told(target: Path, make: Callable[[], bytes]) -> bool:
    """Write a file over the one that stands there, and say so; whether it could be."""
    return _told(target, lambda: write_whole(target, make()))


def kept_told(target: Path, make: Callable[[], bytes]) -> bool:
    """The same of a list that people note things in, of which nothing tells whether they did: a dated copy is kept.

    No copy is made of a file that is to the byte what is written.
    """

    def write() -> None:
        content = make()
        if os.path.isfile(target) and not is_there(target, content):
            report([kept_copy(target, datetime.now())])
        write_whole(target, content)

    return _told(target, write)


def put_told(target: Path, make: Callable[[], bytes], *, overwrite: bool, said: str = "") -> bool:
    """The same of a document, which takes no place where something would be lost, unless `overwrite` says so.

    `said` is what else is to be known of it.
    """
    return _told(target, lambda: report(put({target: make()}, overwrite=overwrite)), said)


def _told(target: Path, write: Callable[[], None], said: str = "") -> bool:
    try:
        write()
    except InputError as error:
        report(error.findings)
        return False
    report(not_for_windows([target], "Donnez-lui un autre nom, ou à la description dont il a le sien."))
    tell(f"{printable(target)} : {said}" if said else printable(target))
    return True
