"""What a clause sees of a description: its facts by name, and, for those that are not given, what is missing.

A value never becomes markup. Whatever Jinja prints is kept aside in `Printed` and leaves in the text a token of
two private characters, which no description may contain; once the clause is filled, values are put back as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from engine import french
from engine.assembly.fields import choices, name_of, own_way, said
from engine.assembly.printed import (
    Chiffre,
    Choisi,
    GivenDate,
    GivenDecimal,
    GivenInt,
    Manquant,
    Printed,
    Typed,
    Written,
    said_by,
)
from engine.document import Missing, Note, Reference, Text
from engine.errors import LibraryError, Path, UnknownNameError
from models import chemins
from models.champs import Fiche, Repondant
from models.fiches.champ import Champ
from models.fiches.groupe import fields_of
from models.jours import Duree
from models.kinds import of_value
from models.reponses import Aucun


class Liste:
    """A list of facts. Empty, it is falsy, but going through it shows one item to fill in, so that nothing is lost.

    `aucun` says that the description answers that there is none.
    """

    __slots__ = ("_empty", "_items", "aucun", "missing")

    def __init__(self, items: list[Any], empty: Any, missing: Manquant, aucun: bool) -> None:
        self._items, self._empty, self.missing, self.aucun = items, empty, missing, aucun

    def __bool__(self) -> bool:
        return bool(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Any:
        return self._items[index] if index < len(self._items) else self._empty(index)

    def __iter__(self) -> Iterator[Any]:
        if self._items or self.missing.optional or self.aucun:
            return iter(self._items)
        return iter([self._empty(0)])

    def padded(self, count: int) -> list[Any]:
        """The items, and as many to fill in as make `count`."""
        return [self[index] for index in range(max(count, len(self._items)))]


class Valeurs:
    """Facts given year by year; an absent year is a missing fact."""

    __slots__ = ("_label", "_path", "_printed", "_values", "_who")

    def __init__(self, values: dict[Any, Any], path: Path, label: str, who: Repondant, printed: Printed) -> None:
        self._values, self._path, self._label, self._who, self._printed = values, path, label, who, printed

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, Manquant):  # the year itself is unknown
            return Manquant(self._path, self._label, self._who, self._printed)
        if key in self._values:
            value = Typed(self._values[key], self._path, self._printed, label=f"{self._label} ({key})")
            value.year = str(key)
            return value
        return Manquant((*self._path, str(key)), self._label, self._who, self._printed)

    def __bool__(self) -> bool:
        return bool(self._values)


class Vue:
    """A group of facts as a clause sees it: its attributes are values, other groups, lists or missing facts.

    What is seen once is kept beside the rest (`__dict__`), where Python finds it without a call.
    """

    def __init__(self, fiche: Fiche, path: Path, printed: Printed) -> None:
        self._fiche, self._path, self._printed = fiche, path, printed

    def __getattr__(self, name: str) -> Any:
        info = fields_of(type(self._fiche)).get(name)
        if info is None:
            raise AttributeError(name)
        seen = self.__dict__[name] = self._seen(getattr(self._fiche, name), info, (*self._path, name))
        return seen

    def names(self) -> Iterable[str]:
        """The facts of the group."""
        return fields_of(type(self._fiche))

    def shown(self, name: str) -> Any:
        """A fact of the group, printed already where nothing else is done with it and whoever prints it asks that."""
        if self._printed.apart is None:
            return getattr(self, name)
        value, info = getattr(self._fiche, name), fields_of(type(self._fiche))[name]
        if isinstance(value, Fiche) and is_somebody(view := getattr(self, name)):
            return Written(" ".join(map(view.shown, SOMEBODY)))
        if said(info, "textes"):  # the words of a choice are those of the clause
            return Written(finalize(getattr(self, name), self._printed))
        what = "imprime", (*self._path, name)
        return self._printed.show(what, lambda printed: finalize(getattr(self.printed_by(printed), name), printed))

    def counted(self, name: str) -> Any:
        """A fact of the group; of a number with which words agree, whether it is more than one, where that is asked."""
        value, apart = getattr(self._fiche, name), self._printed.apart
        if apart is None or not is_a_number(value):
            return getattr(self, name)
        path = (*self._path, name)
        apart.read.add(path)
        self._printed.looked.append(("nombre", path))
        return 2 if value > 1 else 1

    @property
    def path(self) -> Path:
        """Where the group is in the description."""
        return self._path

    def printed_by(self, printed: Printed) -> Vue:
        """The same group, nothing of which was looked at."""
        return self if printed is self._printed else Vue(self._fiche, self._path, printed)

    def _seen(self, value: Any, info: Champ, path: Path) -> Any:
        self._printed.read.add(path)
        if isinstance(value, Fiche):
            return Vue(value, path, self._printed)
        if value is not None and not isinstance(value, dict | list):
            return _shown(value, info, path, self._printed)
        optional = bool(said(info, "facultatif"))
        missing = Manquant(path, info.title or str(path[-1]), said(info, "qui"), self._printed, optional=optional)
        missing.several = isinstance(value, dict | list)
        if value is None and not optional and path[-1] in choices(type(self._fiche)):
            self._printed.undecided[path] = None
        if isinstance(value, dict):
            return Valeurs(value, path, missing.label, missing.who, self._printed)
        return missing if value is None else self._list(value, info, missing)

    def _list(self, value: list[Any], info: Champ, missing: Manquant) -> Liste:
        kind, printed = chemins.item(info.annotation), self._printed

        def item(index: int, given: Any = None) -> Any:
            path = (*missing.path, index)
            if isinstance(kind, type) and issubclass(kind, Fiche):
                return Vue(given if given is not None else kind(), path, printed)
            if given is None:
                return Manquant(path, missing.label, missing.who, printed)
            return _shown(given, info, path, printed)

        items = [item(index, given) for index, given in enumerate(value)]
        return Liste(items, item, missing, isinstance(value, Aucun))


def _shown(value: Any, info: Champ, path: Path, printed: Printed) -> Any:
    """A value that prints as its kind does."""
    own = own_way(info)
    label = "" if isinstance(path[-1], int) else info.title or str(path[-1])  # an item of a list is part of a fact
    if own and isinstance(value, Decimal):
        return Chiffre.written(value, own(value, french), path if label else (), label)
    if not isinstance(value, str):
        return _given(value, path, label) if label else value
    if own:
        return Typed(value, path, printed, words=own(value, french), label=label)
    return _typed(value, info, path, label, printed)


def _typed(value: str, info: Champ, path: Path, label: str, printed: Printed) -> Typed:
    words = said(info, "textes")
    if not words or value not in words:
        return Typed(value, path, printed, name_of(info), label=label)
    chosen = Choisi(value, path, printed)
    chosen.mots, chosen.rang = words[value], list(words).index(value)
    return chosen


_GIVEN: dict[type, Callable[[Any], Any]] = {
    date: lambda day: GivenDate(day.year, day.month, day.day),
    int: GivenInt,
    Decimal: GivenDecimal,
}


def _given(value: Any, path: Path, label: str) -> Any:
    """A date or a number with its place; anything else as it is."""
    made = _GIVEN.get(type(value))
    if made is None:
        return value
    given = made(value)
    given.path, given.label = path, label
    return given


def is_a_number(value: Any) -> bool:
    """Whether words may agree with a value as with how many there are."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


