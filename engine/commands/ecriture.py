"""What the commands that write files share: descriptions that would overwrite one another, progress, whole files."""

from __future__ import annotations

import sys
import unicodedata
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from engine.commands.output import errors_console, report, result
from engine.definitif import NOT_WRITTEN
from engine.errors import Finding, InputError, Severity
from engine.reading.decoding import printable
from engine.writing.engines import pdf_engine
from engine.writing.files import write_whole

Maker = Callable[[], tuple[bytes, Sequence[Finding]]]
"""Makes the content of a file, with what its reader must know of it."""


def twins(paths: Sequence[Path]) -> list[Finding]:
    """Descriptions of one name, whose files would overwrite one another: on most disks, capitals make no difference."""

    def name(path: Path) -> str:
        return unicodedata.normalize("NFC", path.stem).casefold()

    first: dict[str, Path] = {}
    hint = "Renommez l'une des deux descriptions, ou générez-les dans deux dossiers (--sortie)."
    return [
        Finding(
            "meme-nom",
            f"{printable(path)} et {printable(first[name(path)])} donneraient les mêmes fichiers.",
            hint=hint,
        )
        for path in paths
        if first.setdefault(name(path), path) is not path
    ]


def settle_engine(arguments: Namespace) -> None:
    """Choose once what lays out the PDFs, and say so where they are asked for and it is not the usual one."""
    asked = arguments.moteur if "pdf" in arguments.format else "weasyprint"  # Pango is not looked for without need
    arguments.moteur, said = pdf_engine(asked)
    report(said)


def each(arguments: Namespace, one: Callable[[Path, Progress, TaskID], int]) -> int:
    """Write the files of each description; the exit code says whether everything asked for was written."""
    same = twins(arguments.fichiers)
    if same:
        report(same)
        return 1
    failed = 0
    with progress_bar() as progress:
        task = progress.add_task("", total=len(arguments.fichiers) * len(arguments.format))
        for path in arguments.fichiers:
            try:
                failed += one(path, progress, task)
            except InputError as error:
                report(error.findings)
                failed += 1
    return 1 if failed else 0


def progress_bar() -> Progress:
    """What a terminal shows while files are written."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=errors_console(),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # or rich would print on the terminal what goes to a file
        disable=not errors_console().is_terminal,
    )


def refused(path: Path, why: str) -> Finding:
    """Say that nothing was written of a description."""
    return Finding(NOT_WRITTEN, f"{printable(path)} : rien n'a été écrit, {why}.", Severity.ERROR)


def write_all(makers: Mapping[Path, Maker], said: set[Finding], progress: Progress, task: TaskID) -> int:
    """Write files whole, one after the other; 1 where one could not be. What was `said` is not said again."""
    failed = 0
    for target, make in makers.items():
        progress.update(task, description=str(target))
        try:
            content, cautions = make()
            write_whole(target, content)
            report(cautions)
            result(str(target))
        except InputError as error:
            report(one for one in error.findings if one not in said)
            said.update(error.findings)  # a missing library is told once, not for each contract
            failed = 1
        progress.advance(task)
    return failed
