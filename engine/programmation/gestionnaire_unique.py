"""A gestionnaire has one name, one SIREN and one FINESS, wherever the rows of a programmation name it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import Place, Severity
from engine.programmation.colonnes import plain
from engine.programmation.constat import Constat, of_row, places_of
from engine.programmation.gestionnaires import identities
from engine.programmation.programme import Programme


def identities_of(programme: Programme) -> list[str]:
    """Who manages each row, worked out once."""
    known = programme.worked_out
    if identities not in known:
        known[identities] = identities(programme.rows)
    found: list[str] = known[identities]
    return found


def one_gestionnaire(programme: Programme) -> Iterator[Constat]:
    """A gestionnaire has one name, one SIREN and one FINESS, wherever it is named."""
    for row in programme.rows:
        if not (row.ligne.gestionnaire or row.ligne.siren or row.ligne.finess_juridique):
            message = f"le gestionnaire de « {row.appele} » manque."
            hint = "Donnez sa raison sociale et son numéro FINESS juridique, sur chaque ligne (sans cellule fusionnée)."
            yield of_row(row.place, "gestionnaire-absent", message, hint)
    known = identities_of(programme)
    for fact, label in (
        ("gestionnaire", "raisons sociales"), ("siren", "numéros SIREN"), ("statut", "statuts"), ("forme", "formes"),
    ):  # fmt: skip
        said: dict[str, tuple[str, int]] = {}
        for at, (row, who) in enumerate(zip(programme.rows, known, strict=True)):
            value = getattr(row.ligne, fact)
            if not value:
                continue
            words, before = said.setdefault(who, (plain(value), at))
            if words != plain(value):
                first = programme.rows[before]
                other = getattr(first.ligne, fact)
                message = f"ce gestionnaire a deux {label} : « {value} », et « {other} » en {first.at(fact)}."
                hint, every = "Corrigez l'une des deux lignes.", _places(programme, known, who)
                yield of_row(row.at(fact), "gestionnaire-incoherent", message, hint, rows=every)
    yield from _two_spellings(programme, known)
    yield from _two_numbers(programme)


def _two_spellings(programme: Programme, known: list[str]) -> Iterator[Constat]:
    """A name that is one but for its accents, its capitals or its signs: the contract prints the first."""
    first: dict[str, int] = {}
    for at, (row, who) in enumerate(zip(programme.rows, known, strict=True)):
        said = row.ligne.gestionnaire
        before = programme.rows[first.setdefault(who, at)] if said else row
        other = before.ligne.gestionnaire or ""
        if said and said != other and plain(said) == plain(other):
            message = f"ce gestionnaire s'écrit « {said} », et « {other} » en {before.at('gestionnaire')}."
            hint = "Son contrat n'en imprime qu'un : écrivez-le partout de la même façon."
            place, every = row.at("gestionnaire"), _places(programme, known, who)
            yield of_row(place, "gestionnaire-ecrit-autrement", message, hint, Severity.WARNING, rows=every)


def _places(programme: Programme, known: list[str], who: str) -> tuple[Place, ...]:
    """The rows of a gestionnaire, by their places."""
    return places_of(programme.rows[number] for number, one in enumerate(known) if one == who)


def _two_numbers(programme: Programme) -> Iterator[Constat]:
    """A name that has two FINESS numbers."""
    numbers: dict[str, tuple[str, ...]] = {}
    for row in programme.rows:
        if row.ligne.gestionnaire and row.ligne.finess_juridique:
            name = plain(row.ligne.gestionnaire)
            if row.ligne.finess_juridique not in numbers.get(name, ()):
                numbers[name] = (*numbers.get(name, ()), row.ligne.finess_juridique)
            if len(numbers[name]) == 2:
                both = ", ".join(sorted(numbers[name]))
                message = f"« {row.ligne.gestionnaire} » a deux numéros FINESS juridiques : {both}."
                hint = "Si ce sont deux organismes, distinguez leurs noms ; sinon corrigez le numéro."
                every = places_of(one for one in programme.rows if plain(one.ligne.gestionnaire or "") == name)
                yield of_row(row.at("finess_juridique"), "gestionnaire-a-deux-finess", message, hint, rows=every)
