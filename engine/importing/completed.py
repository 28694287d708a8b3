"""A description with other facts or other items: its text changed as a person would, and read again.

What has its place in the text is written there alone; `engine.importing.yaml_edit` makes a place for the rest. Items
are added, removed and moved when it is asked, and not by filling them in: nothing tells one from another but its rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from ruamel.yaml.error import YAMLError

from engine.asking.order import contract_order
from engine.errors import Finding, InputError, Path, Place
from engine.importing.yaml_added import added
from engine.importing.yaml_edit import Order, edited
from engine.importing.yaml_rows import rows_of
from engine.importing.yaml_splice import spliced
from engine.libraries.modele import Modele
from engine.reading.yaml_strict import Source, read_again
from models import chemins
from models.adaptations import NEGOCIES
from models.avenants import SUIVI
from models.fiches.groupe import fields_of


def completed(source: Source, model: Modele | None, facts: Mapping[Path, str]) -> Source:
    """The description with these facts (an empty text erases one), its comments and its layout kept, read again.

    Keys that are new come in the order of the model, or last where it is not known. An item of a list that is erased
    leaves it, once the other facts are written.

    Raises:
        InputError: where it cannot be completed without harm to the rest of what it says.
    """
    erased = {path for path, value in facts.items() if not value and isinstance(path[-1], int)}
    written = {path: value for path, value in facts.items() if path not in erased}
    read, rest = spliced(source, written)
    read, rest = added(read, rest, _order(model))
    if rest:
        read = _edited(read, model, rest, {})
    if any(raw(read, path) != value for path, value in written.items()):
        raise _cannot_be_completed(source)
    for path in sorted(erased, reverse=True):
        if _items(read, path[:-1])[int(path[-1]) :]:
            read = without_item(read, path)
    return read


def with_item(source: Source, model: Modele | None, path: Path, rank: int) -> Source:
    """The description with one more item, which says nothing, at a rank of a list; the list is made where it has none.

    An item that is a group has the first of its keys, to be filled in.

    Raises:
        InputError: where it cannot be written without harm to the rest of what the description says.
    """
    held, key = _items(source, path), _first_key(model, path)
    cut = rows_of(source.text, path)
    if cut:
        said = (f"{key}:" if key else "") if cut.is_block else "{}" if key else "''"
        read = _parsed(source, cut.with_new(rank, said).text)
    else:
        last = (*path, len(held), *([key] if key else []))
        read, rest = spliced(_edited(source, model, {last: "x"}, {}), {last: ""})
        if rest:
            raise _cannot_be_completed(source)
        read = with_item_moved(read, (*path, len(held)), rank) if rank < len(held) else read
    new = _items(read, path)[rank : rank + 1]
    if len(new) != 1 or any(said for _, said in chemins.written(new)):
        raise _cannot_be_completed(source)
    return _checked(read, source, path, [*held[:rank], *new, *held[rank:]])


def without_item(source: Source, path: Path) -> Source:
    """The description without an item of a list, nor the comments above it.

    Raises:
        InputError: where it cannot be removed without harm to the rest of what the description says.
    """
    rank, held = int(path[-1]), _items(source, path[:-1])
    wanted = [at for at in range(len(held)) if at != rank]
    cut = rows_of(source.text, path[:-1])
    read = _parsed(source, cut.without(rank).text) if cut else _edited(source, None, {}, {path[:-1]: wanted})
    return _checked(read, source, path[:-1], [held[at] for at in wanted])


def with_item_moved(source: Source, path: Path, to: int) -> Source:
    """The description with an item of a list at another rank, and the comments above it.

    Raises:
        InputError: where it cannot be moved without harm to the rest of what the description says.
    """
    rank, held = int(path[-1]), _items(source, path[:-1])
    wanted = [at for at in range(len(held)) if at != rank]
    wanted.insert(to, rank)
    cut = rows_of(source.text, path[:-1])
    read = _parsed(source, cut.moved(rank, to).text) if cut else _edited(source, None, {}, {path[:-1]: wanted})
    return _checked(read, source, path[:-1], [held[at] for at in wanted])


def raw(source: Source, path: Path) -> str:
    """What the file writes for a fact."""
    held = chemins.at(source.data, path)
    return held if isinstance(held, str) else ""


def _items(source: Source, path: Path) -> list[Any]:
    held = chemins.at(source.data, path)
    return held if isinstance(held, list) else []


def _first_key(model: Modele | None, path: Path) -> str | None:
    """The first key of an item, where it is a group."""
    field = chemins.field_at(model.description, path) if model else None
    kinds = chemins.inner(field.annotation) if field else []
    return next(iter(fields_of(kinds[0]))) if kinds else None


def _edited(
    source: Source, model: Modele | None, facts: Mapping[Path, str], rows: Mapping[Path, Sequence[int]]
) -> Source:
    try:
        return _parsed(source, edited(source.text, facts, _order(model), rows))
    except YAMLError:
        raise _cannot_be_completed(source) from None


def _order(model: Modele | None) -> Order:
    """The keys of a group in the order of the model."""

    @cache
    def order(names: tuple[str, ...]) -> list[str]:
        if model is None:
            return []
        return (
            list(chemins.fields_at(model.description, names)) if names else [*contract_order(model), *NEGOCIES, *SUIVI]
        )

    return order


def _parsed(source: Source, text: str) -> Source:
    return read_again(source, text)


def _checked(read: Source, source: Source, path: Path, wanted: Sequence[Any]) -> Source:
    """What was read, if it says what the description said but for this list."""
    said, expected = deepcopy(read.data), deepcopy(source.data)
    chemins.put(said, path, None)
    chemins.put(expected, path, None)
    if _items(read, path) != list(wanted) or said != expected:
        raise _cannot_be_completed(source)
    return read


def _cannot_be_completed(source: Source) -> InputError:
    message = "cette description ne peut pas être complétée sans changer le reste de ce qu'elle dit."
    hint = "Écrivez-la plus simplement (une clé par ligne, sans accolades), ou saisissez les chiffres vous-même."
    return InputError([Finding("description-non-completee", message, hint=hint, place=Place(source.name))])
