"""`cpom droit`: the legal register at a date, or what changes between two dates and whom each change reaches."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import cpom
from engine import french
from engine.commands.chosen_library import bibliotheque_of, dossier_told
from engine.commands.output import report, result


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
    """Each change with the clauses that use the thing changed, and the descriptions whose contract would say it.

    1 where a description cannot be read: nothing is known of what reaches it.
    """
    library = bibliotheque_of(arguments)
    models = library.modeles.values()
    examples = sorted(Path(str(files("engine.referentiels") / "exemples")).glob("*.yaml"))
    asked = arguments.fichiers or examples
    dossiers = list(_dossiers(asked, arguments))
    for change in library.changements(arguments.de, arguments.a or arguments.aujourdhui):
        result(f"{french.date_in_french(change.jour)} : {change.cle} {change.phrase}")
        for model in models:
            using = model.clauses_selon(change.cle)
            if using:
                result(f"    clauses de {model.nom} : {', '.join(using)}")
        reached = [dossier.nom for dossier in dossiers if dossier.touche(change)]
        if reached:
            result(f"    descriptions : {', '.join(reached)}")
    return int(len(dossiers) < len(asked))


def _dossiers(asked: Iterable[Path], arguments: Namespace) -> Iterator[cpom.Dossier]:
    """The descriptions asked for; one that cannot be read is told, and does not stop the others."""
    for path in asked:
        try:
            yield dossier_told(arguments, path)
        except cpom.Erreur as error:
            report(error.findings)
