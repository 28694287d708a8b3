"""What a part of `make endurance` tried and found, and the commands that it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

CPOM = [sys.executable, "-m", "engine.cli"]
PATIENCE = 3600
"""Seconds after which a command is said to hang."""


@dataclass
class Outcome:
    """What was tried, what was found (a sentence each), what was measured, and why nothing was tried, if so."""

    tried: int = 0
    found: list[str] = field(default_factory=list)
    said: str = ""
    impossible: str = ""

    def expect(self, held: bool, what: str) -> None:
        """Something more was tried; it is found where it does not hold."""
        self.tried += 1
        if not held:
            self.found.append(what)


def programmation(folder: Path, count: int) -> Path:
    """A programmation of that many contracts."""
    lines = [f"EHPAD {rank};Association Exemple {rank};35;2026" for rank in range(count)]
    head = "Raison sociale;Gestionnaire;Département;Année"
    (folder / "t.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    file = folder / "p.yaml"
    file.write_text("modele: ehpad\nperiode: 2026-2030\ntableau: t.csv\nprise_d_effet: 01/01\n", encoding="utf-8")
    return file


def cpom(*words: str | Path, before: tuple[str, ...] = (), **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*before, *CPOM, *map(str, words)], capture_output=True, text=True, check=False, timeout=PATIENCE,
        env=os.environ | environ,
    )  # fmt: skip


def hashes(folder: Path, extension: str = "docx") -> dict[str, str]:
    """The contracts of a folder."""
    files = sorted(file for file in folder.rglob(f"*.{extension}") if not file.name.startswith("."))
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files}


def is_told(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether a command that could not do its work says so in words, and returns 1."""
    return done.returncode == 1 and "Traceback" not in done.stdout + done.stderr and "[" in done.stdout + done.stderr
