"""`cpom fusionner`: what several people sent back, made one description."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

import cpom
from engine.commands.chosen_library import bibliotheque_of
from engine.commands.output import report, result, result_file, tell
from engine.errors import Finding, InputError, Place
from engine.reading.decoding import printable
from engine.writing.files import write_whole

_MARK = b"\xef\xbb\xbf"


def run(arguments: Namespace) -> int:
    """Write the description that has all the answers; 1 where some contradict each other, or where it is wrong."""
    target = arguments.envoye if arguments.sur_place else arguments.sortie
    if target and not arguments.sur_place:
        _refuse_existing(target, (arguments.envoye, *arguments.revenus))
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
    for one in made.reprises:
        change = "un autre ordre" if one.ordre else f"{one.avant or '(vide)'} → {one.apres or '(vide)'}"
        say(f"    {one.chemin} : {change} ({', '.join(one.fichiers)})")
    if target:
        _write(target, made.yaml())
    else:
        result_file(made.yaml())
    say(f"{printable(target) if target else 'fusion'} : {_counted(made)}")
    if target and (others := len(made.dossier.controles) - len(wrong)):
        tell(f"{others} remarque{'s' * (others > 1)} à lire : cpom verifier {printable(target)}")
    return 1 if made.conflits or wrong else 0


def _refuse_existing(target: Path, given: Iterable[Path]) -> None:
    """Refuse to write over a file: one that was given, or another.

    Raises:
        InputError: where it is there.
    """
    if not os.path.lexists(target):
        return
    is_given = any(target.resolve() == one.resolve() for one in given)
    what = "est l'un des fichiers à fusionner" if is_given else "existe déjà"
    hint = "Donnez un autre nom ; pour compléter le fichier envoyé lui-même, écrivez --sur-place."
    message = f"ce fichier {what} : rien n'a été écrit."
    raise InputError([Finding("fichier-existant", message, hint=hint, place=Place(printable(target)))])


def _write(path: Path, text: str) -> None:
    """Write the description, even through a link, with the byte order mark that it had."""
    target = path.resolve()
    mark = _MARK if target.is_file() and target.read_bytes().startswith(_MARK) else b""
    write_whole(target, mark + text.encode())


def _counted(made: cpom.Fusion) -> str:
    """« 12 réponses reprises, 1 conflit »."""
    count, conflicts = len(made.reprises), len(made.conflits)
    said = (
        f"{count} réponses reprises" if count > 1 else "une réponse reprise" if count else "aucune réponse à reprendre"
    )
    if not conflicts:
        return said
    return f"{said}, {conflicts} conflit{'s' * (conflicts > 1)} : là, le fichier envoyé n'est pas changé"
