"""The name of a file, as a command says it: a name may hold any sign but « / »."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_name_of_a_file_gives_no_order_to_a_terminal(tmp_path: Path) -> None:
    """Colours, the end of a line, letters from right to left."""
    file = tmp_path / "a\x1b[31m\nerreur [faux] \u202eb.yaml"
    file.write_bytes(Path("data/exemples/saad-premier-jet.yaml").read_bytes())
    asked = ["generer", str(file), "--format", "txt,docx", "--sortie", str(tmp_path)]
    words = [sys.executable, "-m", "engine.cli", *asked]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    said = done.stdout + done.stderr + (tmp_path / "rapport.txt").read_text(encoding="utf-8")
    assert not {"\x1b", "\u202e"} & set(said)
    assert not [line for line in said.splitlines() if line.startswith("erreur [faux]")]
