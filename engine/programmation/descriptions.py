"""The descriptions that the rows of a programmation name: files of its own folder, of its own model.

A table often comes from somebody else: what it names is looked for nowhere else (on Windows, a path of the network
would send the user's password there), and never decides which model is drafted nor who signs together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath

from engine.errors import Finding, InputError, Place
from engine.libraries.bibliotheque import Bibliotheque
from engine.programmation.lignes import code
from engine.programmation.rows import Row
from engine.programmation.tableau import refuse_unreadable
from engine.reading.fichiers import named_file
from engine.reading.yaml_strict import Source, read_yaml
from models.programmation import Programmation


def own_descriptions(
    rows: Sequence[Row], folder: FilePath, head: Programmation, library: Bibliotheque
) -> Iterator[Source]:
    """The descriptions of a contract, in the order of its rows.

    Raises:
        InputError: where one cannot be read, is outside the folder, is of another model or of another département.
    """
    named: dict[str, Row] = {}
    for row in rows:
        if row.ligne.description:
            named.setdefault(row.ligne.description, row)
    for name, row in named.items():
        source = _read(folder, name, row.at("description"))
        _check(source, "modele", head.modele, library, "« modele » se dit en tête de la programmation.")
        if head.regroupement == "departement" and row.ligne.departement:
            hint = "Le département d'un contrat se dit dans le tableau : il décide qui signe ensemble."
            _check(source, "departement", row.ligne.departement, library, hint)
        yield source


def _read(folder: FilePath, name: str, place: Place) -> Source:
    try:
        path = named_file(name, folder, "programmation")
        refuse_unreadable(path, place)
        return read_yaml(path)
    except InputError as error:
        raise InputError([one if one.place else one.at(place) for one in error.findings]) from None


def _check(source: Source, key: str, expected: str, library: Bibliotheque, hint: str) -> None:
    said = source.data.get(key)
    if isinstance(said, str) and said.strip() and code(library, said) != code(library, expected):
        message = f"{key} : « {said} » ; la programmation dit « {expected} »."
        raise InputError([Finding("description-contraire", message, hint=hint, place=source.place((key,)))])
