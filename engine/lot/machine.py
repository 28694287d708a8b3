"""What a machine drafts with: two that differ in any of it would not write the same bytes."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files

from engine.lot.fingerprint import contents, versions
from engine.versions import version_of

_CODE, _CLAUSES, _DATA = ("engine", "models"), "engine.bibliotheque", "engine.referentiels"
_FONTS = "polices"
_CARRIERS = ("pyyaml", "dask", "distributed")
"""What reads descriptions, and what carries them with their documents."""


def drafted_with(*, by_weasyprint: bool) -> dict[str, str]:
    """Every thing that decides bytes beside the description, by its name in messages: a version, or a digest."""
    made_with = versions(by_weasyprint=by_weasyprint) | {name: version_of(name) for name in _CARRIERS}
    return {
        "Python": platform.python_version(),
        **{name: version for name, version in made_with.items() if version},
        "le programme": _digest(*_CODE),
        "les clauses": _digest(_CLAUSES),
        "le droit et les données": _digest(_DATA, without=_FONTS),
        "les polices": _digest(_DATA, only=_FONTS),
    }


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """« Python 3.11.2 (ici 3.13.1) », « les clauses » : in what another machine differs from this one."""
    found = []
    for name in dict.fromkeys((*here, *there)):
        mine, other = here.get(name, ""), there.get(name, "")
        if mine != other:
            digests = {len(one) for one in (mine, other)} == {_LENGTH}
            found.append(name if digests else f"{name} {other or 'absent'} (ici {mine or 'absent'})")
    return found


_LENGTH = 64


def _digest(*packages: str, only: str = "", without: str = "") -> str:
    digest = sha256()
    for package in packages:
        for path, content in contents(files(package), package):
            folder = path.removeprefix(f"{package}/").partition("/")[0]
            if (not only or folder == only) and folder != (without or None):
                digest.update(f"{path}:{len(content)}".encode() + content)
    return digest.hexdigest()
