"""What a process of the desk takes out of the base to read it from files: one folder, removed as the process ends."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from engine.writing.temporary import new_folder

_LOCK = Lock()


@lru_cache(maxsize=1)
def home() -> Path:
    """The folder of this process."""
    folder, _ = new_folder("bureau")  # held until the process ends
    atexit.register(_remove, folder, os.getpid())
    return folder


def filled(name: str, fill: Callable[[Path], None]) -> Path:
    """The folder of this name, which says what it holds: `fill` puts it there once, and nothing changes in it."""
    folder = home() / name
    with _LOCK:
        if not folder.is_dir():
            home().mkdir(mode=0o700, exist_ok=True)  # the system empties its temporary folder
            beside = Path(tempfile.mkdtemp(prefix=".", dir=home()))
            fill(beside)
            beside.rename(folder)
    return folder


def remove() -> None:
    """Remove it now: a server that is told to stop ends without the rest."""
    if home.cache_info().currsize:
        shutil.rmtree(home(), ignore_errors=True)
        home.cache_clear()


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:  # and not one that was forked from it
        shutil.rmtree(folder, ignore_errors=True)
