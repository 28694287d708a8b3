"""What a process takes out of the base goes with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WORK = """
from engine.bureau.storage.temporary import filled
def fill(folder):
    print("rempli")
    (folder / "logo.png").write_bytes(b"logo")
print((filled("a", fill) / "logo.png").read_bytes() == (filled("a", fill) / "logo.png").read_bytes() == b"logo")
"""


def test_a_folder_is_filled_once_and_removed_as_the_process_ends(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", WORK], env={**os.environ, "TMPDIR": str(tmp_path)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert said.stdout.split() == ["rempli", "True"]
    assert not list(tmp_path.iterdir())
