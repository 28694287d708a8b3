"""Which library a command uses: that of its words, or of the environment, or of the nearest `cpom.yaml`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from engine.library.bibliotheque import Bibliotheque
from engine.library.ouverture import chosen


def library_of(arguments: Namespace, file: Path | None = None) -> Bibliotheque:
    """The library of a file that a command reads; without a file, that of the current folder.

    Raises:
        InputError: where what is named is no library, or where `cpom.yaml` cannot be read.
    """
    asked = [*getattr(arguments, "au_dessus", ()), *getattr(arguments, "bibliotheque", ())]
    return chosen(asked, file.parent if file else Path())
