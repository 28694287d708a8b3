"""Files put in a wheel that is made, which lists them with the others: the same contents give the same bytes."""

from __future__ import annotations

import stat
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP may say: neither the day on which it is made, nor that on which its files were copied."""
_MODE = (stat.S_IFREG | 0o644) << 16


def about(wheel: Path) -> str:
    """The folder of a wheel that says what it is (« cpom-0.1.0.dist-info »)."""
    with zipfile.ZipFile(wheel) as archive:
        return next(name.removesuffix("/RECORD") for name in archive.namelist() if name.endswith(".dist-info/RECORD"))


def put(wheel: Path, added: Mapping[str, bytes]) -> None:
    """Add files to a wheel, by their names in it, and their lines to the list of its files (RECORD)."""
    record = f"{about(wheel)}/RECORD"
    with zipfile.ZipFile(wheel) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    said = parts.pop(record)
    lines = "".join(f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in added.items())
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in {**parts, **added, record: lines.encode() + said}.items():
            one = zipfile.ZipInfo(name, _FIRST_DAY)
            one.external_attr, one.compress_type = _MODE, zipfile.ZIP_DEFLATED
            archive.writestr(one, content)


def _digest(content: bytes) -> str:
    return urlsafe_b64encode(sha256(content).digest()).decode().rstrip("=")
