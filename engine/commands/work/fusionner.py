"""`cpom fusionner`: what several people sent back, made one description."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import cpom
from engine.commands.chosen_library import bibliotheque_of
from engine.commands.output import report, result, result_file, tell
from engine.commands.work.formulaire import counted, put, refuse_existing, told
from engine.reading.decoding import printable, read_bytes

_IN_PLACE = "Donnez un autre nom ; pour compléter le fichier envoyé lui-même, écrivez --sur-place."


def run(arguments: Namespace) -> int:
    """Write the description that has all the answers; 1 where some contradict each other, or where it is wrong."""
    target = arguments.envoye if arguments.sur_place else arguments.sortie
    if target and not arguments.sur_place and not _left_unsettled(target, arguments):
        refuse_existing(target, (arguments.envoye, *arguments.revenus), _IN_PLACE)
    read = read_bytes(arguments.envoye) if arguments.sur_place else None
    made = cpom.fusionner(
        arguments.envoye,
        *arguments.revenus,
        preferer=arguments.preferer,
        bibliotheque=bibliotheque_of(arguments, arguments.envoye),
        jour=arguments.aujourdhui,
        nom=printable(target) if target else "",
    )
    wrong = [one for one in made.dossier.controles if one.gravite == "erreur"]
    report([*made.constats, *wrong])
    say = result if target else tell
    for line in told(made.reprises):
        say(line)
    if target:
        put(target, made.yaml(), read)
    else:
        result_file(made.yaml())
    say(f"{printable(target) if target else 'fusion'} : {counted(made)}")
    if target and (others := len(made.dossier.controles) - len(wrong)):
        tell(f"{others} remarque{'s' * (others > 1)} à lire : cpom verifier {printable(target)}")
    return 1 if made.conflits or wrong else 0


def _left_unsettled(target: Path, arguments: Namespace) -> bool:
    """Whether a file is what this command wrote, to the letter, before it was told which answers are preferred."""
    if not arguments.preferer or not target.is_file():
        return False
    before = cpom.fusionner(
        arguments.envoye,
        *arguments.revenus,
        bibliotheque=bibliotheque_of(arguments, arguments.envoye),
        jour=arguments.aujourdhui,
        nom=printable(target),
    )
    return read_bytes(target) == before.yaml().encode()
