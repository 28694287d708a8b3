"""A state of a dossier as `cpom` reads it, with its library and the files that it names."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any

from sqlalchemy import Engine, RowMapping, select

import cpom
from engine.bureau.libraries import library
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import fichiers
from engine.bureau.storage.temporary import filled

NOMME = "nomme"
"""The nature of a file that a description names: a letterhead, a logo."""


NAME = "contrat.yaml"
"""What findings call the description of a dossier."""


def opened(base: Engine, dossier: RowMapping, text: str, day: date, name: str = NAME) -> cpom.Dossier:
    """The description of a dossier, in its own library; `name` is what findings and comparisons call it.

    Raises:
        cpom.PasUneDescription: where the text is no YAML that can be read.
    """
    files = folder(base, dossier["id"])
    key = (base, dossier["bibliotheque"], files, text, day, name)
    with _LOCK:
        found = _OPEN.get(key)
    if found is None:
        found = cpom.lire(text, nom=name, dossier=files, bibliotheque=library(base, dossier["bibliotheque"]), jour=day)
    _keep(key, found)
    return found


def keep_read(base: Engine, dossier: RowMapping, made: cpom.Dossier, day: date) -> None:
    """Keep a description that a save has made: whoever opens it next does not read it again.

    It is drawn, and what is told of it is worked out with it, once.
    """
    with suppress(cpom.Refus):
        cpom.passages(made)
    _keep((base, dossier["bibliotheque"], folder(base, dossier["id"]), made.yaml(), day, made.nom), made)


def _keep(key: tuple[Any, ...], found: cpom.Dossier) -> None:
    with _LOCK:
        _OPEN[key] = found
        _OPEN.move_to_end(key)
        while len(_OPEN) > _MOST:
            _OPEN.popitem(last=False)


_MOST = 32
_OPEN: OrderedDict[tuple[Any, ...], cpom.Dossier] = OrderedDict()
"""The descriptions that were last asked for: a page and what it asks next read the same one."""
_LOCK = Lock()


def folder(base: Engine, dossier: str) -> Path:
    """A folder with the files that the description may name, as they are now; the same folder while none changes.

    Dossiers that name the same files, or none, share it.
    """
    asked = select(fichiers.c.nom, fichiers.c.sha256).where(
        fichiers.c.dossier == dossier, fichiers.c.nature == NOMME, fichiers.c.retire_le.is_(None)
    )
    with reading(base) as db:
        named = sorted((row.nom, row.sha256) for row in db.execute(asked) if is_safe(row.nom))
    return filled(sha256(repr(named).encode()).hexdigest(), lambda folder: _write(base, dossier, named, folder))


def is_safe(name: str) -> bool:
    """Whether a description may name a file so: within its folder, and the same on every system."""
    parts = name.split("/")
    return len(name.encode()) <= _LONGEST and all(
        re.fullmatch(r"[^\x00-\x1f/\\<>:\"|?*]+", one) and one.strip(". ") for one in parts
    )


def in_the_way(name: str, names: Collection[str]) -> bool:
    """Whether a file of this name cannot be beside others: one of them would have to be a folder."""
    above = {parent.as_posix() for parent in PurePosixPath(name).parents}
    return bool(above & set(names)) or any(one.startswith(f"{name}/") for one in names)


_LONGEST = 200
"""Bytes of the name of a file: systems keep 255."""


def _write(base: Engine, dossier: str, named: Sequence[tuple[str, str]], folder: Path) -> None:
    laid: list[str] = []
    for name, digest in named:
        if in_the_way(name, laid):
            continue
        laid.append(name)
        # The same file may have come several times: any of them is the one.
        asked = select(fichiers.c.contenu).where(
            fichiers.c.dossier == dossier, fichiers.c.nom == name, fichiers.c.sha256 == digest
        )
        with reading(base) as db:
            content = db.execute(asked.limit(1)).scalar_one()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
