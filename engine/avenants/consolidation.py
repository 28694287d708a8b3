"""The description of a consolidated contract: that of the new contract, with its avenants and the numbers that stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date

from engine.asking.yaml_text import scalar
from engine.avenants.signataires import of_the_avenant
from engine.avenants.signed import Signed
from engine.dossier import Dossier, dossier_of
from engine.errors import Finding, InputError, Path, Place
from engine.importing.completed import completed
from engine.importing.without import without
from engine.reading.yaml_strict import Source, parse_yaml
from models import chemins
from models.records import dataclass

_WIDTH = 110
_PLAIN = re.compile(r"\w[\w/.-]*(?:#[\w-]+)?|\w+ [a-z]+")
_NUMBERS = re.compile(r"^numeros:[^\n]*\n?(?:[ \t}][^\n]*(?:\n|\Z)|\n(?=[ \t]))*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a new avenant, as a description says it (models/avenants.py), which does where it is empty."""

    date: str = ""
    effet: str = ""
    motif: str = ""
    actualise: str = ""
    genre: str = ""
    prorogation: str = ""
    transfert: str = ""


def number_of(old: Signed) -> int:
    """The number of the next avenant of a contract."""
    return max((one.numero or rank for rank, one in enumerate(old.dossier.contrat.avenants, 1)), default=0) + 1


def consolidated(old: Signed, new: Dossier, said: Said, today: date) -> Dossier:
    """The contract that an avenant makes of another: as `new` says, under the numbers and the date that were signed.

    Raises:
        InputError: where the description of the new contract cannot be completed.
    """
    rank = len(old.dossier.contrat.avenants)
    written = new.contrat.avenants[rank].transfert if new.contrat.avenants[rank:] else None
    signing = of_the_avenant(old.dossier, new, rank, transferred=bool(said.transfert or written))
    source = _without_new_keys(new.source, old.dossier.source, signing)
    source = completed(source, new.modele, {**signing, **_facts(old, said)})
    source = _with_numbers(source, old.numbers)
    made = dossier_of(source, new.path, today, new.modele.bibliotheque, new.allowed)
    return dossier_of(
        _with_numbers(source, made.assembled().numbers.signed), new.path, today, new.modele.bibliotheque, new.allowed
    )


def _without_new_keys(source: Source, old: Source, signing: Mapping[Path, str]) -> Source:
    """The new description without the facts of signature whose very keys the old one had not."""
    for path, value in signing.items():
        if not value and chemins.at(source.data, path) and chemins.at(old.data, path) is None:
            with suppress(InputError):  # erased with the rest, and its key stays
                source = without(source, path)
    return source


def _facts(old: Signed, said: Said) -> dict[Path, str]:
    """What the description of the new contract has to say of the avenants and of the signature."""
    before = len(old.dossier.contrat.avenants)
    found: dict[Path, str] = {}
    for rank, one in enumerate(old.dossier.source.data.get("avenants") or ()):
        found |= {("avenants", rank, key): value for key, value in one.items() if isinstance(value, str)}
    found["avenants", before, "numero"] = str(number_of(old))
    given = {one.name: getattr(said, one.name) for one in fields(said)}
    found |= {("avenants", before, key): value for key, value in given.items() if value}
    signed = (old.dossier.source.data.get("signature") or {}).get("date", "")
    if signed:
        found["signature", "date"] = signed
    return found


def _with_numbers(source: Source, numbers: Mapping[str, str]) -> Source:
    """A description with the numbers of the contract, on few lines, after all else.

    Raises:
        InputError: where it would say something else of the rest.
    """
    kept = _NUMBERS.sub("", source.text).rstrip("\n")
    lines = _wrapped([f"{_in_braces(name)}: {_in_braces(value)}" for name, value in numbers.items()])
    text = "\n".join((kept, "", "numeros: {", *(f"  {line}," for line in lines), "}", ""))
    made = parse_yaml(text.encode(), source.name)
    if {**made.data, "numeros": None} != {**source.data, "numeros": None} or made.data["numeros"] != dict(numbers):
        hint = "Écrivez « numeros » sur ses propres lignes, ou retirez-le : cpom l'écrit."
        message = "les numéros de ce contrat ne peuvent pas être écrits sans changer le reste de la description."
        raise InputError([Finding("description-non-completee", message, hint=hint, place=Place(source.name))])
    return made


def _wrapped(pairs: Iterable[str]) -> list[str]:
    """Pairs on lines of a usual width, none of them cut."""
    lines = [""]
    for one in pairs:
        longer = f"{lines[-1]}, {one}" if lines[-1] else one
        lines[-1:] = [longer] if len(longer) <= _WIDTH or not lines[-1] else [lines[-1], one]
    return lines


def _in_braces(text: str) -> str:
    return scalar(text) if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
