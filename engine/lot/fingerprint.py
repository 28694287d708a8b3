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
from engine.makers import every_version
from engine.programmation.projet import Projet
from engine.reading.fichiers import named_file

_PACKAGES = ("engine", "models", "engine.bibliotheque", "engine.referentiels")
_PRECOMPILED = "engine/compiling/precompiled.bin"
"""What some wheels hold of the same clauses, compiled already: it changes no byte of a document."""


def fingerprint(projet: Projet, order: Order) -> str:
    """The digest of everything that decides the files of a contract."""
    digest = sha256(f"{library(order)}{order.bibliotheque.empreinte}".encode())
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


def library(order: Order) -> str:
    """The digest of the engine, of the clauses and of the law, as they are installed, for what is asked."""
    return _library(asks_weasyprint(order))


def asks_weasyprint(order: Order) -> bool:
    """Whether PDFs are asked for, of WeasyPrint."""
    return "pdf" in order.formats and order.engine == "weasyprint"


def versions(*, by_weasyprint: bool) -> dict[str, str]:
    """All that makes documents, with its version; Pango too where PDFs are made `by_weasyprint` and it is there."""
    if by_weasyprint:
        from engine.writing.pdf.writer import pango_is_there  # noqa: PLC0415 - it imports WeasyPrint

        by_weasyprint = pango_is_there()
    return every_version(by_weasyprint=by_weasyprint)


@cache
def _library(by_weasyprint: bool) -> str:
    digest = sha256(sys.version.encode())
    for name, version in versions(by_weasyprint=by_weasyprint).items():
        digest.update(f"{name}={version}".encode())
    for package in _PACKAGES:
        for path, content in contents(files(package), package):
            digest.update(f"{path}:{len(content)}".encode())
            digest.update(content)
    return digest.hexdigest()


def contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """The files of a package, in a settled order, without what a machine makes of them by itself."""
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        named = f"{path}/{entry.name}"
        if entry.is_file() and not entry.name.endswith(".pyc") and named != _PRECOMPILED:
            yield named, entry.read_bytes()
        elif entry.is_dir() and entry.name not in ("__pycache__", "exemples"):
            yield from contents(entry, named)
