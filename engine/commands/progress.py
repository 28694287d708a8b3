"""What a terminal shows while files are written; nothing is loaded to show it where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.commands.terminal import console

if TYPE_CHECKING:
    from rich.progress import Progress


class Bar:
    """Tells how far a command is, to nobody."""

    def begin(self, total: int) -> None:
        """So many files are to be written."""

    def writing(self, name: str) -> None:
        """A file is being written."""

    def advance(self) -> None:
        """It was written, or cannot be."""


class _Drawn(Bar):
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None)

    def begin(self, total: int) -> None:
        self._progress.update(self._task, total=total)

    def writing(self, name: str) -> None:
        self._progress.update(self._task, description=name)

    def advance(self) -> None:
        self._progress.advance(self._task)


@contextmanager
def progress_bar() -> Iterator[Bar]:
    """Show how far a command is, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield Bar()
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    shown = Progress(
        *columns,
        console=console(sys.stderr),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # or rich would print on the terminal what goes to a file
    )
    with shown as progress:
        yield _Drawn(progress)
