"""Two contracts compared, told on the terminal and written in files."""

from __future__ import annotations

from argparse import Namespace

import cpom
from engine import french
from engine.commands.chosen_library import bibliotheque_demandee
from engine.commands.output import has_colours, report, result, tell
from engine.errors import InputError
from engine.reading.decoding import printable
from engine.rereading.replacing.guard import put
from engine.writing.files import write_whole


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
    try:
        if name == "docx":
            day = arguments.date or found.jour
            content = found.ecrire(name, auteur=arguments.auteur, date=day)
            report(put({target: content}, overwrite=arguments.ecraser))
            tell(f"{printable(target)} : modifications de « {arguments.auteur} », du {french.date_in_french(day)}")
        else:
            write_whole(target, found.ecrire(name))
            tell(printable(target))
    except InputError as error:
        report(error.findings)
        return False
    return True
