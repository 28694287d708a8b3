"""The headings of a table of establishments: what each column gives, by the names that people use or the head says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from engine.errors import Finding, InputError, Path, Place, Severity
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.programmation.faits_des_lignes import facts, headings_of, ligne
from engine.reading.invisibles import cleaned
from engine.reading.suggestions import nearest
from engine.workbook import column_letters
from models.accents import without_accents

_LONGEST_QUOTE = 200
_WHOLE = str.maketrans({"°": " ", "œ": "oe", "æ": "ae"})
"""What Unicode does not take apart by itself."""


@lru_cache(maxsize=8192)
def plain(heading: str) -> str:
    """A heading without capitals, accents, punctuation nor needless spaces."""
    letters = unicodedata.normalize("NFKD", cleaned(heading).casefold().translate(_WHOLE))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", without_accents(letters)).split())


@kept
def _known(library: Bibliotheque) -> dict[str, str]:
    """The facts of a row by the headings of colonnes.yaml; those of the topmost library first.

    Raises:
        InputError: where a file of a library is not « fait: [titres] », or names what is no fact of a row.
    """
    found: dict[str, str] = {}
    for fact, said in headings_of(library):
        found |= dict.fromkeys((plain(fact), *map(plain, said)), fact)
    return found


def recognised(library: Bibliotheque, headings: Sequence[str], named: Mapping[str, str]) -> int:
    """How many of the cells of a row are headings that are known or `named`."""
    said = {plain(heading) for heading in named} | _known(library).keys()
    return sum(plain(heading) in said for heading in headings)


def columns(
    library: Bibliotheque, headings: Sequence[str], named: Mapping[str, str], place: Callable[[int], Place]
) -> tuple[dict[int, str], list[Finding]]:
    """The fact that each column gives, by its position; and what is to be known of the headings.

    `named` is what the head of the programmation says of some of them (heading to fact); `place` is where one stands.

    Raises:
        InputError: where two columns give the same fact, where the head names a column or a fact that does not exist.
    """
    errors = list(_misnamed(library, headings, named))
    said = {plain(heading): fact for heading, fact in named.items()}
    found: dict[int, str] = {}
    unread: list[Finding] = []
    for position, heading in enumerate(headings):
        here = place(position)
        fact = said.get(plain(heading)) or _known(library).get(plain(heading), "")
        if fact and fact in found.values():
            first = next(at for at, one in found.items() if one == fact)
            errors.append(_twice(fact, ligne(library).libelle(fact), headings, (first, position), here))
        elif fact:
            found[position] = fact
        elif heading.strip():
            unread.append(_unread(_short(heading), here))
    if "nom" not in found.values() and not errors:
        errors.append(_nothing(headings, place(0)))
    if errors:
        raise InputError(errors)
    return found, unread


def _misnamed(library: Bibliotheque, headings: Sequence[str], named: Mapping[str, str]) -> Iterator[Finding]:
    known = {plain(heading) for heading in headings}
    for heading, fact in named.items():
        path: Path = ("colonnes", heading)
        if plain(heading) not in known:
            message = f"le tableau n'a pas de colonne « {heading} »."
            hint = f"Ses colonnes : {', '.join(one for one in headings if one.strip())}."
            yield Finding("colonne-inconnue", message, hint=hint, path=path)
        if fact not in (known_facts := facts(library)):
            near = nearest(fact, known_facts)
            hint = f"Vouliez-vous dire « {near} » ?" if near else f"Au choix : {', '.join(known_facts)}."
            yield Finding("colonne-inconnue", f"« {fact} » n'est pas un fait d'une ligne.", hint=hint, path=path)


def _twice(fact: str, label: str, headings: Sequence[str], twice: tuple[int, int], place: Place) -> Finding:
    """That two columns give one fact; of those of one title, no head tells what they give: their letters name them."""
    first, heading = (headings[at] for at in twice)
    if plain(first) == plain(heading):
        one, other = (column_letters(at + 1) for at in twice)
        message = f"les colonnes {one} et {other} ont le même titre, « {_short(heading)} » ({label})."
        return Finding("colonne-double", message, hint="Gardez l'une des deux, ou changez un titre.", place=place)
    both = f"« {_short(first)} » et « {_short(heading)} »"
    message = f"les colonnes {both} donnent le même fait ({label})."
    other = next((one for one in (first, heading) if plain(one) == "raison sociale"), heading)
    given = "gestionnaire" if fact == "nom" else "…"
    hint = f"Gardez l'une des deux, ou dites en tête ce que donne l'autre : colonnes: {{{_short(other)}: {given}}}."
    return Finding("colonne-double", message, hint=hint, place=place)


def _unread(heading: str, place: Place) -> Finding:
    message = f"la colonne « {heading} » n'est pas reconnue : elle n'est pas lue."
    hint = "Si elle sert, dites ce qu'elle donne dans « colonnes »."
    return Finding("colonne-non-lue", message, Severity.INFORMATION, hint, place=place)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _nothing(headings: Sequence[str], place: Place) -> Finding:
    message = "le tableau n'a pas de colonne qui nomme les établissements (« Raison sociale »)."
    read = ", ".join(one for one in headings if one.strip()) or "aucun"
    hint = f"Titres lus : {_short(read)}. Dites ce qu'ils donnent dans « colonnes »."
    return Finding("colonnes-illisibles", message, hint=hint, place=place)
