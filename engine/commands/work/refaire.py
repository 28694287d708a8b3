"""`cpom refaire`: a document made again from what it carries; the same to the byte, or what has changed since."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import cpom
from cpom.redaction import deposes
from engine.commands.chosen_library import bibliotheque_of
from engine.commands.output import has_colours, report, result_as_it_is, tell
from engine.errors import Severity
from engine.reading.decoding import printable


def run(arguments: Namespace) -> int:
    """Make it again; the exit code is 0 where it is the same to the byte.

    Raises:
        cpom.Erreur: where it cannot be made again, or where a file may not be replaced.
    """
    document: Path = arguments.document
    folder = arguments.dossier or document.parent
    library = bibliotheque_of(arguments, folder / document.name)
    allowed = tuple(arguments.dossier_permis)
    made = cpom.refaire(document, dossier=folder, bibliotheque=library, dossiers_permis=allowed)
    report(one for one in made.constats if one.code == "refaire-refuse" and one.severity is Severity.WARNING)
    result_as_it_is(made.texte(couleurs=has_colours()))
    if arguments.sortie:
        _write(made, arguments)
    return int(not made.identique)


def _write(made: cpom.Refait, arguments: Namespace) -> None:
    written = {
        arguments.sortie / f"{arguments.document.stem}.{name}": cpom.Ecrit(made.ecrire(name), ())
        for name in arguments.format or (made.format,)
    }
    report(deposes(written, made.redaction, ecraser=arguments.ecraser))
    for path in written:
        tell(f"{printable(path)} : écrit")
