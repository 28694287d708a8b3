"""The tables of objectives: a clause says its columns, one fact each, and the rows follow from the structure.

An objective holds operational objectives, each with its actions and its indicators. A row shows one action beside one
indicator; what belongs to several rows is one cell over them. A cell is written as the clause would have typed
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

from jinja2.runtime import Macro

from engine import french
from engine.assembly.facts import Liste, finalize
from engine.assembly.filled_tables import table_of
from engine.assembly.filled_values import of
from engine.assembly.printed import Manquant, Printed, Written, said_by
from engine.compiling.marks import STRONG, STRONG_END
from engine.document import Alignment, Table
from engine.errors import LibraryError
from models.records import dataclass

LEVELS = ("objectif", "operationnel", "action", "indicateur")
_ABOVE, _LEFT = "^^", "<<"
_SIDES: Mapping[str, Alignment] = {"gauche": "left", "centre": "center", "droite": "right"}


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column: its heading, its share of the width, and the fact that it shows; none where it is filled in by hand.

    `fait` is « action.delai », the place of an item (« objectif.rang » : 2, « operationnel.numero » : 2.1), or a macro
    of the clause, which names what it needs: a level, `rang`, `numero`, `annee`. `unite` writes an amount; `repete`
    shows on every row what one cell would show; `facultatif` leaves empty a fact that is not given; `textes` are the
    words for each value of a choice; the columns of one `groupe` stand under a common heading.
    """

    titre: Any
    largeur: float
    fait: str | Macro = ""
    aligne: str = "gauche"
    unite: str = ""
    repete: bool = False
    facultatif: bool = False
    textes: Mapping[str, str] = field(default_factory=dict)
    groupe: Any = ""
    annee: Any = None

    @property
    def niveau(self) -> str:
        """The level of the fact; of a macro, the deepest that it names.

        Raises:
            LookupError: where it is none of the levels.
        """
        named = [self.fait.partition(".")[0]] if isinstance(self.fait, str) else self.fait.arguments
        levels = [level for level in LEVELS if level in named]
        if self.fait and not levels:
            raise LibraryError(f"colonne « {self.titre} » : aucun de ses faits n'est de {', '.join(LEVELS)}")
        return levels[-1] if levels else ""


class _Place(NamedTuple):
    """An item on a row: its rank among its own, its number from the objective (2.1), and whether it begins there."""

    fiche: Any
    rang: int
    numero: str
    premier: bool


_Row = Mapping[str, _Place | None]


class Operationnel(NamedTuple):
    """An operational objective and what it belongs to."""

    objectif: Any
    operationnel: Any


class Action(NamedTuple):
    """An action and what it belongs to: what its fiche says."""

    objectif: Any
    operationnel: Any
    action: Any


def operationnels_de(objectifs: Iterable[Any]) -> list[Operationnel]:
    """Every operational objective of these objectives, in order."""
    return [Operationnel(objectif, each) for objectif in objectifs for each in objectif.operationnels]


def actions_de(objectifs: Iterable[Any]) -> list[Action]:
    """Every action of these objectives, in order: one fiche each."""
    return [Action(*place, action) for place in operationnels_de(objectifs) for action in place.operationnel.actions]


def colonnes_par_annee(
    annees: Sequence[Any], largeur: float, fait: str | Macro, vierge: Sequence[Any] = (), **options: Any
) -> list[Colonne]:
    """One column a year, headed by it; the form has its own headings where the years are unknown (`vierge`)."""
    titles = [_Annee(annee, form) for annee, form in zip_longest(annees, vierge[: len(annees)])]
    return [Colonne(title, largeur, fait, annee=title.annee, **options) for title in titles]


class _Annee(NamedTuple):
    """The heading of a year: the year itself, or in a blank what the form calls it."""

    annee: Any
    vierge: Any


def lignes(items: Iterable[Any], printed: Printed) -> Written:
    """Facts one under the other in a cell; what is missing is to fill in, and empty in a blank."""
    return Written("<br>".join(_words(item, printed) for item in items))


def _words(value: Any, printed: Printed) -> str:
    return "" if printed.blank and isinstance(value, Manquant) else finalize(value, printed)


def _written(words: Any, printed: Printed) -> str:
    """Words of the clause, on one line."""
    if isinstance(words, _Annee):
        words = words.annee if words.vierge is None or not printed.blank else words.vierge
    text = str(words) if isinstance(words, str) else finalize(words, printed)
    return re.sub(r"\s*\n\s*", " ", text).strip()


def _cell(colonne: Colonne, niveau: str, row: _Row, printed: Printed) -> str:
    if not niveau:
        return ""
    place, first = row[niveau], row["operationnel"]
    if place is None:  # fewer actions than indicators, or the reverse
        return "" if first and first.premier else _ABOVE
    if not place.premier and not colonne.repete:
        return _ABOVE
    if not isinstance(colonne.fait, str):
        known = {level: other.fiche for level, other in row.items() if other}
        known |= {"rang": place.rang, "numero": place.numero, "annee": colonne.annee}
        return _written(colonne.fait(**{name: known[name] for name in colonne.fait.arguments}), printed)
    return _fact(colonne, place, printed)


