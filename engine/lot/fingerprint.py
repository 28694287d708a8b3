"""What decides the bytes of a contract, as a digest: its description, its logos, the library, the engine, the order.

Two contracts of the same digest are the same to the byte, so that a run taken up again leaves alone what is done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from engine.errors import InputError
from engine.lot.outcome import Order
from engine.programmation.projet import Projet
from engine.reading.fichiers import named_file
from engine.versions import version_of

_PACKAGES = ("engine", "models", "engine.bibliotheque", "engine.referentiels")
LIBRARIES = (
    "deflate",
    "docxtpl",
    "python-docx",
    "jinja2",
    "markdown-it-py",
    "num2words",
    "weasyprint",
    "pydyf",
    "fonttools",
    "typst",
)
"""The libraries whose version may change the bytes."""


def fingerprint(projet: Projet, order: Order) -> str:
    """The digest of everything that decides the files of a contract."""
    digest = sha256(f"{library()}{order.bibliotheque.empreinte}".encode())
    asked = (projet.nom, projet.texte, order.engine, str(order.final), *order.formats)
    for part in (*asked, "" if projet.dated else order.today.isoformat(), "bloqué" if projet.bloquants else ""):
        digest.update(f"{len(part)}:{part}".encode())
    for name in projet.fichiers:
        digest.update(_content(projet.dossier, name))
    return digest.hexdigest()


def _content(folder: str, name: str) -> bytes:
    try:
        path = named_file(name, Path(folder))
    except InputError:  # it is told of the contract itself
        return b"-"
    return path.read_bytes() if os.path.isfile(path) else b"-"


@cache
def library() -> str:
    """The digest of the engine, of the clauses and of the law, as they are installed."""
    digest = sha256(sys.version.encode())
    for name in LIBRARIES:
        digest.update(f"{name}={version_of(name)}".encode())
    for package in _PACKAGES:
        for path, content in contents(files(package), package):
            digest.update(f"{path}:{len(content)}".encode())
            digest.update(content)
    return digest.hexdigest()


def contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """The files of a package, in a settled order, without what a machine makes of them by itself."""
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_file() and not entry.name.endswith(".pyc"):
            yield f"{path}/{entry.name}", entry.read_bytes()
        elif entry.is_dir() and entry.name not in ("__pycache__", "exemples"):
            yield from contents(entry, f"{path}/{entry.name}")