SOMEBODY = ("civilite", "prenom", "nom")
"""What is known of a person: a clause prints it whole, « Mme Jeanne EXEMPLE »."""


def is_somebody(view: Vue) -> bool:
    """Whether a group of facts is a person, or a row that names one."""
    return fields_of(type(view._fiche)).keys() >= set(SOMEBODY)


_WORDS = (Written, Manquant, Typed)
_SETTLED = (tuple, Reference, Note, Missing, Text)


def finalize(value: Any, printed: Printed) -> str:
    """What `{{ value }}` leaves in a clause: its own words as they are, and a token for anything else.

    Raises:
        LibraryError: where the name is nobody's, or where a clause prints a group or a list as a whole.
    """
    if isinstance(value, _WORDS):
        return str(value)
    if isinstance(value, Undefined):
        group = value._undefined_obj
        raise UnknownNameError(str(value._undefined_name), tuple(group.names()) if isinstance(group, Vue) else ())
    if isinstance(value, Vue) and is_somebody(value):
        return Written(" ".join(finalize(getattr(value, name), printed) for name in SOMEBODY))
    if isinstance(value, Liste) and not value:
        return "aucun" if value.aucun else str(value.missing)
    if isinstance(value, Duree):
        return Written(french.duration_in_words(value.mois))
    if isinstance(value, _SETTLED):
        return printed.token(value)
    return "" if value is None else printed.token(said_by(value, _text(value)))


def _text(value: Any) -> str:
    """A scalar, written the French way."""
    if isinstance(value, Chiffre):
        return value.ecrit
    if kind := of_value(value):
        return kind.prints(value, french)
    if isinstance(value, str):
        return str(value)
    raise LibraryError("un groupe ou une liste de faits ne peut pas être imprimé tel quel : nommez un de ses faits")
