"""Two contracts compared, told on the terminal and written in files."""

from __future__ import annotations

from argparse import Namespace

import cpom
from engine import french
from engine.commands.chosen_library import bibliotheque_demandee
from engine.commands.output import has_colours, report, result
from engine.commands.told_files import put_told, write_told


def run(arguments: Namespace) -> int:
    """Compare; 1 where a file could not be written.

    Raises:
        InputError: where one of both cannot be read.
    """
    library = bibliotheque_demandee(arguments)
    found = cpom.comparer(arguments.a, arguments.b, bibliotheque=library, jour=arguments.aujourdhui)
    result(found.texte(couleurs=has_colours()))
    report(found.constats)
    done = [_written(found, name, arguments) for name in arguments.format]
    return int(not all(done))


def _written(found: cpom.Comparaison, name: str, arguments: Namespace) -> bool:
    """Write a file; whether it could be."""
    target = arguments.sortie / f"comparaison-{arguments.a.stem}-{arguments.b.stem}.{name}"
    if name != "docx":
        return write_told(target, lambda: found.ecrire(name))
    day = arguments.date or found.jour
    said = f"modifications de « {arguments.auteur} », du {french.date_in_french(day)}"
    return put_told(
        target, lambda: found.ecrire(name, auteur=arguments.auteur, date=day), overwrite=arguments.ecraser, said=said
    )
