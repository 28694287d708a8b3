"""The libraries that dossiers rest on: kept by content, so that a dossier stays on its own until somebody moves it."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from cpom import Bibliotheque
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.tables import bibliotheques

_WHEN = (1980, 1, 1, 0, 0, 0)


def kept(db: Connection, settings: Settings) -> str:
    """The library of the desk, as its folders are now, kept in the base; the hash that names it."""
    content, titles = _packed(settings.folders), Bibliotheque(*settings.folders).titres
    name = hashlib.sha256(json.dumps(titles).encode() + content).hexdigest()
    if db.execute(select(bibliotheques.c.empreinte).where(bibliotheques.c.empreinte == name)).first() is None:
        try:
            with db.begin_nested():
                db.execute(insert(bibliotheques).values(empreinte=name, titres=list(titles), contenu=content))
        except IntegrityError:
            return name  # another process kept it meanwhile
    return name


def current(base: Engine, settings: Settings) -> Bibliotheque:
    """The library of the desk, as its folders are now: that of the dossiers that are opened today."""
    with writing(base) as db:
        name = kept(db, settings)
    return library(base, name)


@lru_cache(maxsize=8)
def library(base: Engine, name: str) -> Bibliotheque:
    """The library that a hash names.

    Raises:
        LookupError: where the base has none of this name.
    """
    with reading(base) as db:
        content = db.execute(select(bibliotheques.c.contenu).where(bibliotheques.c.empreinte == name)).scalar()
    if content is None:
        raise LookupError(name)
    folders: list[Path] = []
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if packed.namelist():
            root = Path(tempfile.mkdtemp(prefix="cpom-bibliotheque-"))
            packed.extractall(root)
            folders = sorted(one for one in root.iterdir() if one.is_dir())
    return Bibliotheque(*folders)


def _packed(folders: Sequence[Path]) -> bytes:
    """Folders as an archive: the same content gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for at, folder in enumerate(folders):
            for file in sorted(one for one in folder.rglob("*") if one.is_file()):
                name = f"{at:02d}/{file.relative_to(folder).as_posix()}"
                packed.writestr(zipfile.ZipInfo(name, _WHEN), file.read_bytes())
    return made.getvalue()
