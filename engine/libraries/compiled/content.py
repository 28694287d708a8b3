"""The digest of all that the files of a library say, and of the code that reads them."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from engine.compiling.cache import Store
from engine.libraries.bibliotheque import OF_A_LIBRARY, Bibliotheque, kept

_WRITTEN = "output"
"""What commands write beside a library."""
_OF_THE_DATA = ("exemples", "polices")
"""The folders of our data that no contract is read from."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is written again has another date, whatever the disk."""
_CODE = ("", "assembly", "calendar", "compiling", "formulas", "formulas/functions", "law", "libraries",
         "libraries/compiled", "reading", "tables", "../models", "../models/fiches",
         "../models/kinds")  # fmt: skip
"""The folders of what reads and checks a library, from that of the engine."""


class _Stamped(NamedTuple):
    """A file, by its name in its folder, with what changes as it is written again."""

    name: str
    size: int
    stamps: tuple[int, ...]
    path: str


@kept
def content_of(library: Bibliotheque, store: Store) -> str:
    """The digest of what a library holds and of what its files are called; empty where they cannot all be read.

    A content whose files keep their dates and sizes is not read again: `store` keeps its digest.
    """
    try:
        before, files = time.time_ns(), list(_of(library))
        key = f"etat-{_digest(repr((named(library), files)))}"
        known = store.read(key)
        if isinstance(known, str):
            return known
        found = _content(library, files)
        if files == list(_of(library)) and all(max(one.stamps[:2]) < before - _SETTLED for one in files):
            store.write(key, found)
    except OSError:
        return ""
    return found


def unchanged(library: Bibliotheque, content: str) -> bool:
    """Whether the files of a library still hold what they held."""
    with suppress(OSError):
        return _content(library, _of(library)) == content
    return False


def _content(library: Bibliotheque, files: Iterable[_Stamped]) -> str:
    found = sha256(repr(named(library)).encode())
    for one in files:
        with open(one.path, "rb") as file:
            held = file.read()
        found.update(f"{one.name}:{len(held)}:".encode("utf-8", "surrogatepass") + held)
    return found.hexdigest()


def named(library: Bibliotheque) -> tuple[object, ...]:
    """What messages call the folders of a library, and what is left out of them."""
    return tuple(
        (couche.installee, [name for _, name in couche.racines], sorted(couche.sans)) for couche in library.couches
    )


@cache
def code() -> str:
    """The digest of the code that reads libraries, by its names, its sizes and its dates."""
    engine = Path(__file__).parents[2]
    with suppress(OSError):
        files = [one for folder in _CODE for one in _scanned(os.path.join(engine, folder), (".py",))]
        return _digest(repr([(one.name, one.size, one.stamps[:1]) for one in files]))
    return ""


def _of(library: Bibliotheque) -> Iterator[_Stamped]:
    """The files of a library, in a settled order.

    Raises:
        OSError: where a folder cannot be read, or one that is left out here is read as a model.
    """
    for at, couche in enumerate(library.couches):
        for rank, root in enumerate(root for root, _ in couche.racines if couche.installee or root == couche.dossier):
            without = (_WRITTEN,) if not couche.installee else _OF_THE_DATA if rank else ()
            for one in _walked(str(root), "", without, set()):
                yield one._replace(name=f"{at}/{rank}/{one.name}")


def _walked(folder: str, within: str, without: Collection[str], seen: set[tuple[int, int]]) -> Iterator[_Stamped]:
    state = os.stat(folder)
    if (state.st_dev, state.st_ino) in seen:  # a link may lead back
        return
    seen.add((state.st_dev, state.st_ino))
    folders: list[str] = []
    yield from _scanned(folder, OF_A_LIBRARY, within, folders)
    for name in sorted(folders):
        inside = os.path.join(folder, name)
        if not name.startswith((".", "__")) and name not in without:
            yield from _walked(inside, f"{within}{name}/", (), seen)
        elif os.path.lexists(os.path.join(inside, "modele.yaml")):
            raise OSError


def _scanned(
    folder: str, endings: tuple[str, ...], within: str = "", folders: list[str] | None = None
) -> list[_Stamped]:
    """The files of one folder; the names of those in it are added to `folders`.

    Raises:
        OSError: where one of them is no regular file.
    """
    found = []
    with os.scandir(folder) as entries:
        for one in entries:
            if one.is_dir():
                if folders is not None:
                    folders.append(one.name)
            elif one.name.endswith(endings):
                state = one.stat()
                if not stat.S_ISREG(state.st_mode):  # to open a pipe would wait for ever: reading says what it is
                    raise OSError
                stamps = (state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
                found.append(_Stamped(f"{within}{one.name}", state.st_size, stamps, one.path))
    return sorted(found)


def _digest(said: str) -> str:
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
