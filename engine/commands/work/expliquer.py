"""`cpom expliquer`: for each clause kept or left out, the trait and the line that decided, and its source."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

import cpom
from engine.commands.chosen_library import dossier_told
from engine.commands.output import report, result
from engine.errors import Severity


def run(arguments: Namespace) -> int:
    """Explain the clauses of one description; 1 where it is to be fixed."""
    dossier = dossier_told(arguments, arguments.fichier)
    errors = [one for one in dossier.controles if one.severity is Severity.ERROR]
    report(errors)
    for decision in dossier.decisions:
        state = "gardée" if decision.gardee else "écartée"
        result(f"{state:8}{decision.clause} : {decision.intitule}")
        for line in _reasons(decision, dossier):
            result(f"        {line}")
        result(f"        source : {decision.source}")
    return 1 if errors else 0


def _reasons(decision: cpom.Decision, dossier: cpom.Dossier) -> Iterator[str]:
    if decision.negociee:
        yield f"{decision.negociee} pour ce contrat : {decision.motif}"
    if decision.sous:
        yield f"sous {decision.sous}"
    if not decision.traits and decision.negociee != "supprimée":
        yield "toujours présente avec elle" if decision.sous else "toujours présente"
    for trait in decision.traits:
        values = " ou ".join(sorted(trait.valeurs))
        unknown = "" if trait.connu else " (inconnu : toutes les variantes possibles sont montrées)"
        yield f"{trait.nom} = {values}{unknown}, {_decided(trait, dossier)}"


def _decided(trait: cpom.Trait, dossier: cpom.Dossier) -> str:
    """Where the file says what decided, or that it does not say it."""
    given = [path for path in trait.chemins if dossier.dit(path)]
    if not given:
        default = "valeur par défaut, " if trait.connu else ""
        return f"{default}{dossier.nom} ne dit rien de {trait.chemins[0]}"
    return " ; ".join(f"{dossier.place(path)} {path}" for path in given)
