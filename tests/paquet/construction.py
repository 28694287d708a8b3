"""A wheel made of the files of this folder, and of nothing made of them before; the same ones give the same bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.paquet.compilation import SHIPPED, compiled
from tests.paquet.nomenclature import nomenclature
from tests.paquet.roue import about, put

_WORDS: Final = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
_MADE_HERE: Final = (".*", "__pycache__", "build", "output", "*.egg-info", "tests", "docs")
"""What a wheel is not made of: a former one may have left something there."""


def made(folder: Path) -> Path:
    """Make the wheel in a folder, with our library compiled and the list of what it is made of; the list beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as held:
        source = shutil.copytree(".", Path(held, "cpom"), ignore=shutil.ignore_patterns(*_MADE_HERE))
        subprocess.run([*_WORDS, "--wheel-dir", str(folder), str(source)], check=True)
    (wheel,) = folder.glob("cpom-*.whl")
    said = nomenclature()
    put(wheel, {SHIPPED: compiled(wheel), f"{about(wheel)}/sboms/cpom.cdx.json": said.encode()})
    wheel.with_suffix(".cdx.json").write_text(said, encoding="utf-8")
    return wheel
