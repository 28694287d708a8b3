"""A file put in the metadata of a wheel that is made, which lists it with the others."""

from __future__ import annotations

import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path


def put(wheel: Path, name: str, content: bytes) -> None:
    """Add a file to the .dist-info folder of a wheel, and its line to the list of its files (RECORD)."""
    with zipfile.ZipFile(wheel) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    record = next(info for info, _ in parts if info.filename.endswith(".dist-info/RECORD"))
    added = zipfile.ZipInfo(record.filename.removesuffix("RECORD") + name, record.date_time)
    added.external_attr, added.compress_type = record.external_attr, record.compress_type
    digest = urlsafe_b64encode(sha256(content).digest()).decode().rstrip("=")
    line = f"{added.filename},sha256={digest},{len(content)}\n"
    with zipfile.ZipFile(wheel, "w") as archive:
        for info, part in parts:
            if info is record:
                archive.writestr(added, content)
            archive.writestr(info, line.encode() + part if info is record else part)
