"""What changes in the law between two days: texts, names of things, yearly amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine import french
from engine.law.amounts import load_amounts
from engine.law.denominations import load_denominations
from engine.law.experimentations import load_experimentations
from engine.law.register import load_register


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change: its day, the key of the thing in its file of data/droit/, and what happens, in words."""

    day: date
    key: str
    words: str


def changes(start: date, end: date) -> list[Change]:
    """Every change after `start` and until `end` included, in order of date."""
    found = [*_texts(), *_names(), *_amounts(), *_experiments()]
    return sorted(change for change in found if start < change.day <= end)


def _texts() -> Iterator[Change]:
    register = load_register()
    for key, texte in register.textes.items():
        if texte.en_vigueur:
            yield Change(texte.en_vigueur, key, f"entre en vigueur : {register.cite(key)}")
        if texte.remplace:
            yield Change(texte.remplace.le, key, f"est remplacé par {register.cite(texte.remplace.par)}")
        if texte.abroge:
            yield Change(texte.abroge.le, key, f"est abrogé : {register.cite(key)}")


def _names() -> Iterator[Change]:
    for key, thing in load_denominations().items():
        for before, after in zip(thing.versions, thing.versions[1:], strict=False):
            if after.depuis:
                yield Change(after.depuis, key, f"« {after.singulier} » remplace « {before.singulier} »")


def _amounts() -> Iterator[Change]:
    for key, series in load_amounts().items():
        for year, known in series.annees.items():
            if known.montant is not None:
                amount = french.euros(known.montant, series.unite)
                yield Change(date(year, 1, 1), key, f"{series.libelle} : {amount} en {year}")


def _experiments() -> Iterator[Change]:
    for key, one in load_experimentations().items():
        yield Change(one.du, key, f"commence : {one.libelle}")
        yield Change(one.jusquau, key, f"dernier jour : {one.libelle}")
