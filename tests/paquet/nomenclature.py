"""The list of what a wheel is made of (SBOM), in CycloneDX: each locked dependency with its hashes, each shipped font.

It says nothing of the day on which it was made: the same lock and the same fonts give the same bytes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from fontTools.ttLib import TTFont
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK: Final = Path("requirements.lock")
FONTS: Final = Path("data/polices")
LICENCES: Final = {"DejaVu": "Bitstream-Vera", "Liberation": "OFL-1.1", "Noto": "OFL-1.1"}
"""The licence of each family of fonts, by the beginning of their names; data/polices/LICENCES.txt has their words."""
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_OF_AN_EXTRA: Final = re.compile(r"""extra == ["']([^"']+)["']""")
_A_LINE: Final = 100
_DEVELOPMENT: Final = "dev"
"""The extra of those who develop cpom: nothing of it runs where a contract is written."""


def nomenclature() -> str:
    """The list, as the text of a JSON file."""
    project = _project()
    ours = Component(
        name=project["name"], version=project["version"], type=ComponentType.APPLICATION, bom_ref=project["name"],
        licenses=[LicenseFactory().make_from_string(project["license"])], description=project["description"],
        purl=PackageURL("pypi", name=project["name"], version=project["version"]),
    )  # fmt: skip
    bom = Bom(components=[*_locked(), *_fonts()])
    bom.metadata.component = ours
    _depend(bom, ours)
    said = "\n".join(f"{one.purl or one.name} {[held.content for held in one.hashes]}" for one in bom.components)
    bom.serial_number = uuid5(NAMESPACE_URL, sha256(f"{ours.purl}\n{said}".encode()).hexdigest())
    bom.metadata.timestamp = None  # type: ignore[assignment]  # the schema asks for none
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


@cache
def _project() -> dict[str, Any]:
    said: dict[str, Any] = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    return said


def _depend(bom: Bom, ours: Component) -> None:
    """Say what asks for what: we ask for what pyproject.toml names but for developers, and for the fonts."""
    found: dict[str, Component] = {
        canonicalize_name(one.name): one for one in bom.components if one.type is ComponentType.LIBRARY
    }
    fonts = [one for one in bom.components if one.type is ComponentType.FILE]
    direct = {canonicalize_name(Requirement(one).name) for one in (*_project()["dependencies"], *_optional())}
    bom.register_dependency(ours, [*(found[name] for name in sorted(direct & found.keys())), *fonts])
    every = _needed((*_project()["dependencies"], *_optional(), *_project()["optional-dependencies"][_DEVELOPMENT]))
    for name, one in found.items():
        bom.register_dependency(one, [found[under] for under in sorted(every.get(name, set()) & found.keys() - {name})])


def _optional() -> list[str]:
    extras = (words for name, words in _project()["optional-dependencies"].items() if name != _DEVELOPMENT)
    return [one for words in extras for one in words]


@cache
def _scopes() -> dict[str, ComponentScope]:
    """What each package is needed for, by its name: by everybody, or by who asks for an extra; otherwise by nobody."""
    optional, required = _needed(_optional()), _needed(_project()["dependencies"])
    return dict.fromkeys(optional, ComponentScope.OPTIONAL) | dict.fromkeys(required, ComponentScope.REQUIRED)


def _needed(words: Iterable[str]) -> dict[str, set[str]]:
    """The packages that requirements bring, those of other systems too, and what each asks for.

    One of another system is there without its own.
    """
    asked: dict[str, set[str]] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(one) for one in words]
    while waiting:
        one = waiting.pop()
        name, extras = canonicalize_name(one.name), frozenset(one.extras)
        under = [under for under in _requires(name) if _is_asked(under, extras)]
        asked.setdefault(name, set()).update(canonicalize_name(one.name) for one in under)
        if (name, extras) not in seen:
            seen.add((name, extras))
            waiting += under
    return asked


def _requires(name: str) -> list[Requirement]:
    try:
        return [Requirement(one) for one in requires(name) or ()]
    except PackageNotFoundError:  # of another system
        return []


def _is_asked(requirement: Requirement, extras: frozenset[str]) -> bool:
    of = set(_OF_AN_EXTRA.findall(str(requirement.marker or "")))
    return not of or bool(of & extras)


def _locked() -> Iterator[Component]:
    """What the lock pins, with the hash of each of its files; it says for which systems, and for which trade."""
    for block in re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8").strip()):
        head = block.splitlines()[0].removesuffix("\\").strip()
        pinned = Requirement(head)
        version = str(pinned.specifier).removeprefix("==")
        yield Component(
            name=pinned.name, version=version, bom_ref=f"{pinned.name}=={version}", type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", name=pinned.name, version=version),
            scope=_scopes().get(canonicalize_name(pinned.name), ComponentScope.EXCLUDED),
            licenses=_licences(pinned.name),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in _HASH.findall(block)],
            properties=[Property(name="cpom:marqueur", value=str(pinned.marker))] if pinned.marker else [],
        )  # fmt: skip


def _licences(name: str) -> list[License]:
    """The licences that a package says of itself: none, of one of another system."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return []
    classed = [one.rpartition(" :: ")[2] for one in about.get_all("Classifier", ()) if one.startswith("License :: ")]
    words = next((about[key] for key in ("License-Expression", "License") if key in about), "")
    said = [words] if words and len(words) < _A_LINE and "\n" not in words else classed  # or else its whole text
    return [LicenseFactory().make_from_string(one) for one in said]


def _fonts() -> Iterator[Component]:
    for file in sorted(FONTS.glob("*.ttf")):
        version = str(TTFont(file)["name"].getDebugName(5)).removeprefix("Version ").split(";")[0]
        licence = next(one for family, one in LICENCES.items() if file.name.startswith(family))
        yield Component(
            name=file.name, version=version, bom_ref=file.name, type=ComponentType.FILE,
            licenses=[LicenseFactory().make_from_string(licence)],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256(file.read_bytes()).hexdigest())],
        )  # fmt: skip
