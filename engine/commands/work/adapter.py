"""`cpom adapter`: a clause of the model given other words in one description, with the clause that it comes from."""

from __future__ import annotations

from argparse import Namespace

from engine.adapting.entry import Entry, adaptation_of, merge_of, removal_of, texts_of
from engine.asking.yaml_text import entry
from engine.commands.chosen_library import library_of
from engine.commands.output import result, result_as_it_is
from engine.commands.rewriting import rewrite
from engine.dossier import open_dossier
from engine.errors import Path
from engine.importing.completed import completed
from engine.reading.decoding import printable, read_bytes


def run(arguments: Namespace) -> int:
    """Print what is to be put in the description; with a reason, or a merge, write it there."""
    read = read_bytes(arguments.fichier)  # before it is opened: what is written meanwhile is seen
    dossier = open_dossier(arguments.fichier, arguments.aujourdhui, library_of(arguments, arguments.fichier))
    name = arguments.clause
    writes = arguments.motif or arguments.fusion or arguments.supprimer
    if not writes and (texts := texts_of(dossier.modele, dossier.contrat, name)):
        result_as_it_is("\n\n".join(f"# {title}\n{text}" for title, text in texts.items()))
        return 0
    if arguments.fusion:
        made = merge_of(dossier.modele, dossier.contrat, name, arguments.preferer)
    elif arguments.supprimer:
        made = removal_of(dossier.modele, dossier.contrat, name, arguments.motif)
    else:
        made = adaptation_of(dossier.modele, dossier.contrat, name, arguments.motif)
    if not (arguments.motif or arguments.fusion):
        result_as_it_is("\n".join(_shown(name, made)))
        return 0
    facts: dict[Path, str] = {("adaptations", name, key): value for key, value in made.items()}
    rewrite(arguments.fichier, completed(dossier.source, dossier.modele, facts).text, read)
    place = f"adaptations: {name}"
    what = "supprimée de ce contrat" if arguments.supprimer else "à jour" if arguments.fusion else "à récrire"
    result(f"{printable(arguments.fichier)} : « {name} », {what} (« {place} »).")
    return 0


def _shown(name: str, made: Entry) -> list[str]:
    """The lines to paste in a description."""
    lines = ["adaptations:", *entry(f"  {name}:", None, 4)]
    for key, value in made.items():
        lines += entry(f"    {key}:", value or None, 6)
    return lines
