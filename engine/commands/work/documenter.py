"""The pages of a library, written in a folder."""

from __future__ import annotations

from argparse import Namespace

from engine.assembly.soundness import open_model
from engine.commands.chosen_library import library_of
from engine.commands.output import result
from engine.documenting.pages.site import HOME, site
from engine.libraries.modele import model_names
from engine.writing.files import write_whole


def run(arguments: Namespace) -> int:
    """Write the pages; all are made before the first is written.

    Raises:
        InputError: where a model is unknown or cannot be rendered, or where a file cannot be written.
    """
    library = library_of(arguments)
    models = [open_model(name, library) for name in arguments.modele or model_names(library)]
    pages = site(library, models, arguments.aujourdhui)
    for name, content in pages.items():
        write_whole(arguments.dossier / name, content)
    result(f"{arguments.dossier / HOME} : {len(pages)} pages")
    return 0
