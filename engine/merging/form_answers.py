"""What a cell of a form answers, as a description writes it; what nobody can be sure of is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from stdnum import luhn

from engine.errors import Path
from engine.forms.form import Asking
from engine.importing.given import Given
from engine.importing.readings import RefusalError, reading
from engine.workbook import Limits, SheetCell
from models import chemins
from models.chemins import Noms
from models.kind import Kind
from models.reponses import est_sans_objet, lire_au_choix, nom_simple

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*)?")


def answered(given: Given, asking: Asking, first_day: date) -> str:
    """The answer of a cell.

    Raises:
        RefusalError: where it is of another kind, or may have lost something.
    """
    kind = asking.kind
    if kind and kind.python is date and given.kind == "date":
        return _day(given, first_day)
    if kind and kind.identity and given.kind == "number":
        return _identity(given, kind)
    figure = kind is not None and kind.figure and not asking.choices
    unit = "oui/non" if asking.choices and kind and kind.python is bool else asking.unit if figure else ""
    whole = bool(kind and kind.whole)
    said = reading(
        given, SheetCell(given.row, given.column, "input", unit=unit, limits=Limits(text=not figure, whole=whole))
    )
    if whole and given.kind == "number":
        said = said.replace(" ", "")  # a year has no separator
    return _chosen(said, asking) if asking.choices else said


def _chosen(said: str, asking: Asking) -> str:
    """The value of an answer to choose: by its words, by a part of them that no other has, or by what means it.

    Raises:
        RefusalError: where it is none of those offered, and nothing else would tell.
    """
    answer = said.strip().lstrip("–-•").strip()
    found = {value for value, words in asking.choices.items() if nom_simple(answer) in map(nom_simple, _parts(words))}
    exact = {value for value, words in asking.choices.items() if words.casefold() == answer.casefold()}
    read = lire_au_choix(asking.choices, {words: value for value, words in asking.choices.items()})
    value = min(exact) if exact else min(found) if len(found) == 1 else read(said)
    if value not in asking.choices and asking.kind and asking.kind.free:
        offered = " ; ".join(f"« {words} »" for words in asking.choices.values())
        raise RefusalError("valeur-refusee", f"« {said} » n'est pas une réponse possible.", f"Au choix : {offered}.")
    return str(value)


def _parts(words: str) -> list[str]:
    return [one for half in words.split(" : ") for one in (half, *half.split(" ; "))]


def without_its_name(said: str, path: Path, table: Noms) -> str:
    """« aucun », where somebody typed « partenaires: aucun » in a cell of that question, or in its table."""
    name, _, rest = said.partition(":")
    known = {nom_simple(one) for one in (*chemins.noms(path)[-1:], *table[-1:])}
    return rest.strip(" «»\n") if nom_simple(name) in known and est_sans_objet(rest) else said


def _day(given: Given, first_day: date) -> str:
    """A cell that the spreadsheet made a date: its number of days, or its day in letters."""
    if isinstance(given.value, Decimal):
        try:
            return (first_day + timedelta(days=int(given.value))).isoformat()
        except OverflowError:
            pass
    elif found := _DAY.fullmatch(given.value.strip()):
        return found[1]
    message = f"« {given.value} » n'est pas une date."
    raise RefusalError("valeur-refusee", message, "Tapez-la ainsi : 15/01/2026.")


def _identity(given: Given, kind: Kind) -> str:
    """A number of which the spreadsheet made a figure: its zeros are given back where its key proves them."""
    text = f"{given.value:f}" if isinstance(given.value, Decimal) else ""
    length = len(kind.example)
    if not text.isdecimal() or len(text) > length:
        raise RefusalError(
            "valeur-refusee", f"« {text} » n'a pas {length} chiffres.", "Tapez-le dans une cellule au format Texte."
        )
    if len(text) == length:
        return text
    whole = text.zfill(length)
    if not luhn.is_valid(whole):
        message = f"« {text} » a perdu des chiffres : le tableur ôte les zéros du début."
        raise RefusalError("zeros-perdus", message, f"Tapez les {length} chiffres dans une cellule au format Texte.")
    return whole
