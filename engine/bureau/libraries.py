"""The libraries that dossiers rest on: kept by content, so that a dossier stays on its own until somebody moves it.

What is kept is the library of the desk with the installed one beneath it: a new cpom changes no contract either.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, RowMapping, insert, select
from sqlalchemy.exc import IntegrityError

from cpom import Bibliotheque
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.tables import bibliotheques
from engine.bureau.storage.temporary import home


def kept(db: Connection, settings: Settings) -> str:
    """The library of the desk, as its folders are now, kept in the base; the hash that names it.

    Raises:
        cpom.Refus: where its folders are no library.
    """
    library = Bibliotheque(*settings.folders)
    content = library.archive()
    name = hashlib.sha256(content).hexdigest()
    if db.execute(select(bibliotheques.c.empreinte).where(bibliotheques.c.empreinte == name)).first() is None:
        try:
            with db.begin_nested():
                db.execute(insert(bibliotheques).values(empreinte=name, titres=list(library.titres), contenu=content))
        except IntegrityError:
            return name  # another process kept it meanwhile
    return name


def current(base: Engine, settings: Settings) -> tuple[str, Bibliotheque]:
    """The library of the desk, as its folders are now, with its name: that of the dossiers that are opened today.

    Raises:
        cpom.Refus: where its folders are no library.
    """
    with writing(base) as db:
        name = kept(db, settings)
    return name, library(base, name)


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
    return _read(content, home())


@lru_cache(maxsize=8)
def _read(content: bytes, where: Path) -> Bibliotheque:
    """A library that is kept: the same one for all the bases of this process that hold it, as tests have many."""
    return Bibliotheque.gardee(content, where)


def told(db: Connection, name: str) -> RowMapping:
    """What the pages say of a kept library: its `titres`, and since when it is kept (`gardee_le`)."""
    asked = select(bibliotheques.c.titres, bibliotheques.c.gardee_le).where(bibliotheques.c.empreinte == name)
    return db.execute(asked).mappings().one()
