"""The rows that are no establishments: totals, which are checked, sources and notes, headings said again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from engine.errors import Finding, Severity
from engine.libraries.bibliotheque import Bibliotheque
from engine.programmation.cellules import Table
from engine.programmation.colonnes import plain
from engine.programmation.faits_des_lignes import added
from models.programmation import Ligne

_TOTAL = re.compile(r"(sous )?(total|totaux|ensemble|somme)\b(?! de)")
_NOTE = re.compile(
    r"(source|sources|note|notes|nb|n b|nota|nota bene|lecture|legende|champ|extraction|mise a jour|mis a jour|maj|"
    r"document|edite|edition|imprime|tableau|page|remarque|remarques|observations?|attention|[0-9]{1,2}) "
)
_IDENTITY = ("finess", "gestionnaire", "finess_juridique", "siren")
_CAPACITE = {"capacite": "la capacité"}
"""The figure of every row that a row of totals adds up, and what it calls it."""
_LONGEST_QUOTE = 80


def kind_of(cells: Mapping[int, str], read: Mapping[int, str], headings: Sequence[str]) -> str:
    """« total », « note » or « titres » for a row that names no establishment; empty for one that may."""
    said = {read[column]: cell for column, cell in cells.items() if column in read}
    first = plain(cells[min(cells)]) + " "
    if len(cells) > 1 and all(plain(cell) == plain(headings[at]) for at, cell in cells.items() if at < len(headings)):
        return "titres"
    words = [plain(cell) for cell in (cells[min(cells)], said.get("nom", "")) if cell]
    if any(map(_TOTAL.match, words)) and not any(_identifies(fact, said.get(fact, "")) for fact in _IDENTITY):
        return "total"
    if len(cells) > 1:
        return ""
    column, text = next(iter(cells.items()))
    fact = read.get(column, "")
    if _NOTE.match(first) or text.lstrip().startswith(("*", "(1)")):
        return "note"
    return "note" if fact not in ("nom", "") and re.search(r"[^\W\d_]{3,}\s+\S", text) else ""


def _identifies(fact: str, text: str) -> bool:
    """Whether a cell says who the establishment or its gestionnaire is: « Total » is no name, « 350000022 » is one."""
    digits = fact != "gestionnaire"
    return bool(text.strip()) and not _TOTAL.match(plain(text)) and (not digits or any(map(str.isdigit, text)))


class Totals:
    """Adds up the rows of a table as they come, to compare them with those that say a total."""

    def __init__(self, library: Bibliotheque) -> None:
        self.names = _CAPACITE | {fact: one.total for fact, one in added(library).items() if one.total}
        self.whole = dict.fromkeys(self.names, 0)
        self.since = dict.fromkeys(self.names, 0)

    def add(self, ligne: Ligne) -> None:
        """Count an establishment."""
        for fact in self.names:
            figure = getattr(ligne, fact) or 0
            self.whole[fact] += figure
            self.since[fact] += figure

    def check(self, table: Table, number: int, read: Mapping[int, str]) -> list[Finding]:
        """What is told of a row of totals: that it is not read as an establishment, or that it is wrong."""
        cells = table.rows[number]
        message = f"« {_short(cells[min(cells)])} » : cette ligne est un total, et non un établissement."
        found = [Finding("ligne-total", message, Severity.INFORMATION, "", place=table.place(number, min(cells)))]
        for column, fact in read.items():
            said = _figure(cells.get(column, ""))
            if fact in self.names and said is not None and said not in (self.whole[fact], self.since[fact]):
                message = f"le total de {self.names[fact]} dit {said}, et les lignes lues font {self.whole[fact]}."
                hint = "Une ligne manque, est comptée deux fois, ou n'a pas pu être lue."
                found.append(Finding("total-faux", message, Severity.WARNING, hint, place=table.place(number, column)))
        self.since = dict.fromkeys(self.names, 0)
        return found


def untold(table: Table, number: int, kind: str) -> Finding:
    """A note, or headings said again: what is not read."""
    cells = table.rows[number]
    what = "les titres y sont répétés" if kind == "titres" else "ce n'est pas un établissement"
    message = f"« {_short(cells[min(cells)])} » : cette ligne n'est pas lue ({what})."
    return Finding("ligne-non-lue", message, Severity.INFORMATION, "", place=table.place(number, min(cells)))


def _figure(text: str) -> int | None:
    digits = re.sub(r"\s", "", text)
    return int(digits) if re.fullmatch("[0-9]{1,9}", digits) else None


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
