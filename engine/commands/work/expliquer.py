"""`cpom expliquer`: for each clause kept or left out, the trait and the line that decided, and its source."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from engine.assembly.selection import Decision
from engine.commands.library import library_of
from engine.commands.output import report, result
from engine.commands.work.modeles import title
from engine.dossier import Dossier, open_dossier
from engine.errors import dotted
from engine.library.tableaux import without_files
from models.traits import Trait


def run(arguments: Namespace) -> int:
    """Explain the clauses of one description; 1 where it is to be fixed."""
    dossier = open_dossier(arguments.fichier, arguments.aujourdhui, library_of(arguments, arguments.fichier))
    report(dossier.errors)
    for decision in dossier.assembled().decisions:
        state = "gardée" if decision.kept else "écartée"
        result(f"{state:8}{decision.clause.id}{title(decision.clause)}")
        for line in _reasons(decision, dossier):
            result(f"        {line}")
        result(f"        source : {without_files(decision.clause.en_tete.source)}")
    return 1 if dossier.errors else 0


def _reasons(decision: Decision, dossier: Dossier) -> Iterator[str]:
    if decision.under:
        yield f"sous {decision.under}"
    if not decision.traits:
        yield "toujours présente avec elle" if decision.under else "toujours présente"
    for trait in decision.traits:
        values = " ou ".join(sorted(trait.valeurs))
        unknown = "" if trait.connu else " (inconnu : toutes les variantes possibles sont montrées)"
        yield f"{trait.nom} = {values}{unknown}, {_decided(trait, dossier)}"


def _decided(trait: Trait, dossier: Dossier) -> str:
    """Where the file says what decided, or that it does not say it."""
    given = [path for path in trait.chemins if path in dossier.source.places]
    if not given:
        default = "valeur par défaut, " if trait.connu else ""
        return f"{default}{dossier.source.name} ne dit rien de {dotted(trait.chemins[0])}"
    return " ; ".join(f"{dossier.source.place(path)} {dotted(path)}" for path in given)
