"""What a wheel is made of is said in CycloneDX: valid, the same each time, and neither more nor less than the lock."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.paquet.nomenclature import nomenclature


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
