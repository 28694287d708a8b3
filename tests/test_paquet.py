"""The wheel, as it is installed: its library is compiled already, and what is wrong in that costs a compilation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.compiling import precompiled
from tests.paquet.compilation import SHIPPED, compiled
from tests.paquet.construction import made

DESCRIPTION = Path("data/exemples/saad-non-habilite.yaml").resolve()
READ = {"etats"}
"""What a user's cache keeps of files that are only read: their digests."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("paquet"))


@pytest.fixture
def site(wheel: Path, tmp_path: Path) -> Path:
    """Where the wheel is installed."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    return tmp_path / "site"


def run(site: Path, home: Path | str, *words: str) -> bytes:
    """What a command says in a process of its own, with this cache."""
    environment = {**os.environ, "PYTHONPATH": str(site)}
    environment |= dict.fromkeys(("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"), str(home))
    command = [sys.executable, "-m", "engine.cli", *words]
    done = subprocess.run(command, cwd=site.parent, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def families(home: Path) -> set[str]:
    """What a cache keeps."""
    return {one.parent.name.rpartition("-")[0] for one in home.rglob("*") if one.is_file()}


def test_the_first_use_compiles_nothing(site: Path, tmp_path: Path) -> None:
    run(site, tmp_path / "vide", "verifier", str(DESCRIPTION))
    run(site, tmp_path / "vide", "generer", str(DESCRIPTION), "--sortie", str(tmp_path))
    run(site, tmp_path / "vide", "questionnaire", "saad")
    assert families(tmp_path / "vide") <= READ | {"modules"}  # what Python compiles, which pip does as it installs
    assert run(site, "/proc/nulle/part", "verifier", str(DESCRIPTION))


def test_what_it_is_made_of_goes_with_it(wheel: Path, site: Path) -> None:
    (within,) = site.glob("cpom-*.dist-info/sboms/cpom.cdx.json")
    assert json.loads(within.read_bytes())["bomFormat"] == "CycloneDX"
    assert within.read_bytes() == wheel.with_suffix(".cdx.json").read_bytes()


def test_it_is_the_same_each_time(wheel: Path, site: Path) -> None:
    assert compiled(wheel) == (site / SHIPPED).read_bytes()


def cut_short(site: Path) -> None:
    """Near its beginning: what is whole before the cut still serves."""
    file = site / SHIPPED
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 100])


def of_another(site: Path) -> None:
    (site / SHIPPED).write_bytes(precompiled.packed({"clauses-0123456789abcdef": {"a": 1}}))


def of_other_clauses(site: Path) -> None:
    """A clause is changed beside it."""
    file = site / "engine" / "bibliotheque" / "saad" / "litiges.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nEt tout autre.\n", encoding="utf-8")


def of_other_code(site: Path) -> None:
    """What reads clauses is changed beside it."""
    file = site / "engine" / "libraries" / "clause.py"
    file.write_text(file.read_text(encoding="utf-8") + "\n# autre\n", encoding="utf-8")


@pytest.mark.parametrize("change", [cut_short, of_another, of_other_clauses, of_other_code])
def test_what_does_not_match_is_compiled_again(site: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    expected = run(site, tmp_path / "vide", "verifier", str(DESCRIPTION))
    change(site)
    assert run(site, tmp_path / "vide", "verifier", str(DESCRIPTION)) == expected
    assert "bibliotheques" in families(tmp_path / "vide")
