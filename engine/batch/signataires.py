"""Who signs an arrêté of programmation: the authorities of one region, the head of each département that it names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from engine import french
from engine.batch.inscriptions import Inscription
from engine.batch.merging import Facts
from engine.batch.programme import Programme
from engine.errors import Finding, InputError, Path, Place
from engine.law.collectivites import Autorite, authority

_PRESIDENT: Path = ("collectivite", "president")
_FAITS = ("civilite", "prenom", "nom")


def codes(lignes: Iterable[Inscription], day: date) -> dict[str, Place]:
    """The départements of an arrêté, by code, each with the row that names it first; a collectivité signs once.

    Raises:
        InputError: where a code is none, or where the rows are of several regions.
    """
    found: dict[str, tuple[Autorite, Place]] = {}
    for ligne in lignes:
        code, place = ligne.faits["departement"], ligne.lieux["departement"]
        if code:
            one = _authority(str(code), day, place)
            found.setdefault(one.nom, (one, place))
    regions = {one.region: place for one, place in reversed(found.values())}
    if len(regions) > 1:
        names = french.enumerate_fr(sorted(regions))
        message = f"les établissements sont dans plusieurs régions ({names}) : un arrêté est celui d'une seule."
        hint = "Corrigez le département de la ligne, ou faites une programmation pour chaque région."
        raise InputError([Finding("plusieurs-regions", message, hint=hint, place=max(regions.values()))])
    return dict(sorted((one.code, place) for one, place in found.values()))


def _authority(code: str, day: date, place: Place) -> Autorite:
    try:
        return authority(code, day)
    except InputError as error:
        raise InputError([one.at(place) for one in error.findings]) from None


def signataires(facts: Facts, programme: Programme, signing: Iterable[str]) -> None:
    """Give each département its president: of its own facts, or else of those of every contract."""
    head, source = programme.head, programme.source
    for at, code in enumerate(signing):
        said = Facts()
        said.merge(head.commun, ("commun",), source)
        said.merge(head.departements.get(code, {}), ("departements", code), source)
        facts.put(("departements", at, "departement"), code, source.place(("departements", code)))
        for fait in _FAITS:
            path = (*_PRESIDENT, fait)
            if said.has(path):
                facts.put(("departements", at, fait), said.at(path), said.places[path])
