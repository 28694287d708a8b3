"""The facts that a program gives, as a description writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from models import chemins
from models.chemins import Chemin

Faits = Mapping[str, Any] | Mapping[Chemin, Any] | Mapping[str | Chemin, Any]
"""Facts by path, written (« sites[1].nom ») or in steps (`("sites", 0, "nom")`)."""


def chemins_et_textes(faits: Faits, dit: Mapping[str, Any]) -> dict[Chemin, str]:
    """Facts by path, as texts; `dit` is what the description says already.

    Raises:
        ValueError: where a path is badly written, passes over a position of a list, gives a name to what is a list or a
            rank to what is none; or where a text is no Unicode.
        TypeError: where a value is no fact.
    """
    found = {chemin_de(name): texte(value) for name, value in faits.items()}
    for path, text in found.items():
        _check_unicode(path, chemins.ecrit(path) + text)
    for path, steps in _steps(found).items():
        _check_ranks(path, sorted(_ranks_alone(path, steps, chemins.at(dit, path))), dit)
    return found


def chemin_de(name: str | Chemin) -> Chemin:
    """The path of one fact, as it was given.

    Raises:
        ValueError: where it is badly written.
    """
    if not chemins.is_of_one_fact(name if isinstance(name, str) else chemins.ecrit(name)):
        raise ValueError(f"« {name} » n'est pas un chemin : « sites[1].nom », les rangs à partir de 1.")
    return chemins.lire(name) if isinstance(name, str) else name


def _check_unicode(path: Chemin, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        said = chemins.ecrit(path).encode(errors="replace").decode()
        code = f"U+{ord(text[error.start]):04X}"
        raise ValueError(f"« {said} » a un caractère qui ne s'écrit pas : {code}, la moitié d'un autre.") from None


def _steps(found: Iterable[Chemin]) -> dict[Chemin, set[str | int]]:
    """The steps that paths take from each place that they go through."""
    steps: dict[Chemin, set[str | int]] = {}
    for path in found:
        for at, step in enumerate(path):
            steps.setdefault(path[:at], set()).add(step)
    return steps


def _ranks_alone(path: Chemin, steps: Iterable[str | int], held: Any) -> set[int]:
    """The ranks that are given of a list; none of what is no list."""
    names = {step for step in steps if isinstance(step, str)}
    ranks = {step for step in steps if isinstance(step, int)}
    if names and (ranks or isinstance(held, list)):
        wrong = chemins.ecrit((*path, min(names)))
        right = chemins.ecrit((*path, 0, min(names)))
        raise ValueError(f"« {wrong} » ne dit pas de quel élément de la liste : « {right} », les rangs à partir de 1.")
    if ranks and isinstance(held, dict) and held:
        wrong = chemins.ecrit((*path, min(ranks)))
        raise ValueError(f"« {wrong} » : « {chemins.ecrit(path)} » n'est pas une liste, il n'a pas de rang.")
    return ranks


def _check_ranks(path: Chemin, ranks: list[int], dit: Mapping[str, Any]) -> None:
    held = chemins.at(dit, path)
    count = len(held) if isinstance(held, list) else 0
    for expected, rank in enumerate((one for one in ranks if one >= count), count):
        if rank > expected:
            raise ValueError(f"« {chemins.ecrit((*path, rank))} » saute un rang : cette liste a {count} élément(s).")


def texte(valeur: Any) -> str:
    """A fact as it is written in YAML: « oui », « 25,40 », « 2024-02-01 »; empty for None.

    Raises:
        TypeError: where it is none of these.
    """
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, str):
        return valeur
    if isinstance(valeur, date):
        return valeur.isoformat()[:10]
    if isinstance(valeur, int | Decimal | float):
        return format(Decimal(str(valeur)), "f").replace(".", ",")
    raise TypeError(
        f"{type(valeur).__name__} n'est pas un fait : donnez un texte, un nombre, un bool, une date ou None "
        "(d'une liste, chaque élément par son rang : « sites[1].communes[1] »)."
    )


def description(faits: Mapping[str, Any]) -> str:
    """The YAML of a description whose facts are in dictionaries and lists.

    Raises:
        TypeError: where a value is no fact.
    """
    said: str = yaml.safe_dump(_textes(faits), allow_unicode=True, sort_keys=False, width=1_000_000)
    return said


def _textes(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _textes(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_textes(one) for one in value]
    return texte(value)
