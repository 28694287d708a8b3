"""The text of the description that was sent, made to say what was merged: its comments and its layout stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from ruamel.yaml.error import YAMLError

from engine.asking.order import contract_order
from engine.errors import Finding, InputError, Path, Place
from engine.importing.yaml_edit import edited
from engine.merging.answers import Answers
from engine.merging.three_way import Row, plain
from engine.reading.description import stated
from engine.reading.yaml_strict import Source, parse_yaml
from models import chemins
from models.records import dataclass


@dataclass
class _Edit:
    """The answers to write, by their paths in the text that was sent, and the items of lists that stay, in order."""

    values: dict[Path, str] = field(default_factory=dict)
    rows: dict[Path, list[int]] = field(default_factory=dict)

    def to(self, path: Path, held: Any, wanted: Any) -> None:
        """Make what is held at a path what is wanted."""
        if isinstance(wanted, dict) and isinstance(held, dict):
            for key in {**held, **wanted}:
                self.to((*path, key), held.get(key), wanted.get(key))
        elif _is_rows(wanted):
            self._rows(path, held if isinstance(held, list) else [], wanted)
        elif held != wanted:
            self.values.update(_texts(path, plain(wanted)) if wanted else {path: ""} if _says(held) else {})

    def _rows(self, path: Path, held: list[Any], wanted: list[Row]) -> None:
        """The new items take the place of those that were left to fill in, or follow."""
        blanks = iter([at for at, one in enumerate(held) if not _says(one)])
        origins = {row.origin for row in wanted}
        following, kept = len(held), []
        for row in wanted:
            at = row.origin
            if at is None:
                at = next((one for one in blanks if one not in origins), None)
            if at is None:
                at, following = following, following + 1
            kept.append(at)
            self.to((*path, at), held[at] if at < len(held) else None, row.value)
        left = [at for at, one in enumerate(held) if at not in kept and not _says(one)] if not wanted else []
        if kept + left != list(range(following)):
            self.rows[path] = kept + left


def _is_rows(wanted: Any) -> bool:
    return isinstance(wanted, list) and all(isinstance(one, Row) for one in wanted)


def _says(held: Any) -> bool:
    return any(isinstance(one, str) and one.strip() for _, one in chemins.written(held))


def _texts(path: Path, wanted: Any) -> dict[Path, str]:
    return {one: said for one, said in chemins.written(wanted, path) if isinstance(said, str)}


def rewritten(source: Source, merged: Any, answers: Answers) -> Source:
    """The description that was sent, with what was merged; it is read again.

    Raises:
        InputError: where its text cannot be made to say it without harm to the rest.
    """
    model = answers.model

    def order(names: tuple[str, ...]) -> list[str]:
        return list(chemins.fields_at(model.description, names)) if names else contract_order(model)

    edit = _Edit()
    edit.to((), source.data, merged)
    if not edit.values and not edit.rows:
        return source
    try:
        read = parse_yaml(edited(source.text, edit.values, order, edit.rows).encode(), source.name)
    except (YAMLError, InputError):
        raise _cannot_be_written(source) from None
    if answers.meant((), stated(read.data, model.description)) != answers.meant((), plain(merged)):
        raise _cannot_be_written(source)
    return read


def _cannot_be_written(source: Source) -> InputError:
    message = "cette description ne peut pas recevoir les réponses sans que le reste de ce qu'elle dit change."
    hint = "Écrivez-la plus simplement (une clé par ligne, sans accolades), ou reportez vous-même ces réponses."
    return InputError([Finding("description-non-completee", message, hint=hint, place=Place(source.name))])


def now(merged: Any, ranks: Mapping[tuple[Path, int], Mapping[int, int]], file: int, path: Path) -> Path | None:
    """Where what stands at a path of a file stands in what was merged; None for an item that was added or left out."""
    sent: Path = ()
    found: Path = ()
    for step in path:
        here = there = step
        if isinstance(step, int):
            origin = ranks.get((sent, file), {}).get(step, step if (sent, file) not in ranks else None)
            held = merged if isinstance(merged, list) else []
            rows = [row.origin if isinstance(row, Row) else at for at, row in enumerate(held)]
            if origin is None or origin not in rows:
                return None
            here, there = origin, rows.index(origin)
            merged = held[there].value if isinstance(held[there], Row) else held[there]
        else:
            merged = merged.get(step) if isinstance(merged, dict) else None
        sent, found = (*sent, here), (*found, there)
    return found
