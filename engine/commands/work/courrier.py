"""`cpom courrier`: the letters of a library, or one of a contract, written."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import cpom
from engine import french
from engine.commands.account import Account
from engine.commands.chosen_library import bibliotheque_of, dossier_told
from engine.commands.ecriture import each, settle_engine, written_account
from engine.commands.output import result
from engine.commands.progress import Bar
from engine.reading.decoding import printable


def run(arguments: Namespace) -> int:
    """List the letters, or write one; 1 where it was not written."""
    if not arguments.genre:
        for name, what in cpom.courriers(bibliotheque_of(arguments)).items():
            result(french.typography(f"{name} : {what}"))
        return 0
    arguments.fichiers, arguments.garder_commentaires = [arguments.fichier], None
    settle_engine(arguments)

    def one(path: Path, bar: Bar) -> Account:
        dossier = dossier_told(arguments, path)
        made = cpom.courrier(
            dossier,
            arguments.genre,
            jour=arguments.date or arguments.aujourdhui,
            de=arguments.de,
            faits=dict(arguments.fait),
            echeances=arguments.echeance,
            avant=arguments.avant,
            definitif=arguments.definitif,
        )
        stem = f"{path.stem}-{arguments.genre}"
        return written_account(printable(path), made, stem, arguments, bar, printable(path))

    return each(arguments, one, f"-{arguments.genre}")
