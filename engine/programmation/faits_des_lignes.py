"""The facts of the rows of a programmation: those that every row has, and those that colonnes.yaml adds of a trade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.errors import Finding, InputError
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.libraries.clause import typed
from engine.libraries.files import content, parsed
from engine.libraries.questions import Question, declared
from engine.programmation.apparence import SHARED
from engine.reading.suggestions import nearest
from engine.reading.yaml_strict import Source
from models.champs import Fiche, OuiNon, Texte
from models.fiches.groupe import create, fields_of
from models.programmation import Ligne, Programmation


class AuPlus(Fiche):
    """The fact that a figure never exceeds, and the words between both figures where it does."""

    fait: Texte
    mots: Texte


class Colonne(Fiche):
    """A fact that some trades have: what it is, the headings of its column, how it is read and checked."""

    question: Question
    titres: list[Texte] = []
    partagee: OuiNon = False
    total: Texte = ""
    au_plus: AuPlus | None = None


def headings_of(library: Bibliotheque) -> Iterator[tuple[str, list[str]]]:
    """The headings of each fact, those of the lowest library first.

    Raises:
        InputError: where a file of a library is not « fait: [titres] », or names what is no fact of a row.
    """
    known = facts(library)
    for source in _files(library):
        for fact, said in source.data.items():
            if fact not in known:
                near = nearest(fact, known)
                hint = f"Vouliez-vous dire « {near} » ?" if near else f"Au choix : {', '.join(known)}."
                message = f"« {fact} » n'est pas un fait d'une ligne."
                raise InputError([Finding("colonne-inconnue", message, hint=hint, place=source.key_place((fact,)))])
            titres = said.get("titres", []) if isinstance(said, dict) else said
            if not isinstance(titres, list) or not all(isinstance(one, str) for one in titres):
                message, hint = f"« {fact} » : une liste de titres est attendue.", f"Écrivez « {fact}: [Titre, …] »."
                raise InputError([Finding("colonnes-illisibles", message, hint=hint, place=source.place((fact,)))])
            yield fact, titres


@kept
def added(library: Bibliotheque) -> Mapping[str, Colonne]:
    """The facts that a library adds to a row; where two do, the topmost says what the fact is.

    Raises:
        InputError: where a library says one badly.
    """
    found: dict[str, Colonne] = {}
    for source in _files(library):
        for fact, said in source.data.items():
            if not isinstance(said, dict):
                continue
            read, wrong = typed(Colonne, _under(source, fact))
            if wrong or read is None:
                raise InputError(wrong)
            found[fact] = read
            if read.au_plus and read.au_plus.fait not in (*fields_of(Ligne), *source.data):
                message, hint = f"« {read.au_plus.fait} » n'est pas un fait d'une ligne.", "Corrigez « au_plus »."
                place = source.place((fact, "au_plus", "fait"))
                raise InputError([Finding("colonne-inconnue", message, hint=hint, place=place)])
    return found


def _files(library: Bibliotheque) -> Iterator[Source]:
    """Each colonnes.yaml, that of the lowest library first."""
    for file in reversed(list(library.versions("colonnes.yaml"))):
        yield parsed(content(file.chemin, file.nom), file.nom)


def _under(source: Source, key: str) -> Source:
    """What a file says under a key, as a file of its own."""
    places, keys = (
        {path[1:]: place for path, place in known.items() if path[:1] == (key,)}
        for known in (source.places, source.key_places)
    )
    return replace(source, data=source.data[key], places=places, key_places=keys)


def facts(library: Bibliotheque) -> tuple[str, ...]:
    """Every fact of a row."""
    return tuple(fields_of(ligne(library)))


@kept
def ligne(library: Bibliotheque) -> type[Ligne]:
    """The row of a programmation, with the facts that the library adds."""
    more: Any = {fact: declared(one.question, fact) for fact, one in added(library).items()}
    return create("Ligne", Ligne, more)


@kept
def programmation(library: Bibliotheque) -> type[Programmation]:
    """The programmation whose rows are those of the library."""
    rows: Any = list[ligne(library)]  # type: ignore[misc]
    return create(
        "Programmation", Programmation, {"etablissements": (rows, fields_of(Programmation)["etablissements"])}
    )


def shared(library: Bibliotheque, fact: str) -> bool:
    """Whether a cell that is merged over several rows says the fact of each."""
    more = added(library)
    return more[fact].partagee if fact in more else fact in SHARED
