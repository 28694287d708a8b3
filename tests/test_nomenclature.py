"""What a wheel is made of is said in CycloneDX: valid, the same each time, and neither more nor less than the lock."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.paquet.nomenclature import nomenclature
from tests.paquet.roue import about, put


@pytest.fixture(scope="module")
def said() -> str:
    return nomenclature()


def test_it_is_valid(said: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(said) is None


def test_it_is_the_same_each_time(said: str) -> None:
    assert nomenclature() == said


def test_it_lists_the_locked_dependencies_and_the_fonts(said: str) -> None:
    listed = json.loads(said)["components"]
    lock = Path("requirements.lock").read_text(encoding="utf-8")
    libraries = {f"{one['name']}=={one['version']}" for one in listed if one["type"] == "library"}
    assert libraries == set(re.findall(r"^[\w.-]+==[\w.+!-]+", lock, re.MULTILINE))
    hashes = {held["content"] for one in listed if one["type"] == "library" for held in one["hashes"]}
    assert hashes == set(re.findall(r"sha256:([0-9a-f]{64})", lock))
    fonts = {one["name"]: one for one in listed if one["type"] == "file"}
    assert set(fonts) == {file.name for file in Path("data/polices").glob("*.ttf")}
    assert all(one["licenses"] and one["version"] for one in fonts.values())
    assert len(listed) == len(libraries) + len(fonts)


def test_it_tells_what_everybody_needs_from_what_some_ask_for(said: str) -> None:
    scopes = {one["name"]: one.get("scope") for one in json.loads(said)["components"] if one["type"] == "library"}
    for name, scope in {
        **dict.fromkeys(("typst", "docxcompose", "pillow", "six"), "required"),
        **dict.fromkeys(("starlette", "sqlalchemy", "cryptography", "distributed"), "optional"),
        **dict.fromkeys(("pytest", "ruff", "iniconfig"), "excluded"),
    }.items():
        assert scopes[name] == scope, name


def test_it_tells_what_asks_for_what(said: str) -> None:
    asked = {one["ref"].partition("==")[0]: one.get("dependsOn", []) for one in json.loads(said)["dependencies"]}
    direct = {one.partition("==")[0] for one in asked["cpom"]}
    assert {"docxtpl", "weasyprint", "sqlalchemy", "DejaVuSans.ttf"} <= direct
    assert not direct & {"pytest", "ruff", "mypy", "six"}
    assert [one.partition("==")[0] for one in asked["python-dateutil"]] == ["six"]
    assert "docxcompose" in {one.partition("==")[0] for one in asked["docxtpl"]}


def test_it_tells_the_licence_of_whatever_is_installed_here(said: str) -> None:
    libraries = [one for one in json.loads(said)["components"] if one["type"] == "library"]
    without = {one["name"] for one in libraries if not one.get("licenses")}
    installed = {name for name in without if importlib.util.find_spec(name.replace("-", "_"))}
    assert installed <= {"axe-playwright-python"}, "it alone says none"
    (jinja,) = [one["licenses"] for one in libraries if one["name"] == "jinja2"]
    assert "BSD" in str(jinja)


def test_it_is_put_in_the_wheel_which_lists_it(said: str, tmp_path: Path) -> None:
    wheel, folder = tmp_path / "cpom-1-py3-none-any.whl", "cpom-1.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("cpom/__init__.py", "")
        archive.writestr(f"{folder}/METADATA", "Metadata-Version: 2.4\nName: cpom\nVersion: 1\n")
        archive.writestr(f"{folder}/RECORD", f"cpom/__init__.py,,\n{folder}/METADATA,,\n{folder}/RECORD,,\n")
    name = f"{about(wheel)}/sboms/cpom.cdx.json"
    put(wheel, {name: said.encode()})
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(name).decode() == said
        lines = archive.read(f"{folder}/RECORD").decode().splitlines()
        assert {one.date_time[0] for one in archive.infolist()} == {1980}, "it says nothing of the day"
    named = {name: (digest, size) for name, digest, size in csv.reader(lines)}
    assert set(named) == {
        "cpom/__init__.py",
        *(f"{folder}/{one}" for one in ("METADATA", "RECORD", "sboms/cpom.cdx.json")),
    }
    digest, size = named[name]
    assert digest == "sha256=" + urlsafe_b64encode(sha256(said.encode()).digest()).decode().rstrip("=")
    assert int(size) == len(said.encode())
