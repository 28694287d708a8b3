"""`cpom modeles` and `cpom clauses MODELE`: what the library holds."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence

from engine.commands.chosen_library import bibliotheque_of
from engine.commands.output import report, result
from engine.commands.work.source import run as run_source


def run_models(arguments: Namespace) -> int:
    """List the models with their official source and, where there are several, the library of each."""
    library = bibliotheque_of(arguments)
    for name in library.noms_des_modeles:
        model = library.modele(name)
        result(f"{name} : {model.intitule}")
        if library.dossiers:
            result(f"    bibliothèque : {' ; '.join(model.bibliotheques)}")
        result(f"    source : {model.source}")
        for document, title in model.documents.items():
            result(f"    autre document : {document} ({title})")
    return 0


def run_clauses(arguments: Namespace) -> int:
    """List the clauses of a model in the order of the contract, each with its title, file, source and condition.

    Words with a date, and departures from the source that quote nothing printed or cannot be put back, are told: 1 is
    returned. Or print the source itself, as the clauses give it back.
    """
    if arguments.source or arguments.contre or arguments.sortie:
        return run_source(arguments)
    model = bibliotheque_of(arguments).modele(arguments.modele)
    findings = model.controler()
    for clause in model.clauses.values():
        result(f"{clause.nom} : {clause.intitule}")
        result(f"    fichier : {clause.fichier}")
        result(f"    source : {clause.source}")
        result(f"    s'applique : {condition(clause.si)}")
    if model.preambules:
        result(f"préambules au choix : {', '.join(model.preambules)} (par défaut : {model.preambule_par_defaut})")
    result(f"lisibilité : {model.lisibilite}")
    report(findings)
    return int(bool(findings))


def condition(si: Mapping[str, Sequence[str]]) -> str:
    """A condition in words."""
    return " et ".join(f"{trait} = {' ou '.join(values)}" for trait, values in si.items()) or "toujours"
