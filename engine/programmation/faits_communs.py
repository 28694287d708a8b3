"""What is wrong with the facts that contracts share: told once, where they stand, and not once a contract."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from typing import Any

from engine.assembly.soundness import open_model
from engine.errors import Finding, InputError, Path, Severity
from engine.law.collectivites import authority
from engine.programmation.constat import Constat, places_of
from engine.programmation.lignes import code
from engine.programmation.programme import Programme
from engine.reading.description import validate
from engine.reading.yaml_strict import Source
from models import chemins

CODES_OF_KEYS = ("departement-mal-ecrit", "departement-inconnu")
"""What is wrong with a key of « departements »: its facts are lost for the contracts that should have them."""


def shared_facts(programme: Programme) -> Iterator[tuple[str, Finding]]:
    """The facts of every contract (« commun »), and of those of a département, read as those of a description are.

    Each finding comes with the code of its département; it has none in « commun ».
    """
    yield from (("", one) for one in _read(programme, ("commun",), programme.head.commun))
    library = programme.bibliotheque
    used = {row.ligne.departement for row in programme.rows}
    for key, facts in programme.head.departements.items():
        found = (*_code(programme, key, used), *_read(programme, ("departements", key), facts))
        yield from ((code(library, key), one) for one in found)


def _read(programme: Programme, path: Path, facts: dict[str, Any]) -> Iterator[Finding]:
    here = _under(programme.source, path, facts)
    replaced = {"modele": "la tête de la programmation le dit", programme.rules.liste: "les lignes le remplacent"}
    for key, why in replaced.items():
        if key in facts:
            message = f"« {key} » ne sert pas ici : {why}."
            yield Finding("fait-remplace", message, Severity.WARNING, "Retirez-le.", place=here.key_place((key,)))
    facts = {key: value for key, value in facts.items() if key not in replaced}
    try:
        validate(_under(programme.source, path, facts), programme.modele.description)
    except InputError as error:
        yield from (_of_the_act(programme, one) for one in error.findings)


def _of_the_act(programme: Programme, finding: Finding) -> Finding:
    """A fact that the arrêté alone asks for is no fact of its contracts, and has its own place."""
    path = chemins.noms(finding.path)
    where = ".".join(path)
    asked = {
        question
        for act in programme.rules.actes.values()
        for question in open_model(act, programme.bibliotheque).questions
    }
    if finding.code != "cle-inconnue" or where not in asked:
        return finding
    message = f"« {where} » est un fait de l'arrêté ; aucun contrat de ce modèle ne le demande."
    hint = f"Écrivez-le sous « arrete: faits: » ({': '.join(path)}: …)."
    return replace(finding, message=message, hint=hint)


def _under(source: Source, path: Path, data: dict[str, Any]) -> Source:
    """A group of a file as if it were a file of its own, its places kept."""
    places, key_places = (chemins.under(path, found) for found in (source.places, source.key_places))
    return Source(source.name, source.text, data, places, key_places)


def _code(programme: Programme, key: str, used: Set[str | None]) -> Iterator[Finding]:
    """The code of a département is one, written as rows have it, and one of those that rows have used."""
    library = programme.bibliotheque
    place = programme.source.key_place(("departements", key))
    try:
        authority(library, code(library, key))
    except InputError as error:
        yield from (one.at(place) for one in error.findings)
        return
    if key != code(library, key):
        message = f"« {key} » n'est pas écrit comme un code de département : ces faits ne servent à aucun contrat."
        yield Finding("departement-mal-ecrit", message, hint=f'Écrivez « "{code(library, key)}" ».', place=place)
    elif used - {None} and key not in used:  # a table that could not be read says nothing of its départements
        message = f"aucun établissement n'est dans le département {key} : ces faits ne servent à aucun contrat."
        yield Finding("departement-inutile", message, Severity.INFORMATION, place=place)


def commun(programme: Programme) -> Iterator[Constat]:
    """What is wrong with the facts that contracts share.

    A contract that has one of them is stopped by its own description; but of those of another département, that signs a
    regional contract beside the first, it has a few alone.
    """
    for departement, finding in shared_facts(programme):
        beside = departement and (programme.head.regroupement != "departement" or finding.code in CODES_OF_KEYS)
        rows = (row for row in programme.rows if row.ligne.departement == departement) if beside else ()
        yield Constat(finding, places_of(rows))
