"""Who signs an avenant is a fact of that act: the new contract may name them, and the contract keeps those it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.actes.signataires import KEY, NONE, latest
from engine.avenants.facts import ITS_OWN
from engine.dossier import Dossier
from engine.errors import Path
from models import chemins
from models.avenants import CEDANT, de_signature


def of_the_avenant(old: Dossier, new: Dossier, rank: int, *, transferred: bool) -> dict[Path, str]:
    """What the description of the new contract has to say where it names others than those who signed the old one.

    Each fact of signature that differs passes to the avenant, of this `rank`, and the contract gets its own back. Where
    the contract is `transferred`, the new gestionnaire, who is a party of it, signs in the contract too.
    """
    said = (new.source.data.get("avenants") or ())[rank:]
    given = said[0] if said else {}
    known = latest(new)
    found: dict[Path, str] = {}
    for path, before, after in _changed(old, new):
        if transferred and path[0] == CEDANT:
            continue
        found[path] = before
        key = ITS_OWN.get(chemins.ecrit(path))
        own: Path = ("avenants", rank, key) if key else ("avenants", rank, KEY, chemins.ecrit(path))
        if not chemins.at(given, own[2:]) and known.get(path) != after:
            found[own] = after or NONE
    return found


def _changed(old: Dossier, new: Dossier) -> Iterator[tuple[Path, str, str]]:
    """The facts of signature that are others, as both descriptions write them."""
    names = de_signature(new.modele.description)
    before, after = (_written(one.source.data) for one in (old, new))
    others = {one for one in before.keys() | after.keys() if chemins.noms(one) not in names}
    moved = {_item(one) for one in others if before.get(one, "") != after.get(one, "")}
    for path in sorted(before.keys() | after.keys(), key=str):
        if path in others or (_item(path) and _item(path) in moved):
            continue  # the item of a list is another: another party, and whom it names
        if before.get(path, "") != after.get(path, ""):
            yield path, before.get(path, ""), after.get(path, "")


def _written(data: Mapping[str, Any]) -> dict[Path, str]:
    return {path: one for path, one in chemins.written(data) if isinstance(one, str) and one}


def _item(path: Path) -> Path:
    """The item of a list that a fact is of; nothing where it is of none."""
    ranks = [at for at, step in enumerate(path) if isinstance(step, int)]
    return path[: ranks[-1] + 1] if ranks else ()
