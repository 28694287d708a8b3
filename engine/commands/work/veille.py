"""`cpom droit importer`: what the archives say of the register, told, written in files, and proposed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import cpom
from engine.commands.chosen_library import bibliotheque_of
from engine.commands.output import report, result, tell
from engine.commands.told_files import write_told
from engine.errors import Severity
from engine.reading.decoding import printable


def run(arguments: Namespace) -> int:
    """Tell what the archives say; 1 where one could not be read whole, or where something could not be written."""
    library = bibliotheque_of(arguments)
    found = cpom.veiller(arguments.archives, bibliotheque=library)
    for line in found.texte().splitlines():
        result(line)
    report(found.constats)
    failed = any(one.severity is Severity.ERROR for one in found.constats)
    for name in arguments.format:
        failed = not _written(found, name, arguments) or failed
    if arguments.ecrire:
        path, keys = found.enregistrer()
        here = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        tell(f"{printable(here)} : {', '.join(keys) or 'rien à écrire'}")
    return int(failed)


def _written(found: cpom.Veille, name: str, arguments: Namespace) -> bool:
    return write_told(arguments.sortie / f"veille-{found.jour}.{name}", lambda: found.ecrire(name))
