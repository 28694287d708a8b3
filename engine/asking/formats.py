"""How each kind of fact is written: in words for people, as JSON Schema for editors.

A schema is never stricter than the reading, choices aside (an editor offers their very words): what
`models.champs` accepts, an editor must not underline. YAML 1.2, which
editors speak, makes a number of an unquoted FINESS, so that most kinds are a text or a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from models import chemins
from models.champs import (
    Annee,
    DureeContrat,
    Effectif,
    Entier,
    Finess,
    Jour,
    Montant,
    Nombre,
    OuiNon,
    Siren,
    Siret,
    Texte,
)

_SPACES = " \u00a0\u2007\u2009\u202f"
_AROUND = rf"[{_SPACES}='\"«»“”.-]*"
"""What people and spreadsheets put in and around a number of identity."""
_TWO_READINGS = r"(?![+-]?[1-9]\d{0,2}[.,]\d{3}(?!\d)\D*$)"
_NUMBER = rf"^{_TWO_READINGS}[+\u2212-]?[{_SPACES}]?\d[\d{_SPACES}'’.,]*\D*$"


@dataclass(frozen=True, slots=True)
class Format:
    """What to write: `words` complete « à écrire : … »; `schema` is the JSON Schema of a value that is given."""

    words: str
    schema: Mapping[str, Any]


def _digits(count: int, first: str = "[0-9]") -> dict[str, Any]:
    pattern = rf"^{_AROUND}{first}({_AROUND}[0-9]){{{count - 1}}}([.,]0)?{_AROUND}$"
    return {"type": ["string", "number"], "pattern": pattern}


_NUMERIC = {"type": ["string", "number"], "pattern": _NUMBER}
TEXT: Mapping[str, Any] = {"type": ["string", "number"]}
_YEAR = r"[12][0-9]{3}([.,]0{1,2})?\s*$"
_DAY = {"type": "string", "pattern": r"\d{4}"}
_DURATION = {"type": "string", "pattern": "(?:[Aa][Nn]|[Mm][Oo][Ii][Ss])"}
# Corsican numbers begin with 2A or 2B: their second character is a letter.
_FINESS = {**_digits(9), "pattern": rf"^{_AROUND}[0-9]{_AROUND}[0-9ABab]({_AROUND}[0-9]){{7}}([.,]0)?{_AROUND}$"}

YEARS = Format(
    "une ligne par année, en retrait",
    {"type": "object", "propertyNames": {"pattern": _YEAR}, "additionalProperties": TEXT},
)
CHOICE = Format("au choix", {})
YES_OR_NO = "oui ou non"


def reader(metadata: tuple[Any, ...] | list[Any]) -> Any:
    """Find the function that reads a kind of fact: it tells two kinds of the same Python type apart."""
    return next((item.func for item in metadata if isinstance(item, BeforeValidator)), None)


_FORMATS: Mapping[Any, Format] = {
    reader(get_args(kind)): Format(words, schema)
    for kind, words, schema in (
        (Texte, "texte", TEXT),
        (Jour, "date", _DAY),
        (Nombre, "nombre", _NUMERIC),
        (Montant, "montant", _NUMERIC),
        (Entier, "nombre entier", _NUMERIC),
        (Effectif, "nombre entier", _NUMERIC),
        (Annee, "année", {"type": ["string", "number"], "pattern": _YEAR}),
        (OuiNon, YES_OR_NO, {"enum": ["oui", "non"]}),
        (DureeContrat, "durée", _DURATION),
        (Finess, "neuf caractères", _FINESS),
        (Siren, "neuf chiffres", _digits(9)),
        (Siret, "quatorze chiffres", _digits(14)),
    )
}


def reads(kind: Any, marks: list[Any]) -> Format | None:
    """The format of a kind of fact, by its marks; None where it is no kind of `models.champs`."""
    return _FORMATS.get(reader([*marks, *get_args(kind)]))


def format_of(info: FieldInfo, unite: str = "") -> Format:
    """Find the format of a fact that stands alone or in a list.

    Raises:
        KeyError: where a kind of fact of `models.champs` has no format here.

    """
    kind = chemins.item(info.annotation)
    if get_origin(kind) is dict:
        return YEARS
    found = _FORMATS[reader([*info.metadata, *get_args(kind)])]
    if unite == "%":
        return Format("pourcentage", found.schema)
    return Format(f"{found.words} en {unite}" if unite else found.words, found.schema)
