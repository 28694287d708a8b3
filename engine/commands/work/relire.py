"""`cpom relire`: what was changed by hand in a contract, in the order of the contract, and what becomes of it."""

from __future__ import annotations

import dataclasses
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import cpom
from engine import french
from engine.commands.chosen_library import bibliotheque_of
from engine.commands.output import report, result, result_as_it_is
from engine.commands.rewriting import rewrite
from engine.commands.work.relecture import lines
from engine.errors import Finding, InputError, Place
from engine.reading.decoding import PDF, ZIP, printable, read_bytes
from engine.writing.files import write_whole


def run(arguments: Namespace) -> int:
    """Tell; with --appliquer, write. 1 where a fact is refused, or where somebody is to settle one."""
    path, file = arguments.document, arguments.fichier
    read = read_bytes(file) if file else b""
    if arguments.appliquer and read.startswith((ZIP, PDF)):
        raise InputError([_no_description(printable(file))])
    new = None if file else _beside(path, arguments)
    found = cpom.relire(
        path,
        file,
        bibliotheque=bibliotheque_of(arguments, file or path),
        jour=arguments.aujourdhui,
        revisions="refusees" if arguments.refusees else "acceptees",
    )
    if arguments.format == "json":
        result_as_it_is(json.dumps(_as_data(found), ensure_ascii=False, indent=2))
    else:
        for line in lines(found, colours=sys.stdout.isatty()):
            result(line)
    wrong = [one for one in found.constats if one.gravite == "erreur"]
    if arguments.format == "json":
        report(found.constats)
    if arguments.apercu or arguments.appliquer:
        after = _applied(found, printable(file or path.with_suffix(".yaml")))
        report(found.constats_des_mots)
        if arguments.apercu:
            _show(found, after.yaml(), printable(file or path.with_suffix(".yaml")))
        elif new:
            write_whole(new, after.yaml().encode())
            result(f"{printable(new)} : {_written(found)}")
        elif after.yaml() != found.description.yaml():
            rewrite(file, after.yaml(), read)
            result(f"{printable(file)} : {_written(found)}")
        else:
            result(f"{printable(file)} : rien à y écrire")
    return 1 if wrong else 0


def _applied(found: cpom.Relecture, name: str) -> cpom.Dossier:
    """The description with what was changed; where it is refused, that nothing is written is said."""
    try:
        return found.appliquee()
    except InputError:
        result(f"{name} : rien n'y est écrit, pour ce qui suit")
        raise


def _no_description(name: str) -> Finding:
    message = "les changements vont dans une description en YAML, et non dans un document."
    return Finding("description-a-donner", message, hint="Donnez-la en second.", place=Place(name))


def _beside(path: Path, arguments: Namespace) -> Path | None:
    """Where to write the description that a document carries, where none is given.

    Raises:
        InputError: where there is a file already.
    """
    if not arguments.appliquer:
        return None
    new = path.with_suffix(".yaml")
    if new.exists():
        message = f"{printable(new)} existe déjà : donnez la description où vont les changements."
        hint = f"Écrivez « cpom relire {printable(path)} {printable(new)} --appliquer », si c'est elle."
        raise InputError([Finding("description-a-donner", message, hint=hint, place=Place(printable(path)))])
    return new


def _show(found: cpom.Relecture, after: str, name: str) -> None:
    """What would be written, as a difference."""
    before = found.description.yaml()
    told = list(unified_diff(before.splitlines(), after.splitlines(), name, name, "maintenant", "relu", lineterm=""))
    result_as_it_is("\n".join(told) if told else f"{name} : rien à y écrire")


def _written(found: cpom.Relecture) -> str:
    """« 2 faits repris, 1 clause dans les mots du document »."""
    count, clauses = sum(one.sort == "repris" for one in found.faits), len(found.clauses_reprises)
    facts = [f"{count} fait{'s' if count > 1 else ''} repris"] if count or not clauses else []
    words = [f"{french.plural(clauses, 'clause')} dans les mots du document"] if clauses else []
    return ", ".join(["écrit", *facts, *words])


def _as_data(found: cpom.Relecture) -> dict[str, object]:
    """What was found, for other programs."""

    def values(held: tuple[object, ...]) -> Iterator[dict[str, object]]:
        for one in held:
            said = dataclasses.asdict(one)  # type: ignore[call-overload]
            yield {name: value for name, value in said.items() if name != "constats"}

    kinds = ("faits", "mots", "chiffres", "clauses_perdues", "remarques", "revisions")
    return {
        "document": found.document,
        "description": found.description.nom,
        "porte_sa_description": found.porte_sa_description,
        **{kind: list(values(getattr(found, kind))) for kind in kinds},
        "constats": [str(one) for one in found.constats],
    }
