"""What a run leaves beside its contracts: a page, a workbook, a calendar and a manifest, each made of one Rapport."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

    from engine.lot.reports.rapport import Rapport

from engine.errors import Finding, InputError
from engine.writing.files import write_pieces
from models.regexes import regex

MANIFEST = "manifeste.json"
_NAMES = ("rapport.html", "rapport.xlsx", "echeances.ics", MANIFEST)
_DETAILS = regex(r"rapport-\d{3,}\.html")


def _made(rapport: Rapport) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The reports in pieces, by the name of their file; the manifest comes last, which has their digests too."""
    from engine.lot.reports.calendrier import calendrier  # noqa: PLC0415 - each at the end of a run only
    from engine.lot.reports.classeur import classeur  # noqa: PLC0415
    from engine.lot.reports.page import pages  # noqa: PLC0415

    yield from pages(rapport)
    yield "rapport.xlsx", classeur(rapport)
    yield "echeances.ics", calendrier(rapport)


def remove_reports(folder: Path) -> None:
    """Take away the reports of a former run: what becomes of its files from now on would make them untrue."""
    details = (file.name for file in folder.glob("rapport-*.html") if _DETAILS.fullmatch(file.name))
    for name in (*_NAMES, *details):
        with suppress(OSError):  # a folder that refuses it refuses the run too, which says so
            (folder / name).unlink()


def write_reports(rapport: Rapport, folder: Path) -> None:
    """Write the reports of a run in its folder; one that cannot be written does not hold back the others.

    Raises:
        InputError: where one of them cannot be written.
    """
    from engine.lot.reports.manifeste import manifeste  # noqa: PLC0415

    digests: dict[str, str] = {}
    refused: list[Finding] = []

    def write(name: str, pieces: Iterable[bytes]) -> None:
        digest = sha256()
        try:
            write_pieces(folder / name, _digested(pieces, digest))
        except InputError as error:  # a workbook that Excel holds open, for one
            refused.extend(error.findings)
        else:
            digests[name] = digest.hexdigest()

    for name, pieces in _made(rapport):
        write(name, pieces)
    write(MANIFEST, manifeste(rapport, digests))
    if refused:
        raise InputError(refused)


def _digested(pieces: Iterable[bytes], digest: Hash) -> Iterator[bytes]:
    """The same pieces; the digest is that of the whole once they have all been taken."""
    for piece in pieces:
        digest.update(piece)
        yield piece
