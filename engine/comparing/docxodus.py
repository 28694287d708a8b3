"""Docxodus, which compares two DOCX: its programs, unpacked once and whole where one may write, and its answers.

Its package unpacks by itself, in place and without a lock: a run that is stopped, or two at once, would leave a part
of its programs for good. So they are unpacked here beside their place, and take it in one step.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import tarfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from engine.compiling.own_folder import cache_home, is_ours
from engine.errors import Finding, InputError
from engine.writing.temporary import temporary_folder

_PACKAGE = "python_redlines_docxodus"
_LIST = "contenu.json"
"""What says that everything was unpacked: each file with its size."""
_UNPACKING = "en-cours-"
_STALE = 3600
"""Seconds after which what is being unpacked was left by a run that was stopped."""
_UNUSED = 30 * 24 * 3600
"""Seconds after which the programs of a version are used no more: 108 MB."""
_TRIES = 3


def compared(first: bytes, second: bytes, author: str, moment: str) -> bytes:
    """The second DOCX with what it changes of the first as tracked changes, by this author, at this moment (ISO 8601).

    Raises:
        InputError: where the extra is not installed, has no program for this machine, or fails.
    """
    try:
        import python_redlines  # noqa: PLC0415 - an extra
    except ImportError:
        raise InputError([_NOT_INSTALLED]) from None
    try:
        with programs(cache_home()) as folder:
            engine = python_redlines.DocxodusEngine(str(folder))
            return bytes(engine.run_redline(author, first, second, date_time=moment)[0])
    except python_redlines.EngineNotInstalledError:
        raise InputError([_NOT_INSTALLED]) from None
    except python_redlines.EngineExecutionError as error:
        said = (error.stderr or error.stdout or "").strip().splitlines()
        raise InputError([_failed(said[-1] if said else f"code {error.returncode}")]) from None
    except (OSError, ValueError, tarfile.TarError, zipfile.BadZipFile) as error:
        raise InputError([_failed(str(error))]) from None


@contextmanager
def programs(home: Path | None) -> Iterator[Path]:
    """The folder of its programs under `home`; where one may not write there, one that goes with this run.

    Raises:
        OSError: where they can be unpacked nowhere.
        tarfile.TarError: where the package is damaged.
    """
    kept = _kept(home) if home else None
    if kept:
        yield kept
        return
    with temporary_folder("comparaison") as folder:
        yield unpacked(Path(folder))


def _kept(home: Path) -> Path | None:
    """Where they are kept; None where that is no folder of this user alone, or is full."""
    with suppress(OSError):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_ours(home.lstat(), stat.S_ISDIR):
            _forget(home)
            return unpacked(home)
    return None


def unpacked(home: Path) -> Path:
    """The folder of its programs under `home`, whole: unpacked where they are not, or not all.

    Raises:
        OSError: where they cannot be written.
        tarfile.TarError: where the package is damaged.
    """
    folder = home / f"docxodus-{version(_PACKAGE.replace('_', '-'))}"
    for _ in range(_TRIES):
        if _is_whole(folder):
            with suppress(OSError):
                os.utime(folder)
            return folder
        _unpack(home, folder)
    raise OSError(f"{folder} change pendant qu'il est lu")


def _unpack(home: Path, folder: Path) -> None:
    """Unpack beside, then take the place of what is there; another process may do the same, and be first."""
    beside = Path(mkdtemp(prefix=_UNPACKING, dir=home))
    try:
        for archive in _archives():
            target = beside / "ici" / archive.name.removesuffix(".tar.gz").removesuffix(".zip")
            with as_file(archive) as path:
                _extract(path, target)
        found = {one.relative_to(beside / "ici").as_posix(): one.stat().st_size for one in _files(beside / "ici")}
        (beside / "ici" / _LIST).write_text(json.dumps(found))
        if _is_whole(folder):
            return
        with suppress(FileNotFoundError):
            folder.rename(beside / "avant")
        with suppress(FileExistsError) if os.name == "nt" else suppress(OSError):
            (beside / "ici").rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _extract(archive: Path, target: Path) -> None:
    if archive.suffix == ".zip":
        shutil.unpack_archive(archive, target)
        return
    with tarfile.open(archive) as opened:
        if hasattr(tarfile, "data_filter"):  # Python 3.11.4
            opened.extraction_filter = tarfile.data_filter
        opened.extractall(target)  # noqa: S202 - of our own package, and filtered


def _archives() -> list[Any]:
    return [one for one in (files(_PACKAGE) / "_binaries").iterdir() if one.name.endswith((".tar.gz", ".zip"))]


def _files(folder: Path) -> Iterator[Path]:
    return (one for one in folder.rglob("*") if one.is_file())


def _is_whole(folder: Path) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        listed = json.loads((folder / _LIST).read_text())
        return bool(listed) and all((folder / name).stat().st_size == size for name, size in listed.items())
    return False


def _forget(home: Path) -> None:
    """Remove what runs that were stopped left, and the programs of versions that are used no more."""
    now = time.time()
    for pattern, age in ((f"{_UNPACKING}*", _STALE), ("docxodus-*", _UNUSED)):
        for one in home.glob(pattern):
            with suppress(OSError):
                if now - one.lstat().st_mtime > age:
                    shutil.rmtree(one, ignore_errors=True)


_NOT_INSTALLED = Finding(
    "comparaison-non-installee",
    "le DOCX en suivi des modifications demande l'extra « comparaison » de cpom, qui n'est pas installé, ou pas pour"
    " cette machine.",
    hint="Installez-le (pip install 'cpom[comparaison]'), ou demandez la comparaison en html, txt ou json.",
)


def _failed(said: str) -> Finding:
    message = f"le DOCX en suivi des modifications n'a pas pu être fait : {said}"
    hint = "Demandez la comparaison en html, txt ou json, qui ne passe pas par ce programme."
    return Finding("comparaison-impossible", message, hint=hint)
