"""Who signs an arrêté of programmation: the authorities of one region, each collectivité that signs its contracts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from engine import french
from engine.errors import Finding, InputError, Place
from engine.law.collectivites import Autorite, authority
from engine.library.bibliotheque import Bibliotheque
from engine.programmation.cosignataires import Collectivite
from engine.programmation.merging import Facts
from engine.programmation.programme import Programme


def signing(found: Iterable[Collectivite], day: date | None, library: Bibliotheque) -> list[Collectivite]:
    """The collectivités of an arrêté, by code, each as it is first named; one signs once.

    Raises:
        InputError: where a code is none, or where they are of several regions.
    """
    kept: dict[str, Collectivite] = {}
    regions: dict[str, Place] = {}
    for one in found:
        known = _authority(library, one.departement, day, one.place)
        kept.setdefault(one.metropole or known.nom, one)
        regions.setdefault(known.region, one.place)
    if len(regions) > 1:
        names = french.enumerate_fr(sorted(regions))
        message = f"les établissements sont dans plusieurs régions ({names}) : un arrêté est celui d'une seule."
        hint = "Corrigez le département de la ligne, ou faites une programmation pour chaque région."
        raise InputError([Finding("plusieurs-regions", message, hint=hint, place=max(regions.values()))])
    return sorted(kept.values(), key=lambda one: (one.departement, one.metropole))


def _authority(library: Bibliotheque, code: str, day: date | None, place: Place) -> Autorite:
    try:
        return authority(library, code, day)
    except InputError as error:
        raise InputError([one.at(place) for one in error.findings]) from None


def signataires(facts: Facts, programme: Programme, found: Sequence[Collectivite]) -> None:
    """Give each collectivité of an arrêté its président, as its contracts name him."""
    for at, one in enumerate(found):
        place = programme.source.place(("departements", one.departement))
        facts.put(("departements", at, "departement"), one.departement, place)
        if one.metropole:
            facts.put(("departements", at, "metropole"), one.metropole, one.place)
        for fait, (value, where) in one.president.items():
            facts.put(("departements", at, fait), value, where)
