"""What a run leaves beside its contracts: a page, a workbook, a calendar and a manifest, each made of one Rapport."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.batch.reports.rapport import Rapport

from engine.errors import Finding, InputError
from engine.writing.files import write_whole

MANIFEST = "manifeste.json"


def _page(rapport: Rapport) -> bytes:
    from engine.batch.reports.page import page  # noqa: PLC0415 - each at the end of a run only

    return page(rapport)


def _classeur(rapport: Rapport) -> bytes:
    from engine.batch.reports.classeur import classeur  # noqa: PLC0415

    return classeur(rapport)


def _calendrier(rapport: Rapport) -> bytes:
    from engine.batch.reports.calendrier import calendrier  # noqa: PLC0415

    return calendrier(rapport)


REPORTS: Mapping[str, Callable[[Rapport], bytes]] = {
    "rapport.html": _page,
    "rapport.xlsx": _classeur,
    "echeances.ics": _calendrier,
}
"""The reports by the name of their file; the manifest comes last, which has their digests too."""


def forget_reports(folder: Path) -> None:
    """Take away the reports of a former run: what becomes of its files from now on would make them untrue."""
    for name in (*REPORTS, MANIFEST):
        with suppress(OSError):  # a folder that refuses it refuses the run too, which says so
            (folder / name).unlink()


def write_reports(rapport: Rapport, folder: Path) -> None:
    """Write the reports of a run in its folder; one that cannot be written does not hold back the others.

    Raises:
        InputError: where one of them cannot be written.
    """
    from engine.batch.reports.manifeste import manifeste  # noqa: PLC0415

    made: dict[str, bytes] = {}
    refused: list[Finding] = []

    def write(name: str, content: bytes) -> None:
        try:
            write_whole(folder / name, content)
        except InputError as error:  # a workbook that Excel holds open, for one
            refused.extend(error.findings)
        else:
            made[name] = content

    for name, make in REPORTS.items():
        write(name, make(rapport))
    write(MANIFEST, manifeste(rapport, made))
    if refused:
        raise InputError(refused)
