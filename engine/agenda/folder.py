"""The files of a folder that may be of a contract, each once and in a settled order."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from engine.reading.decoding import printable

_READ = (".yaml", ".yml", ".docx", ".odt", ".pdf")
"""The descriptions, then the documents that carry one: of two files of a contract, the first is read."""
_OF_A_LIBRARY = ("cpom.yaml", "bibliotheque.yaml")


def files_of(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files that may be of a contract, in the folder and in those that it holds, and the others.

    What a system or a program hides there is neither (« .git », « ~$contrat.docx », « .~lock.contrat.odt# »).
    """
    found = sorted(_walk(folder), key=_rank)
    return [one for one in found if _is_read(one)], [one for one in found if not _is_read(one)]


def key_of(path: Path, folder: Path | None) -> str:
    """What a contract is known by, from one list to the next: its file without its suffix, from the folder if any.

    The contracts of a run have the same in its own calendar.
    """
    named = path.relative_to(folder) if folder else Path(path.name)
    return unicodedata.normalize("NFC", printable(named.with_suffix("")).replace(os.sep, "/"))


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        yield from (Path(here) / name for name in names if not name.startswith((".", "~$")))


def _is_read(path: Path) -> bool:
    return path.suffix.lower() in _READ and path.name not in _OF_A_LIBRARY


def _rank(path: Path) -> tuple[str, str, int]:
    suffix = path.suffix.lower()
    return str(path.parent), path.stem, _READ.index(suffix) if suffix in _READ else len(_READ)
