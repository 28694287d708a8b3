"""`cpom droit`: the legal register at a date, or what changes between two dates and whom each change reaches."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import cpom
from cpom.calendriers import fichiers_de, of_none
from engine import french
from engine.commands.chosen_library import bibliotheque_of, dossier_told
from engine.commands.output import report, result
from engine.commands.told_files import write_told
from engine.commands.work.suivi import Suivi, as_json, as_text, lines_of


def run(arguments: Namespace) -> int:
    """List the law at a day, or its changes between two days."""
    if arguments.de:
        return _watch(arguments)
    for line in _law_at(bibliotheque_of(arguments), arguments.date or arguments.aujourdhui):
        result(line)
    return 0


def _law_at(library: cpom.Bibliotheque, day: date) -> Iterator[str]:
    yield f"Droit du {french.date_in_french(day)}"
    for texte in library.droit(day):
        yield f"{texte.cle} : {texte.citation} ; {texte.etat} ; {texte.statut}"
    for named in library.noms(day):
        yield f"{named.cle} : {named.texte} ; {named.statut}"
    for amount in library.montants(day.year):
        said = french.euros(amount.montant, amount.unite) if amount.montant else "inconnu"
        yield f"{amount.cle} : {said} en {day.year} ; {amount.statut}"
    for one in library.experimentations:
        runs = "en cours" if one.en_cours(day) else "ne s'applique pas"
        yield f"{one.cle} : {one.libelle} ; {runs} ; {one.statut}"


def _watch(arguments: Namespace) -> int:
    """Each change with the clauses and the contracts that it reaches, then the articles of each contract to take up.

    1 where a description cannot be read, and nothing is known of what reaches it, or where a file cannot be written.
    """
    until = arguments.a or arguments.aujourdhui
    read, failed = _read(arguments)
    found = Suivi(bibliotheque_of(arguments), arguments.de, until, read, detailed=bool(arguments.fichiers))
    for line in lines_of(found):
        result(line)
    done = [_written(found, name, arguments) for name in arguments.format]
    return int(failed or not all(done))


def _written(found: Suivi, name: str, arguments: Namespace) -> bool:
    target = arguments.sortie / f"droit-{found.start}-{found.end}.{name}"
    return write_told(target, (as_json(found) if name == "json" else as_text(found)).encode)


def _read(arguments: Namespace) -> tuple[list[cpom.Dossier], bool]:
    """The contracts asked for, and whether one could not be read: it is told, and does not stop the others."""
    examples = sorted(Path(str(files("engine.referentiels") / "exemples")).glob("*.yaml"))
    found, failed = [], False
    for path, is_named in _files(arguments.fichiers or examples):
        try:
            found.append(dossier_told(arguments, path))
        except cpom.PasUneDescription as error:
            if is_named:
                report(error.findings)
                failed = True
            elif path.suffix not in (".yaml", ".yml"):
                others = [one for one in error.constats if one.code == "autre-fichier"]
                report(map(of_none, others) if others else error.findings)
                failed = failed or not others
        except cpom.Erreur as error:
            report(error.findings)
            failed = True
    return found, failed


def _files(paths: list[Path]) -> Iterator[tuple[Path, bool]]:
    """These files, and those of the folders; what is in a folder and is no contract is not asked for by name."""
    for path in paths:
        if os.path.isdir(path):  # unlike Path.is_dir, it bears a name that is too long
            yield from ((one, False) for one in fichiers_de(path))
        else:
            yield path, True
