"""A form that came back, put into a description; and what is said of answers that are taken from any file."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

import cpom
from cpom.formulaires import recu
from engine.commands.chosen_library import bibliotheque_of
from engine.commands.output import report, result, result_file, tell
from engine.commands.rewriting import rewrite
from engine.errors import Finding, InputError, Place
from engine.reading.decoding import printable, read_bytes
from engine.writing.files import write_whole

_NOTHING = " ; rien n'a été écrit"


def is_form(path: Path) -> bool:
    """Whether a file is a form.

    Raises:
        InputError: where it is a workbook that cannot be read.
    """
    return recu(path) is not None


def run_form(arguments: Namespace) -> int:
    """Complete a description with a form, or make one of it; 1, and nothing written, where it cannot be."""
    if arguments.sortie and not arguments.apercu:
        form, target = printable(arguments.classeur), printable(arguments.sortie)
        instead = f" ; pour y reprendre les réponses : cpom importer {form} {target}" if form != target else ""
        refuse_existing(arguments.sortie, (arguments.classeur,), f"Donnez un autre nom{instead}.")
    into = arguments.fichier
    read = read_bytes(into) if into else None
    library = bibliotheque_of(arguments, into or arguments.classeur)
    made = cpom.reprendre(
        arguments.classeur, into, effacer=arguments.effacer, bibliotheque=library, jour=arguments.aujourdhui
    )
    report(made.constats)
    target = into or arguments.sortie
    say = result if target else tell
    for line in told(made.reprises):
        say(line)
    written = not made.conflits and not arguments.apercu
    if written and target and (made.reprises or into is None):
        put(target, made.yaml(), read)
    elif written and not target:
        result_file(made.yaml())
    said = counted(made) if written or not made.conflits else f"{len(made.conflits)} conflit(s)"
    say(f"{printable(target or arguments.classeur)} : {said}{'' if written else _NOTHING}")
    return int(bool(made.conflits))


def told(taken: Iterable[cpom.Reprise]) -> Iterator[str]:
    """A line for each answer that is taken."""
    for one in taken:
        change = "un autre ordre" if one.ordre else f"{one.avant or '(vide)'} → {one.apres or '(vide)'}"
        yield f"    {one.chemin} : {change} ({', '.join(one.fichiers)})"


def refuse_existing(target: Path, given: Iterable[Path], hint: str) -> None:
    """Refuse to write over a file: one that was given, or another; `hint` says what the command can do instead.

    Raises:
        InputError: where it is there.
    """
    if not os.path.lexists(target):
        return
    is_given = any(os.path.realpath(target) == os.path.realpath(one) for one in given)
    what = "est l'un des fichiers donnés" if is_given else "existe déjà"
    message = f"ce fichier {what} : rien n'a été écrit."
    raise InputError([Finding("fichier-existant", message, hint=hint, place=Place(printable(target)))])


def put(path: Path, text: str, read: bytes | None) -> None:
    """Write a description, where there is none, or in place of the one that was read (engine.commands.rewriting)."""
    if read is None:
        write_whole(path, text.encode())
    else:
        rewrite(path, text, read)


def counted(made: cpom.Fusion) -> str:
    """« 12 réponses reprises, 1 conflit »."""
    count, conflicts = len(made.reprises), len(made.conflits)
    said = (
        f"{count} réponses reprises" if count > 1 else "une réponse reprise" if count else "aucune réponse à reprendre"
    )
    if not conflicts:
        return said
    return f"{said}, {conflicts} conflit{'s' * (conflicts > 1)} : là, le fichier envoyé n'est pas changé"
