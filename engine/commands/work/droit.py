"""`cpom droit`: the legal register at a date, or what changes between two dates and whom each change reaches."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import cpom
from engine import french
from engine.commands.chosen_library import bibliotheque_of, dossier_told
from engine.commands.output import report, result
from engine.commands.work.suivi import Suivi, as_json, lines_of
from engine.commands.work.veille import write

_CONTRACTS = (".yaml", ".yml", ".docx", ".odt", ".pdf")
_OF_A_LIBRARY = ("cpom.yaml", "bibliotheque.yaml")


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
    lines = list(lines_of(found))
    for line in lines:
        result(line)
    for name in arguments.format:
        content = as_json(found) if name == "json" else "\n".join(lines) + "\n"
        failed = not write(arguments.sortie / f"droit-{arguments.de}-{until}.{name}", content.encode()) or failed
    return int(failed)


def _read(arguments: Namespace) -> tuple[list[cpom.Dossier], bool]:
    """The contracts asked for, and whether one could not be read: it is told, and does not stop the others."""
    examples = sorted(Path(str(files("engine.referentiels") / "exemples")).glob("*.yaml"))
    found, failed = [], False
    for path, is_named in _files(arguments.fichiers or examples):
        try:
            found.append(dossier_told(arguments, path))
        except cpom.PasUneDescription as error:
            if is_named or path.suffix not in (".yaml", ".yml"):
                report(error.findings)
                failed = True
        except cpom.Erreur as error:
            report(error.findings)
            failed = True
    return found, failed


def _files(paths: list[Path]) -> Iterator[tuple[Path, bool]]:
    """These files, and those of the folders; what is in a folder and is no contract is not asked for by name."""
    for path in paths:
        if not path.is_dir():
            yield path, True
            continue
        for one in sorted(path.rglob("*")):
            is_hidden = any(part[0] in ".~" for part in one.relative_to(path).parts)
            if one.suffix.lower() in _CONTRACTS and one.is_file() and not is_hidden and one.name not in _OF_A_LIBRARY:
                yield one, False
