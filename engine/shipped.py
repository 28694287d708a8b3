"""Where the folders that are shipped with cpom stand: the clauses, the data, and what writers put into documents."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path


def shipped(package: str) -> Path:
    """The folder of a package, which may hold no module: `engine.bibliotheque`, `engine.referentiels`."""
    return Path(import_module(package).__path__[0])
