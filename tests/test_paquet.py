"""What `pip install` puts on a machine is the whole of cpom: its packages, its clauses, its data."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

SETUPTOOLS: dict[str, Any] = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
FOLDERS = SETUPTOOLS["package-dir"]
ONLY_FOR_THE_README = {"data/apercu.png", "data/apercu-bureau.png"}


def test_every_package_is_installed() -> None:
    there = {
        str(init.parent).replace("/", ".")
        for root in ("cpom", "engine", "models")
        for init in Path(root).rglob("__init__.py")
        if "__pycache__" not in init.parts
    }
    assert there == set(SETUPTOOLS["packages"]) - FOLDERS.keys()


def test_every_file_that_a_package_reads_is_installed() -> None:
    """Clauses, tables, styles, fonts: whatever is no Python."""
    taken = {
        file
        for package, patterns in SETUPTOOLS["package-data"].items()
        for pattern in patterns
        for file in Path(FOLDERS.get(package, package.replace(".", "/"))).glob(pattern)
    }
    there = {
        file
        for root in ("cpom", "engine", "clauses", "data")
        for file in Path(root).rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc") and not fnmatch(file.name, ".*")
    }
    assert {str(file) for file in there - taken} == ONLY_FOR_THE_README
