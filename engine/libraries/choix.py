"""Which library a command takes: that of its words, else of CPOM_BIBLIOTHEQUE, else of the nearest `cpom.yaml`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine.errors import InputError
from engine.libraries.bibliotheque import IDENTITE, Bibliotheque
from engine.libraries.files import yaml_source
from engine.libraries.ouverture import Folders, at_of, installed, no_library, normal, opened, whole
from engine.reading.decoding import printable
from models.champs import Fiche

VARIABLE = "CPOM_BIBLIOTHEQUE"
REGLAGES = "cpom.yaml"


class Reglages(Fiche):
    """A `cpom.yaml`: the library of the descriptions in its folder and below."""

    bibliotheque: Folders = []


def chosen(asked: Sequence[Path], beside: Path, environment: Mapping[str, str] = os.environ) -> Bibliotheque:
    """The library of a command: that of its words, or of the environment, or of the nearest `cpom.yaml`.

    `beside` is the folder where that file is looked for first, then in its parents.

    Raises:
        InputError: where what is named is no library, or where `cpom.yaml` cannot be read.
    """
    if asked:
        return opened(asked)
    if named := [Path(one) for one in environment.get(VARIABLE, "").split(os.pathsep) if one.strip()]:
        return opened(named)
    for folder in _upwards(beside):
        if os.path.isfile(file := folder / REGLAGES) and (said := _settings(file)) is not None:
            return opened(said)
    return installed()


def _upwards(folder: Path) -> Iterator[Path]:
    """The folder and its parents, as a message names them from here."""
    here = Path(os.path.abspath(folder))
    yield folder
    yield from (_from_here(parent) for parent in here.parents)


def _from_here(path: Path) -> Path:
    """The path from the current folder, where it is shorter to open than the whole one."""
    try:
        near = os.path.relpath(path)
    except ValueError:  # another disk
        return path
    return Path(near) if len(near) < len(str(path)) else path


def _settings(file: Path) -> list[Path] | None:
    """The libraries that a `cpom.yaml` names; None where it is a description that has this name."""
    source = yaml_source(file, str(file))
    if "modele" in source.data:
        return None
    said = whole(Reglages, source)
    found = [normal(file.parent / one) for one in said.bibliotheque]
    for at, folder in enumerate(found):
        if not os.path.isfile(folder / IDENTITE):
            raise InputError(
                [no_library(folder, Path(printable(folder)), source.place(at_of(source, "bibliotheque", at)))]
            )
    return found
