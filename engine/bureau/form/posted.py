"""What a form of the questionnaire posts: answers with what was shown, what to erase, what to do of a list.

Nothing is said of a field that is empty: erasing is asked for. A name is « f: » and the path of a fact for an answer,
« v: » for what was shown of it; « efface: », « aucun: » (in place of a list), « ajoute: », « retire: » and « deplace: »
for the buttons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from models.chemins import is_of_one_fact

UNKNOWN = "?"
"""What a choice posts for « Je ne sais pas encore »: no answer."""
NONE = "aucun"
"""What answers in place of a list."""
_DOES: dict[str, Literal["ajouter", "retirer", "deplacer"]] = {
    "ajoute": "ajouter",
    "retire": "retirer",
    "deplace": "deplacer",
}
_LARGEST = 9_999


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was posted for a path: what the page showed of it (None: what its state says), what it is now."""

    chemin: str
    vu: str | None
    mien: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What is asked of a list: an item more, one less (`chemin` is its own), one moved to the rank `vers`, from 1."""

    sorte: Literal["ajouter", "retirer", "deplacer"]
    chemin: str
    vers: int = 0


@dataclass(frozen=True, slots=True)
class Posted:
    """All that a form says, with the state that its page showed (0 where it says none)."""

    etat: int
    reponses: tuple[Answer, ...]
    efface: tuple[Answer, ...]
    operations: tuple[Operation, ...]


def posted(form: Iterable[tuple[str, object]]) -> Posted:
    """Read the fields of a form; names that are no path are of something else, and passed over."""
    said: dict[tuple[str, str], list[str]] = {}
    etat = 0
    for name, value in form:
        sort, _, path = name.partition(":")
        if not isinstance(value, str):
            continue
        if name == "etat" and _is_a_number(value):
            etat = int(value)
        elif path and is_of_one_fact(path):
            said.setdefault((sort, path), []).append(normal(value))
    shown = {path: _known(values[-1]) for (sort, path), values in said.items() if sort == "v"}
    return Posted(
        etat,
        tuple(
            Answer(path, shown.get(path), values[-1] if sort == "f" else NONE)
            for (sort, path), values in said.items()
            if sort in ("f", "aucun")
        ),
        tuple(Answer(path, shown.get(path), "") for sort, path in said if sort == "efface"),
        tuple(_operations(said)),
    )


def normal(value: str) -> str:
    """A text as it is compared and kept: its lines end as ours do, without what a form adds or takes at its ends."""
    return "\n".join(line.rstrip() for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def _known(shown: str) -> str:
    return "" if shown == UNKNOWN else shown


def _operations(said: dict[tuple[str, str], list[str]]) -> Iterator[Operation]:
    for (sort, path), values in said.items():
        if sort not in _DOES or (sort != "ajoute" and not path.endswith("]")):
            continue
        to = values[-1]
        if sort != "deplace":
            yield Operation(_DOES[sort], path)
        elif _is_a_number(to) and 0 < int(to) <= _LARGEST:
            yield Operation(_DOES[sort], path, int(to))


def _is_a_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= len(str(_LARGEST)) + 5
