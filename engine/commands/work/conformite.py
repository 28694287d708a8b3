"""The sheet of conformity of a contract, told on the terminal or written in files."""

from __future__ import annotations

from argparse import Namespace

import cpom
from engine.commands.chosen_library import bibliotheque_demandee
from engine.commands.ecriture import settle_engine
from engine.commands.output import report, result_as_it_is
from engine.commands.told_files import put_told


def run(arguments: Namespace) -> int:
    """Tell it, or write it; 1 where a file could not be written.

    Raises:
        InputError: where the contract cannot be read, or has errors.
    """
    settle_engine(arguments)
    library = bibliotheque_demandee(arguments)
    found = cpom.conformite(arguments.fichier, modele=arguments.modele, bibliotheque=library, jour=arguments.aujourdhui)
    if not arguments.format:
        result_as_it_is(found.ecrire("txt").decode())
    report(found.constats)
    done = [_written(found, name, arguments) for name in arguments.format]
    return int(not all(done))


def _written(found: cpom.Conformite, name: str, arguments: Namespace) -> bool:
    target = arguments.sortie / f"{arguments.fichier.stem}-conformite.{name}"
    return put_told(target, lambda: found.ecrire(name, moteur=arguments.moteur), overwrite=arguments.ecraser)
