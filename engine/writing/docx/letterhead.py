"""A letterhead on disk: a département's own .docx, or the neutral one, opened with care and made ready once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from engine.shipped import shipped
from engine.writing.docx.faults import HEAVIEST, fault, too_big
from engine.writing.docx.kept import kept
from engine.writing.docx.prepared import PreparedLetterhead

NEUTRAL: Final = "chartes/neutre.docx"
"""The letterhead of a contract that names none, among the engine's data."""


def load_letterhead(path: Path | None) -> PreparedLetterhead:
    """Open a letterhead, or the neutral one for None; a file that did not change is made ready once a process.

    Raises InputError, which says what is wrong with the file and what to do; findings have no place, since only the
    caller knows which line of the description names the letterhead.
    """
    if path is None:
        return _neutral()
    try:
        state = path.stat()
        if not path.is_file():
            raise IsADirectoryError(path)
    except (FileNotFoundError, ValueError) as error:
        hint = "Vérifiez le chemin ; un chemin relatif part du dossier de la description."
        raise fault("introuvable", path, "est introuvable", hint) from error
    except OSError as error:
        raise fault("illisible", path, "ne peut pas être lue", "Vérifiez que c’est un fichier .docx.") from error
    return _loaded(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _neutral() -> PreparedLetterhead:
    content = (shipped("engine.referentiels") / NEUTRAL).read_bytes()
    return kept(content, "neutre", lambda: _of_our_own(content))


def _of_our_own(content: bytes) -> PreparedLetterhead:
    from engine.writing.docx.preparing import prepared  # noqa: PLC0415 - it loads python-docx and docxtpl

    return prepared(content, "neutre.docx")


@lru_cache(maxsize=16)
def _loaded(path: Path, _modified: int, size: int) -> PreparedLetterhead:
    if size > HEAVIEST:
        raise too_big(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise fault("illisible", path, "ne peut pas être lue", "Vérifiez les droits d’accès au fichier.") from error
    return kept(content, "charte", lambda: _opened(content, path))


def _opened(content: bytes, path: Path) -> PreparedLetterhead:
    from engine.writing.docx.opening import opened  # noqa: PLC0415 - as above

    return opened(content, path)
