"""`cpom droit`: the legal register at a date, or what changes between two dates and whom each change reaches."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

from engine import french
from engine.assembly.reach import clauses_using, keys_of_contract
from engine.assembly.soundness import open_model
from engine.commands.library import library_of
from engine.commands.output import report, result
from engine.dossier import Dossier, open_dossier
from engine.errors import InputError
from engine.law.amounts import amount, load_amounts
from engine.law.changes import Change, changes
from engine.law.denominations import load_denominations, term
from engine.law.experimentations import load_experimentations
from engine.law.register import RANKS, load_register
from engine.library.bibliotheque import Bibliotheque
from engine.library.modele import model_names


def run(arguments: Namespace) -> int:
    """List the law at a day, or its changes between two days."""
    if arguments.de:
        return _watch(arguments)
    for line in _law_at(library_of(arguments), arguments.date or arguments.aujourdhui):
        result(line)
    return 0


def _law_at(library: Bibliotheque, day: date) -> Iterator[str]:
    yield f"Droit du {french.date_in_french(day)}"
    register = load_register(library)
    by_rank = sorted(register.textes.items(), key=lambda item: RANKS.index(item[1].nature))
    for key, texte in by_rank:
        version = register.text_at(key, day)
        state = "en vigueur" if version.en_vigueur else "n'est pas en vigueur"
        if version.key != key:
            state = f"{register.agreed(key, 'remplacé')} par {version.key}"
        statut = "à vérifier" if texte.doubt(day) else texte.statut
        yield f"{key} : {register.cite(key)} ; {state} ; {statut}"
    for key in load_denominations(library):
        named = term(library, key, day)
        yield f"{key} : {named.texte} ; {named.statut}"
    for key, series in load_amounts(library).items():
        known = amount(library, key, day.year)
        said = french.euros(known.montant, series.unite) if known and known.montant else "inconnu"
        yield f"{key} : {said} en {day.year} ; {known.statut if known else 'à compléter'}"
    for key, one in load_experimentations(library).items():
        runs = "en cours" if one.du <= day <= one.jusquau else "ne s'applique pas"
        yield f"{key} : {one.libelle} ; {runs} ; {one.statut}"


def _watch(arguments: Namespace) -> int:
    """Each change with the clauses that use the thing changed, and the descriptions whose contract would say it.

    1 where a description cannot be read: nothing is known of what reaches it.
    """
    library = library_of(arguments)
    models = [open_model(name, library) for name in model_names(library)]
    examples = sorted(Path(str(files("engine.referentiels") / "exemples")).glob("*.yaml"))
    asked = arguments.fichiers or examples
    dossiers = list(_dossiers(asked, arguments))
    for change in changes(library, arguments.de, arguments.a or arguments.aujourdhui):
        result(f"{french.date_in_french(change.day)} : {change.key} {change.words}")
        for model in models:
            using = clauses_using(model, change.key)
            if using:
                result(f"    clauses de {model.nom} : {', '.join(using)}")
        reached = [dossier.source.name for dossier in dossiers if _reached(dossier, change)]
        if reached:
            result(f"    descriptions : {', '.join(reached)}")
    return int(len(dossiers) < len(asked))


def _dossiers(asked: Iterable[Path], arguments: Namespace) -> Iterator[Dossier]:
    """The descriptions asked for; one that cannot be read is told, and does not stop the others."""
    for path in asked:
        try:
            yield open_dossier(path, arguments.aujourdhui, library_of(arguments, path))
        except InputError as error:
            report(error.findings)


def _reached(dossier: Dossier, change: Change) -> bool:
    return change.reaches(keys_of_contract(dossier.selection()), dossier.droit.departements)
