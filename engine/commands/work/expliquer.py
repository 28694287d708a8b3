"""`cpom expliquer`: why a contract says what it says, told on the terminal or written in files."""

from __future__ import annotations

from argparse import Namespace

import cpom
from engine.commands.chosen_library import dossier_told
from engine.commands.output import report, result
from engine.commands.told_files import put_told
from engine.errors import Severity


def run(arguments: Namespace) -> int:
    """Explain one description; 1 where it is to be fixed, or where a file could not be written.

    Raises:
        InputError: where it cannot be read, or has no clause that is asked for.
    """
    dossier = dossier_told(arguments, arguments.fichier)
    errors = [one for one in dossier.controles if one.severity is Severity.ERROR]
    report(errors)
    told = dossier.explication().de(*arguments.clause)
    if not arguments.format:
        for line in told.texte().splitlines():
            result(line)
    done = [_written(told, name, arguments) for name in arguments.format]
    return 1 if errors or not all(done) else 0


def _written(told: cpom.Explication, name: str, arguments: Namespace) -> bool:
    target = arguments.sortie / f"explication-{arguments.fichier.stem}.{name}"
    return put_told(target, lambda: told.ecrire(name), overwrite=arguments.ecraser)