def _fact(colonne: Colonne, place: _Place, printed: Printed) -> str:
    assert isinstance(colonne.fait, str)  # noqa: S101 - a macro has been called by now
    name = colonne.fait.partition(".")[2]
    if name in ("rang", "numero"):
        return str(getattr(place, name))
    value = getattr(place.fiche, name)
    if colonne.annee is not None:
        value = value[colonne.annee]
    if colonne.facultatif and (isinstance(value, Manquant) or (isinstance(value, Liste) and not value)):
        return ""
    if isinstance(value, Liste):
        return lignes(value, printed)
    if isinstance(value, Manquant):
        return _words(value, printed)
    if colonne.textes:
        return _written(colonne.textes[value], printed)
    return finalize(said_by(value, french.euros(value, colonne.unite)) if colonne.unite else value, printed)


def _rows(objectifs: Iterable[Any], levels: set[str], donnes: str) -> Iterator[_Row]:
    for rang, objectif in enumerate(objectifs, start=1):
        begins = True
        for second, operationnel in enumerate(objectif.operationnels, start=1):
            if donnes and not getattr(operationnel, f"{donnes}s"):
                continue
            lists = {level: list(getattr(operationnel, f"{level}s")) for level in LEVELS[2:] if level in levels}
            for index in range(max([1, *map(len, lists.values())])):
                yield {
                    "objectif": _Place(objectif, rang, f"{rang}", begins),
                    "operationnel": _Place(operationnel, second, f"{rang}.{second}", index == 0),
                    **{level: _place(items, index, f"{rang}.{second}") for level, items in lists.items()},
                }
                begins = False


def _place(items: list[Any], index: int, under: str) -> _Place | None:
    return _Place(items[index], index + 1, f"{under}.{index + 1}", True) if index < len(items) else None


def tableau_des_objectifs(
    objectifs: Iterable[Any],
    colonnes: Sequence[Any],
    printed: Printed,
    *,
    vierge: int | Sequence[Sequence[str]] = 1,
    donnes: str = "",
    intertitre: str = "",
    intertitre_par_objectif: Sequence[str] = (),
) -> tuple[Table] | Written:
    """The table of these objectives: one row for each action or indicator, whichever is the more numerous.

    In a blank, it has `vierge` empty rows, or those given. `donnes` (« action », « indicateur ») leaves out the
    operational objectives that have none; without any row there is no table. `intertitre` is a row across the table,
    and `intertitre_par_objectif` the facts of the row that opens each objective.
    """
    columns = [one for each in colonnes for one in (each if isinstance(each, list) else [each])]
    body = [_across([intertitre], len(columns))] if intertitre else []
    opened = len(body)
    if printed.blank:
        form = [[]] * vierge if isinstance(vierge, int) else vierge
        body += [_padded(row, len(columns)) for row in form]
    else:
        openings = [Colonne("", 1, fait) for fait in intertitre_par_objectif]
        shown = [(one, one.niveau) for one in columns]
        for row in _rows(objectifs, {niveau for _, niveau in shown}, donnes):
            if openings and row["objectif"] and row["objectif"].premier:
                body.append(_across([_cell(one, one.niveau, row, printed) for one in openings], len(columns)))
            body.append([_cell(one, niveau, row, printed) for one, niveau in shown])
    if len(body) == opened:
        return Written("")
    head, *others = _headings(columns, printed)
    sides = [_SIDES[one.aligne] for one in columns]
    shares = " ".join(str(one.largeur) for one in columns)
    return (table_of([head, *others, *body], sides, 1 + len(others), shares, of(printed)),)


def _headings(columns: Sequence[Colonne], printed: Printed) -> list[list[str]]:
    """One row of headings; two where columns are grouped."""
    titles = [_written(one.titre, printed) for one in columns]
    if not any(one.groupe for one in columns):
        return [titles]
    above: list[str] = []
    for words, group in groupby(columns, key=lambda one: one.groupe):
        members = list(group)
        if words:
            above += [_written(words, printed), *[_LEFT] * (len(members) - 1)]
        else:
            above += titles[len(above) : len(above) + len(members)]
    return [above, [title if one.groupe else _ABOVE for one, title in zip(columns, titles, strict=True)]]


def _across(cells: Sequence[str], count: int) -> list[str]:
    """A row in bold whose last cell goes to the end."""
    return [*(f"{STRONG}{cell}{STRONG_END}" for cell in cells), *[_LEFT] * (count - len(cells))]


def _padded(row: Sequence[str], count: int) -> list[str]:
    """A row of the form to its end: the cells that it does not give are empty, or part of the last (« << »)."""
    rest = _LEFT if row and row[-1] == _LEFT else ""
    return [*row, *[rest] * (count - len(row))]


def names(printed: Printed) -> dict[str, Callable[..., Any]]:
    """The functions, as clauses call them."""
    return {
        "colonne": Colonne,
        "colonnes_par_annee": colonnes_par_annee,
        "tableau_des_objectifs": partial(tableau_des_objectifs, printed=printed),
        "lignes": partial(lignes, printed=printed),
        "operationnels_de": operationnels_de,
        "actions_de": actions_de,
    }
