"""A library begun in a new folder."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from engine.assembly.soundness import open_model
from engine.commands.chosen_library import library_of
from engine.commands.output import result
from engine.errors import InputError
from engine.libraries.modele import model_names
from engine.starting.folder import check_empty, check_name, unknown_parent, write_folder
from engine.starting.new_library import first_files

_WITHOUT_PARENT = "contrat"


def run(arguments: Namespace) -> int:
    """Begin it.

    Raises:
        InputError: where the folder is not empty or cannot be written, or where a name is of no use.
    """
    library, folder = library_of(arguments), arguments.dossier
    known, herite = model_names(library), arguments.herite
    if herite and herite not in known:
        raise InputError([unknown_parent(herite, known)])
    nom = arguments.nom or f"{herite or _WITHOUT_PARENT}-exemple"
    check_name(nom, herite, library)
    check_empty(folder)
    parent = open_model(herite, library) if herite else None
    beneath = [_from(folder, one.dossier) for one in library.siennes]
    write_folder(folder, first_files(library, Path(os.path.abspath(folder)).name, nom, parent, beneath))
    inherited = f", hérité de « {herite} »" if herite else ""
    result(f"{folder} : une bibliothèque, et son modèle « {nom} »{inherited}.")
    result(f"Lisez {folder / 'LISEZMOI.md'}, ou essayez d'abord :")
    result(f"    cpom generer {_typed(folder / 'exemples' / 'contrat.yaml')}")
    result(f"    cpom bibliotheque controler {_typed(folder)}")
    return 0


def _from(folder: Path, library: Path) -> str:
    """A library that this one is laid over, as its `bibliotheque.yaml` names it."""
    try:
        return Path(os.path.relpath(library, os.path.realpath(folder))).as_posix()
    except ValueError:  # another disk
        return library.as_posix()


def _typed(path: Path) -> str:
    """A path as it is typed at a terminal."""
    return f'"{path}"' if " " in str(path) else str(path)
