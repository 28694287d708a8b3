"""The other collectivités that sign a contract of several départements, named as its first one is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from engine.batch.merging import Facts
from engine.errors import InputError, Path, Place
from engine.law.collectivites import Autorite, authority
from engine.reading.yaml_strict import Source
from models.programmation import Programmation

_PRESIDENT: Path = ("collectivite", "president")


def cosignataires(
    facts: Facts, liste: str, codes: Iterable[tuple[str, Place]], head: Programmation, source: Source, day: date | None
) -> None:
    """Put in the list of a description each collectivité after the first; a code that is none is told elsewhere.

    `codes` are the départements of the rows, the first of which heads the contract, each with its place; who presides
    is taken from the facts of that département.
    """
    named: set[str] = set()
    for code, place in codes:
        try:
            one = authority(code, day)
        except InputError:
            continue
        if named and one.nom not in named:
            at: Path = (liste, len(named) - 1)
            facts.put((*at, "nom"), one.le_majuscule, place)
            said = Facts()
            said.merge(head.departements.get(code, {}), ("departements", code), source)
            _presided(facts, at, one, said)
        named.add(one.nom)


def _presided(facts: Facts, at: Path, one: Autorite, said: Facts) -> None:
    civilite, prenom, nom = (said.text((*_PRESIDENT, fact)) for fact in ("civilite", "prenom", "nom"))
    if not (civilite and nom):
        return
    place = said.places[(*_PRESIDENT, "nom")]
    feminine = civilite == "Mme"
    executif = one.executif_f if feminine else one.executif_m
    agreed = "représentée" if one.le_majuscule.startswith("La ") else "représenté"
    whole = " ".join(filter(None, (prenom, nom)))
    facts.put((*at, "representation"), f"{agreed} par {civilite} {whole}, {executif}", place)
    facts.put((*at, "titre"), f"{'La' if feminine else 'Le'} {executif}", place)
    facts.put((*at, "signataire"), whole, place)
