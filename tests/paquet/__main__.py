"""`make paquet`: the wheel, with the list of what it is made of, inside (PEP 770) and beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.paquet.nomenclature import nomenclature
from tests.paquet.roue import put

WORDS = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]


def main(folder: Path) -> None:
    """Make both in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([*WORDS, "--wheel-dir", str(folder), "."], check=True)
    (wheel,) = folder.glob("cpom-*.whl")
    said = nomenclature()
    put(wheel, "sboms/cpom.cdx.json", said.encode())
    wheel.with_suffix(".cdx.json").write_text(said, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
