"""`cpom dossier`: the folder of a contract for the assembly and the control of legality; nothing is sent."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import cpom
from engine.collecting import without_collecting
from engine.commands.chosen_library import dossier_asked
from engine.commands.output import report, result, tell
from engine.french import plural
from engine.reading.decoding import printable
from engine.writing.engines import pdf_engine


def run(arguments: Namespace) -> int:
    """Write it, whole, and say what is in it.

    Raises:
        cpom.Erreur: where the contract may not be written, or where the folder may not be replaced.
    """
    engine, said = pdf_engine(arguments.moteur)
    report(said)
    dossier = dossier_asked(arguments, arguments.fichier)
    with without_collecting():
        made = cpom.dossier_de_transmission(
            dossier,
            definitif=arguments.definitif,
            avec_reserves=arguments.avec_reserves,
            moteur=engine,
            matiere=arguments.matiere,
            numero=arguments.numero,
        )
    folder: Path = arguments.sortie
    report(made.enregistrer(folder, ecraser=arguments.ecraser))
    result(f"{printable(folder)} : {plural(len(made.fichiers), 'fichier')}")
    for name, what in made.objets.items():
        result(f"    {name} : {what}")
    report([one for one in made.constats if one.code == "mention-absente"])
    reserves = sum(one.reserve for one in made.constats)
    left = [plural(reserves, "réserve")] if reserves else []
    left += [f"{plural(made.manquants, 'fait')} à compléter"] if made.manquants else []
    if left:
        tell(f"Il reste {' et '.join(left)} : « cpom verifier {printable(arguments.fichier)} --details » les dit.")
    return 0
