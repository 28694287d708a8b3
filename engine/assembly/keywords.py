"""The keywords of a document, which its file says of itself in every format: what contract it is, for who looks for it.

By them too, a contract is told from another of the same name (engine.rereading.replacing.contracts).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from engine.libraries.modele import Modele
from models import chemins
from models.chemins import Chemin
from models.contrat import Contrat
from models.faits import Fait, of_each_group
from models.kind import kind_of_field
from models.kinds import KINDS

_LONGEST = 255
"""The letters of a property that every program keeps."""


def keywords(model: Modele, contrat: Contrat, manager: str) -> tuple[str, ...]:
    """« CPOM, le-modele, Association Exemple, SIREN 123456782, FINESS 350000022 Les Ajoncs », and one's own libraries.

    Where there are many establishments, the first ones by their numbers are named.
    """
    words = [word for word in ("CPOM", model.nom, manager, *model.bibliotheque.a_nommer) if word]
    words += [f"SIREN {contrat.gestionnaire.siren}"] if contrat.gestionnaire.siren else []
    for place in sorted(_establishments(contrat)):
        if len(", ".join([*words, place])) > _LONGEST:
            break
        words.append(place)
    return tuple(words)


def _establishments(contrat: Contrat) -> Iterator[str]:
    """Each with its number and its name; a number that is not in a list is the gestionnaire's."""
    for path, value in of_each_group(contrat, _numbers):
        name = chemins.at(contrat, (*path[:-1], "nom"))
        yield f"FINESS {value} {' '.join(str(name or '').split()).replace(',', ' ')}".strip()


def _numbers(facts: Iterable[Fait]) -> list[tuple[Chemin, Any]]:
    return [(path, value) for path, value, info in facts if len(path) > 2 and kind_of_field(info) is KINDS["finess"]]
