"""What `Dossier.avec` and its kin write: facts, and the items of lists."""

from __future__ import annotations

from typing import Any

from cpom.faits import Faits, chemin_de, chemins_et_textes
from engine.libraries.modele import Modele
from engine.reading.yaml_strict import Source
from models import chemins
from models.chemins import Chemin


def faits(source: Source, modele: Modele | None, dits: Faits) -> Source:
    """The description with these facts."""
    from engine.importing.completed import completed

    return completed(source, modele, chemins_et_textes(dits, source.data))


def element(source: Source, modele: Modele | None, liste: str | Chemin, rang: int | None) -> Source:
    """The description with one more item in a list, empty, at a rank or at the end.

    Raises:
        ValueError: where it is no list, or has no such rank.
    """
    from engine.importing.completed import with_item

    path = chemin_de(liste)
    if path and isinstance(path[-1], int):
        raise _no_list(path)
    chemins_et_textes({path: None}, source.data)  # the ranks that it goes through
    field = chemins.field_at(modele.description, path) if modele else None
    held = chemins.at(source.data, path)
    if isinstance(held, list):
        count = len(held)
    elif not held and (field is None or chemins.is_list(field.annotation)):
        count = 0
    else:
        raise _no_list(path)
    return with_item(source, modele, path, _rank(path, rang or count + 1, count + 1))


def sans_element(source: Source, _: Modele | None, chemin: str | Chemin) -> Source:
    """The description without an item of a list.

    Raises:
        ValueError: where there is no such item.
    """
    from engine.importing.completed import without_item

    path, _count = _item(source, chemin)
    return without_item(source, path)


def element_deplace(source: Source, _: Modele | None, chemin: str | Chemin, vers: int) -> Source:
    """The description with an item at another rank of its list.

    Raises:
        ValueError: where there is no such item, or no such rank.
    """
    from engine.importing.completed import with_item_moved

    path, count = _item(source, chemin)
    return with_item_moved(source, path, _rank(path[:-1], vers, count))


def _item(source: Source, chemin: str | Chemin) -> tuple[Chemin, int]:
    path = chemin_de(chemin)
    held: Any = chemins.at(source.data, path[:-1])
    if not isinstance(path[-1], int) or not isinstance(held, list):
        message = f"« {chemins.ecrit(path)} » n'est pas l'élément d'une liste : « sites[2] », les rangs à partir de 1."
        raise ValueError(message)
    _rank(path[:-1], path[-1] + 1, len(held))
    return path, len(held)


def _rank(path: Chemin, rang: int, count: int) -> int:
    """A rank from 1, as a position."""
    if not 1 <= rang <= count:
        raise ValueError(f"« {chemins.ecrit(path)} » : le rang {rang} n'est pas entre 1 et {count}.")
    return rang - 1


def _no_list(path: Chemin) -> ValueError:
    return ValueError(f"« {chemins.ecrit(path)} » n'est pas une liste.")
