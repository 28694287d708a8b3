"""The digest of all that the files of a library say, and of the code that reads them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from engine.compiling.states import State, digest_of, states
from engine.libraries.bibliotheque import OF_A_LIBRARY, Bibliotheque, Couche, kept

_WRITTEN = "output"
"""What commands write beside a library."""
_OF_THE_DATA = ("exemples", "polices")
"""The folders of our data that no contract is read from."""
_CODE = ("", "asking", "assembly", "calendar", "compiling", "formulas", "formulas/functions", "law", "libraries",
         "libraries/compiled", "reading", "tables", "../models", "../models/fiches",
         "../models/kinds")  # fmt: skip
"""The folders of what reads and checks a library, from that of the engine."""


@kept
def content_of(library: Bibliotheque) -> str:
    """The digest of what a library holds and of what its files are called; empty where they cannot all be read."""
    return _content_of(library)


def unchanged(library: Bibliotheque, content: str) -> bool:
    """Whether the files of a library still hold what they held."""
    return _content_of(library) == content


def _content_of(library: Bibliotheque) -> str:
    """The digest of each layer, with what messages call its folders, and what is left out of them.

    A layer whose files have kept their dates is not read again: ours, while somebody writes theirs.
    """
    held = [digest_of(partial(_of, one)) for one in library.couches]
    layers = [(one.installee, [name for _, name in one.racines], sorted(one.sans)) for one in library.couches]
    return sha256(repr((layers, held)).encode("utf-8", "surrogatepass")).hexdigest() if all(held) else ""


@cache
def code() -> str:
    """The digest of the code that reads libraries."""
    engine = Path(__file__).parents[2]
    return digest_of(
        lambda: (one for folder in _CODE for one in states(os.path.join(engine, folder), (".py",), folder))
    )


def _of(couche: Couche) -> Iterator[State]:
    """The files of a layer, in a settled order.

    Raises:
        OSError: where a folder cannot be read, or one that is left out here is read as a model.
    """
    for rank, root in enumerate(root for root, _ in couche.racines if couche.installee or root == couche.dossier):
        without = (_WRITTEN,) if not couche.installee else _OF_THE_DATA if rank else ()
        yield from _walked(str(root), f"{rank}/", without, set())


def _walked(folder: str, within: str, without: Collection[str], seen: set[tuple[int, int]]) -> Iterator[State]:
    state = os.stat(folder)
    if (state.st_dev, state.st_ino) in seen:  # a link may lead back
        return
    seen.add((state.st_dev, state.st_ino))
    folders: list[str] = []
    yield from states(folder, OF_A_LIBRARY, within, folders)
    for name in sorted(folders):
        inside = os.path.join(folder, name)
        if not name.startswith((".", "__")) and name not in without:
            yield from _walked(inside, f"{within}{name}/", (), seen)
        elif os.path.lexists(os.path.join(inside, "modele.yaml")):
            raise OSError
