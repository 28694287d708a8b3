"""What a run leaves beside its contracts: a page, a workbook, a calendar and a manifest, each made of one Rapport."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.lot.reports.rapport import Rapport

from engine.errors import Finding, InputError
from engine.writing.files import write_whole

MANIFEST = "manifeste.json"
_NAMES = ("rapport.html", "rapport.xlsx", "echeances.ics", MANIFEST)


def _made(rapport: Rapport) -> Iterator[tuple[str, bytes]]:
    """The reports, by the name of their file; the manifest comes last, which has their digests too."""
    from engine.lot.reports.calendrier import calendrier  # noqa: PLC0415 - each at the end of a run only
    from engine.lot.reports.classeur import classeur  # noqa: PLC0415
    from engine.lot.reports.page import pages  # noqa: PLC0415

    yield from pages(rapport)
    yield "rapport.xlsx", classeur(rapport)
    yield "echeances.ics", calendrier(rapport)


def remove_reports(folder: Path) -> None:
    """Take away the reports of a former run: what becomes of its files from now on would make them untrue."""
    details = (file.name for file in folder.glob("rapport-[0-9][0-9][0-9].html"))
    for name in (*_NAMES, *details):
        with suppress(OSError):  # a folder that refuses it refuses the run too, which says so
            (folder / name).unlink()


def write_reports(rapport: Rapport, folder: Path) -> None:
    """Write the reports of a run in its folder; one that cannot be written does not hold back the others.

    Raises:
        InputError: where one of them cannot be written.
    """
    from engine.lot.reports.manifeste import manifeste  # noqa: PLC0415

    made: dict[str, bytes] = {}
    refused: list[Finding] = []

    def write(name: str, content: bytes) -> None:
        try:
            write_whole(folder / name, content)
        except InputError as error:  # a workbook that Excel holds open, for one
            refused.extend(error.findings)
        else:
            made[name] = content

    for name, content in _made(rapport):
        write(name, content)
    write(MANIFEST, manifeste(rapport, made))
    if refused:
        raise InputError(refused)
