"""One fact of every kind of a description, and what somebody may type in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice

from stdnum import luhn

import cpom
from models import chemins
from models.chemins import Chemin
from models.kind import kind_of_field
from tests.fuzz.essais import ASKED

MODEL = ("modele",)
"""Another model is another contract: it is no fact of this one."""


def one_of_every_kind(dossier: cpom.Dossier) -> Iterator[tuple[Chemin, str]]:
    """The first fact of every name that a description says, whatever its rank and its year, with its words."""
    seen: set[tuple[str, ...]] = {MODEL}
    for path, words in chemins.written(dossier._source.data):
        names = tuple(one for one in chemins.noms(path) if not one.isdecimal())
        if words and names not in seen:
            seen.add(names)
            yield path, words


def tried_of_every_kind(dossier: cpom.Dossier, rank: int) -> Iterator[tuple[Chemin, str]]:
    """One kind in two in `make test`, from the one of that rank; every one in `make fuzz`."""
    return islice(one_of_every_kind(dossier), 0 if ASKED else rank % 2, None, 1 if ASKED else 2)


def another(dossier: cpom.Dossier, path: Chemin, words: str, turn: int) -> str:
    """Another answer to the same question, as likely as that one: the next figure, day or choice, or a word more."""
    assert dossier._lu
    field = chemins.field_at(dossier._lu.modele.description, path)
    kind = kind_of_field(field) if field else None
    if kind and kind.python is bool:
        return _following(["oui", "non"], "oui" if kind.read(words) else "non", turn)
    if kind and kind.answers:
        return _following([*kind.answers], kind.read(words), turn)
    if kind and kind.python is date:
        day = kind.read(words)
        assert isinstance(day, date)
        return (day + timedelta(days=turn)).isoformat()
    if kind and kind.identity:
        return _keyed(words, turn)
    if path[-1:] == ("departement",):
        return _following(["22", "29", "35", "44", "50", "56"], words, turn)
    if kind and kind.free and not words[:1].isdecimal():
        return f"{words} ({turn})"
    # A figure, a share, a duration, a telephone number: the last digit of its first number changes.
    return re.sub(r"[0-9](?![0-9\u00a0\u202f ]*[0-9])", partial(_next, turn), words, count=1)


def _following(answers: list[str], held: object, turn: int) -> str:
    return answers[(answers.index(str(held)) + turn) % len(answers)]


def _next(turn: int, digit: re.Match[str]) -> str:
    return str((int(digit[0]) + turn - 1) % 9 + 1)


def _keyed(words: str, turn: int) -> str:
    head = f"{int(words[:-1]) + turn:0{len(words) - 1}d}"
    return head + str(luhn.calc_check_digit(head))
