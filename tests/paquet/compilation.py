"""Our library compiled for a wheel, by the Python that makes it: what a user's cache holds once everything was used."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from engine.compiling.precompiled import packed
from engine.compiling.sealing import whole
from engine.compiling.states import FAMILY

SHIPPED: Final = "engine/compiling/precompiled.bin"
"""The file, by its name in a wheel."""


def compiled(wheel: Path) -> bytes:
    """The file to ship in this wheel: what its own code makes of its own library."""
    with TemporaryDirectory() as held:
        site, caches = Path(held, "site"), Path(held, "caches")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)  # ours
        (site / SHIPPED).unlink(missing_ok=True)
        environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONHASHSEED": "0"}
        environment |= dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(caches))
        subprocess.run([sys.executable, str(Path(__file__).with_name("usage.py"))], env=environment, check=True)
        return packed({folder.name: _values(folder) for folder in caches.rglob("*-*") if folder.is_dir()})


def _values(store: Path) -> Mapping[str, Any]:
    kept = () if store.name.startswith(f"{FAMILY}-") else store.iterdir()
    return {one.name: whole(one.name, one.read_bytes()) for one in kept}
