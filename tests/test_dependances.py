"""The dependencies of pyproject.toml: each says why it is there, and is bounded where we touch its insides."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PYPROJECT = Path("pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]
OURS = [Requirement(one) for one in PROJECT["dependencies"]]
EXTRAS = [Requirement(one) for several in PROJECT["optional-dependencies"].values() for one in several]
LOCKED = {
    canonicalize_name(name): Version(version)
    for name, version in re.findall(
        r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", Path("requirements.lock").read_text("utf-8"), re.MULTILINE
    )
}
REASONS = dict(re.findall(r'^  "([^"]+)", +# (.+)$', PYPROJECT, re.MULTILINE))
PUBLIC = {
    "PIL.Image", "fontTools.fontBuilder", "fontTools.pens.ttGlyphPen", "fontTools.ttLib",
    "python_multipart.exceptions", "rich.console", "rich.progress", "rich.text", "stdnum.fr",
}  # fmt: skip
"""Modules inside a package that its documentation has people import."""


def insides(reason: str) -> list[tuple[str, str]]:
    """The names that a reason tells after « Insides: », each with the file that uses it."""
    told = reason.partition("Insides: ")[2]
    return [(words.split()[-1].strip("« »"), file) for words, file in re.findall(r"([^,]+?) in ([\w/]+\.py)", told)]


def upper(one: Requirement) -> bool:
    return any(bound.operator in {"<", "<=", "==", "~="} for bound in one.specifier)


@cache
def imported() -> frozenset[tuple[str, Path]]:
    """Every module of others that the engine imports, and where."""
    found: set[tuple[str, Path]] = set()
    for file in (file for folder in ("engine", "models", "cpom") for file in Path(folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add((node.module, file))
            elif isinstance(node, ast.Import):
                found |= {(one.name, file) for one in node.names}
    return frozenset(found)


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.name)
def test_a_dependency_says_why_it_is_there(one: Requirement) -> None:
    assert REASONS[next(written for written in PROJECT["dependencies"] if Requirement(written) == one)]


@pytest.mark.parametrize("one", [*OURS, *EXTRAS], ids=lambda one: one.name)
def test_the_lock_has_a_version_that_pyproject_takes(one: Requirement) -> None:
    assert LOCKED[canonicalize_name(one.name)] in one.specifier


@pytest.mark.parametrize("written", PROJECT["dependencies"])
def test_a_dependency_is_bounded_where_we_touch_its_insides_and_nowhere_else(written: str) -> None:
    told = insides(REASONS[written])
    assert bool(told) == upper(Requirement(written))
    for word, file in told:
        assert word in Path(file).read_text(encoding="utf-8"), f"{file} no longer uses {word}"


def test_what_is_imported_from_inside_a_package_is_bounded() -> None:
    packages, bounded = (
        packages_distributions(),
        {canonicalize_name(one.name) for one in (*OURS, *EXTRAS) if upper(one)},
    )
    inside = {
        (module, str(file))
        for module, file in imported()
        if "." in module and module not in PUBLIC and module.partition(".")[0] in packages
        for name in packages[module.partition(".")[0]]
        if canonicalize_name(name) not in {"cpom", *bounded}
    }
    assert not inside


def test_every_module_that_is_imported_is_of_a_dependency() -> None:
    packages = packages_distributions()
    declared = {canonicalize_name(one.name) for one in (*OURS, *EXTRAS)} | {"cpom", "pydantic-core"}
    roots = {module.partition(".")[0] for module, _ in imported()}
    unknown = {root for root in roots if root in packages and not {*map(canonicalize_name, packages[root])} & declared}
    assert not unknown
