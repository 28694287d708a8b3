"""What a later table changes in the contracts of a programmation: told beside what the dossiers say by now.

Facts are compared by what they are of, not by their rank: an establishment is known by its FINESS number, so that a row
that was put before it changes nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from engine import french

Step = str | int | tuple[str, str]
"""A key, the rank of an item without a number, or the number that an item has: ("finess", "350000022")."""
Facts = Mapping[tuple[Step, ...], str]
A_REPRENDRE, CONFLIT = "a_reprendre", "conflit"
_NUMBER = "finess"
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that the programmation says otherwise than before, and what the dossier says of it (empty: nothing).

    `sort` is « a_reprendre » where nobody changed it since, « conflit » where somebody did.
    """

    chemin: str
    libelle: str
    avant: str
    apres: str
    actuel: str
    sort: str


def read(text: str) -> Any:
    """A description that cpom read already, as texts."""
    return yaml.load(text, Loader=_LOADER) or {}  # noqa: S506 - a loader of texts alone


def facts(data: Any, here: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every fact that says something, by what it is of."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from facts(value, (*here, key))
    elif isinstance(data, list):
        for rank, item in enumerate(data):
            yield from facts(item, (*here, _of(item, rank)))
    elif data not in (None, ""):
        yield here, str(data)


def changes(before: Any, new: Any, current: Any, labels: Mapping[str, str]) -> list[Change]:
    """What the programmation says otherwise, but what the dossier says already; in the order of its description."""
    was, says, has = dict(facts(before)), dict(facts(new)), dict(facts(current))
    paths = places(current, [path for path in says if says[path] != was.get(path, "")])
    return [
        Change(
            paths[path],
            labels.get(_asked(path), ""),
            was.get(path, ""),
            says[path],
            has.get(path, ""),
            A_REPRENDRE if has.get(path, "") == was.get(path, "") else CONFLIT,
        )
        for path in paths
        if says[path] != has.get(path, "")
    ]


def gone(before: Any, new: Any) -> list[str]:
    """What the programmation does not say any more, in words: an establishment once, not fact by fact."""
    was, says = dict(facts(before)), dict(facts(new))
    items = {_item(path) for path in was if _item(path)} - {_item(path) for path in says}
    lost = [path for path in was if path not in says and _item(path) not in items]
    numbers = [(str(one[0]), step[1]) for one in sorted(items, key=str) for step in one[-1:] if isinstance(step, tuple)]
    told = [f"{french.capitalise(name)}, n° {number}" for name, number in numbers]
    return told + [f"{_dotted(path)} : « {was[path]} »" for path in lost]


def places(data: Any, wanted: Sequence[tuple[Step, ...]]) -> dict[tuple[Step, ...], str]:
    """Where facts are in a description (« etablissements[2].nom », ranks from 1); new items come after the last one."""
    added: dict[tuple[Step, ...], int] = {}
    found = {}
    for path in wanted:
        here, words = data, ""
        for at, step in enumerate(path):
            if isinstance(step, str):
                words, here = f"{words}.{step}" if words else step, here.get(step) if isinstance(here, dict) else None
                continue
            items = here if isinstance(here, list) else []
            rank = next((rank for rank, item in enumerate(items) if _of(item, rank) == step), None)
            if rank is None:
                already = [one for one in added if one[:-1] == path[:at]]
                rank = added.setdefault(path[: at + 1], len(items) + len(already))
                here = None
            else:
                here = items[rank]
            words = f"{words}[{rank + 1}]"
        found[path] = words
    return found


def _of(item: Any, rank: int) -> Step:
    number = item.get(_NUMBER) if isinstance(item, dict) else None
    return (_NUMBER, str(number)) if number else rank


def _item(path: tuple[Step, ...]) -> tuple[Step, ...]:
    """The first item with a number on the way to a fact."""
    at = next((at for at, step in enumerate(path) if isinstance(step, tuple)), None)
    return () if at is None else path[: at + 1]


def _asked(path: tuple[Step, ...]) -> str:
    """The path of the question: « etablissements[].nom »."""
    words = ""
    for step in path:
        words += (f".{step}" if words else step) if isinstance(step, str) else "[]"
    return words


def _dotted(path: tuple[Step, ...]) -> str:
    return ".".join(
        str(step) if isinstance(step, str) else str(step[1] if isinstance(step, tuple) else step + 1) for step in path
    )
