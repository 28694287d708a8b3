"""`cpom modeles` and `cpom clauses MODELE`: what the library holds."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Mapping, Sequence

from engine.assembly.soundness import open_model
from engine.assembly.syntax import check_syntax
from engine.commands.library import library_of
from engine.commands.output import report, result
from engine.commands.work.source import run as run_source
from engine.errors import InputError
from engine.library.lisibilite import measure
from engine.library.modele import Clause, model_names
from engine.library.tableaux import without_files
from engine.soundness.departures import departure_mistakes
from engine.soundness.rendered import render_mistakes


def run_models(arguments: Namespace) -> int:
    """List the models with their official source and, where there are several, the library of each."""
    library = library_of(arguments)
    for name in model_names(library):
        model = open_model(name, library)
        plan = model.plan
        result(f"{name} : {plan.intitule}")
        if library.siennes:
            result(f"    bibliothèque : {' ; '.join(dict.fromkeys(couche.titre for couche, _ in model.lignee))}")
        result(f"    source : {plan.source.texte}")
        for document, other in plan.documents.items():
            result(f"    autre document : {document} ({other.intitule})")
    return 0


def run_clauses(arguments: Namespace) -> int:
    """List the clauses of a model in the order of the contract, each with its title, file, source and condition.

    Words with a date, and departures from the source that quote nothing printed or cannot be put back, are told: 1 is
    returned. Or print the source itself, as the clauses give it back.
    """
    if arguments.source or arguments.contre or arguments.sortie:
        return run_source(arguments)
    model = open_model(arguments.modele, library_of(arguments))
    check_syntax(model)
    if wrong := list(render_mistakes(model)):
        raise InputError(dict.fromkeys(wrong))
    preambules = (
        {clause: name for name, clause in model.plan.preambule.au_choix.items()} if model.plan.preambule else {}
    )
    for clause in model.clauses.values():
        chosen = {"preambule": [preambules[clause.id]]} if clause.id in preambules else {}
        result(f"{clause.id}{title(clause)}")
        result(f"    fichier : {clause.fichier}")
        result(f"    source : {without_files(clause.en_tete.source)}")
        result(f"    s'applique : {condition({**clause.en_tete.si, **chosen})}")
    if model.plan.preambule:
        choices = ", ".join(model.plan.preambule.au_choix)
        result(f"préambules au choix : {choices} (par défaut : {model.plan.preambule.defaut})")
    result(f"lisibilité : {measure(clause.ecrit for clause in model.clauses.values())}")
    findings = list(departure_mistakes(model))
    report(findings)
    return int(bool(findings))


def title(clause: Clause) -> str:
    """The title of a clause, its own words alone; or what the model calls that part: « désignation des parties »."""
    words = re.sub(r"(?:\s*\{[{%].*?[%}]\})+\s*", " … ", clause.en_tete.titre).strip()
    return f" : {words or _called(clause)}"


def _called(clause: Clause) -> str:
    source = without_files(clause.en_tete.source)
    if source.startswith("("):  # no model has it: « (sans équivalent : …) »
        return clause.id.rpartition("/")[2].replace("-", " ")
    return re.sub(r"^[a-z-]+, ", "", source.split(" ; ")[0])


def condition(si: Mapping[str, Sequence[str]]) -> str:
    """A condition in words."""
    return " et ".join(f"{trait} = {' ou '.join(values)}" for trait, values in si.items()) or "toujours"
