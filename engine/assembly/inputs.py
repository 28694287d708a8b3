"""What the words of a clause may depend on in one contract, as values that are equal where they decide the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple, cast

from engine.assembly.facts import Vue, finalize
from engine.assembly.functions import Language
from engine.assembly.organisme import Organisme
from engine.assembly.printed import Chiffre, Manquant, Printed
from engine.assembly.shapes import OfAGroup, OfAKey, Shape, Shown, Worth
from engine.assembly.watched import Input
from engine.compiling.marks import MARK, TOKEN
from engine.document import Text
from engine.errors import InputError, Path
from engine.law.collectivites import Autorite
from engine.libraries.tableaux import Tableau
from engine.tables.series import annees_du_contrat
from models import chemins
from models.contrat import Contrat
from models.fiches.groupe import worked_out

_WORDS = (str, date, int, Decimal)
"""Types of which a value that is only printed is one fact, whatever it is."""


class Called(NamedTuple):
    """What the words of the organisme are made of, beside the `values` that they print."""

    made_of: Hashable
    values: tuple[Any, ...]


class Inputs:
    """The value of each input in a contract, worked out once, but for what is told as the contract is assembled."""

    def __init__(self, contrat: Contrat, autorite: Autorite | None, language: Language) -> None:
        self._contrat, self._language = contrat, language
        self._known: dict[Input, Hashable] = {}
        self._values: dict[Input, Sequence[Any]] = {}
        self._groups: dict[Path, Any] = {}
        self._views: dict[Path, Vue] = {}
        self._printed = _unused(language.printed)
        self._told = {"constat": language.findings, "remarque": language.remarked}
        self._ways: dict[str, Callable[[Any], Hashable]] = {
            "trait": language.traits.get,
            "numero": language.numbers.of.get,
            "numero du contrat": language.contract.of.get,
            "annees": lambda _: annees_du_contrat(contrat) or (contrat.effet is None, contrat.duree is None),
            "droit": lambda _: language.droit,
            "terme": lambda of: _designation(language, *of),
            "autorite": lambda _: autorite,
            "tableau": lambda name: _table(language, name),
            "series": lambda name: _series(language, name),
            "chiffre": partial(_figure, contrat, language),
            "organisme": partial(_called, contrat, language.printed),
        }

    def worth(self, shape: Shape) -> Worth:
        """What the inputs of a shape are, in its order."""
        return Worth(self.decided(shape), self.shown(shape))

    def decided(self, shape: Shape) -> tuple[Hashable, ...]:
        """What those on which something depends are."""
        of_keys = [self._of_a_key(one).decided for one in shape.of_keys]
        return (*of_keys, *map(self._other, shape.others))

    def shown(self, shape: Shape) -> Shown:
        """What those that are only printed are, under each key."""
        return tuple([self._of_a_key(one).shown for one in shape.printing])

    def frame(self, framed: Callable[[str], Hashable]) -> None:
        """Say what stands around a clause: its number, those of its headings, what its draft tells of it."""
        self._ways["cadre"] = framed

    def _of_a_key(self, asked: OfAKey) -> Worth:
        said = getattr(self._contrat, asked.key, None)
        before, worth = asked.lately
        if before is not said:
            worth = asked.known.of(said, None, lambda: self._worth(asked))
            asked.lately = (said, worth)  # at once: another thread finds both or neither
        return worth

    def _worth(self, asked: OfAKey) -> Worth:
        shown = (*self._facts(asked.printed), *map(self._other, asked.called))
        return Worth((*self._facts(asked.looked_at), *map(_made_of, shown)), shown)

    def values(self, shown: Input) -> Sequence[Any]:
        """The values that are printed of something that is only printed, and that is given."""
        if shown[0] == "organisme":
            return cast("Called", self._other(shown)).values
        found = self._values.get(shown)
        if found is None:
            path, printed = cast("Path", shown[1]), self._printed
            group, first = self._view(path[:-1]), len(printed.values)
            finalize(getattr(group, str(path[-1])), printed)
            found = self._values[shown] = printed.values[first:]
        return found

    def _view(self, path: Path) -> Vue:
        """A group of facts, of which several are printed."""
        if path not in self._views:
            self._views[path] = Vue(chemins.at(self._contrat, path), path, self._printed)
        return self._views[path]

    def _group(self, path: Path) -> Any:
        """A group of facts, gone to once, from the one that holds it."""
        if path not in self._groups:
            self._groups[path] = chemins.at(self._group(path[:-1]), path[-1:]) if path else self._contrat
        return self._groups[path]

    def _facts(self, groups: Iterable[OfAGroup]) -> list[Hashable]:
        """What is looked at of the facts of some groups."""
        found: list[Hashable] = []
        for path, names, looks in groups:
            given = chemins.several(self._group(path), names)
            found += [look(value) for look, value in zip(looks, given, strict=True)]
        return found

    def _other(self, one: Input) -> Hashable:
        """What is looked at of something that is no fact."""
        if one in self._known:
            return self._known[one]
        kind, key = one
        if kind in self._told:
            return key in self._told[kind]
        value = self._known[one] = self._ways[kind](key)
        return value


def _designation(language: Language, key: str, forme: str) -> Hashable:
    """What the law calls a thing; None where it cannot say: whoever prints the name tells it."""
    try:
        return language.designation(key, forme)
    except (LookupError, InputError):
        return None


def _table(language: Language, name: str) -> Hashable:
    tables = language.tables
    return tables and (tables.figures, tables.grilles[name].mark if name in tables.grilles else None)


def _series(language: Language, name: str) -> Hashable:
    """What the rubriques of a table and its series are, their names apart, and whether it may stay empty."""
    tables = language.tables
    grille = tables.grilles.get(name) if tables else None
    if grille is None:
        return None
    traits = worked_out(grille.tableau, _series, lambda: _deciding(grille.tableau))
    series = [(one.path, one.suffix, one.year, one.column, one.later) for one in grille.series]
    return tuple(map(language.traits.get, traits)), tuple(series), grille.is_shown


def _deciding(tableau: Tableau) -> tuple[str, ...]:
    """The traits that decide of a table and of its rubriques."""
    return tuple(dict.fromkeys(name for condition in tableau.conditions() for name in condition))


def _figure(contrat: Contrat, language: Language, key: tuple[str, str, int]) -> Hashable:
    """What a clause is given of a figure (engine.assembly.chiffres), and the facts that it asks for want of it."""
    name, rubrique, position = key
    tables, printed = language.tables, _unused(language.printed)
    grille = tables.grilles.get(name) if tables else None
    if tables is None or grille is None or position >= len(grille.series) or grille.named(rubrique) is None:
        return None
    apart = replace(tables, view=Vue(contrat, (), printed), printed=printed)
    found = apart.figure(grille, rubrique, position)
    asked = tuple(printed.missing.items()), tuple(printed.who.items()), frozenset(printed.read)
    match found:
        case Chiffre():
            return repr(found), found.ecrit, found.path, found.label, found.case, asked
        case Manquant():
            kind = found.optional, found.several, found.computed
            return Manquant, found.path, found.label, found.named, found.who, kind, asked
    return type(found), found, asked


def _unused(printed: Printed) -> Printed:
    """One of the same contract, in which nothing is printed yet."""
    return Printed(printed.blank, bibliotheque=printed.bibliotheque)


def _called(contrat: Contrat, whole: Printed, key: tuple[Any, ...]) -> Called:
    *path, introduite, name = key
    printed = _unused(whole)
    one = Organisme(chemins.at(Vue(contrat, (), printed), tuple(path)), printed, introduite)
    said = finalize(getattr(one, name), printed)
    values = tuple(printed.values)
    known = frozenset(printed.read), frozenset(printed.texts), tuple(printed.missing), tuple(printed.undecided)
    kinds = tuple([type(one) if isinstance(one, Text) else one for one in values])
    return Called((TOKEN.sub(MARK, said), kinds, known), values)


def _made_of(shown: Hashable) -> Hashable:
    """What is to be the same for other words to stand in the place of these."""
    match shown:
        case Called():
            return shown.made_of
        case (kind, _) if kind in _WORDS:
            return kind
    return type(shown) if type(shown) in _WORDS else shown
