"""How each kind of fact is written: in words for people, as JSON Schema for editors.

A schema is never stricter than the reading, choices aside (an editor offers their very words): what the kinds of
`models.kinds` accept, an editor must not underline.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_origin

from models import chemins
from models.fiches.champ import Champ
from models.kind import kind_of
from models.kinds import annee, choix, texte
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """What to write: `words` complete « à écrire : … »; `schema` is the JSON Schema of a value that is given."""

    words: str
    schema: Mapping[str, Any]


YEARS = Format(
    "une ligne par année, en retrait (« 2026: 85 % »)",
    {
        "type": "object",
        "propertyNames": {"pattern": annee.SCHEMA["pattern"]},
        "additionalProperties": texte.SCHEMA,
    },
)
CHOICE = Format(choix.KIND.words, {})


def format_of(info: Champ, unite: str = "") -> Format:
    """Find the format of a fact that stands alone or in a list.

    Raises:
        LookupError: where it is of no kind.

    """
    if get_origin(chemins.item(info.annotation)) is dict:
        return YEARS
    kind = kind_of(info.annotation, info.marks)
    if kind is None:
        raise LookupError(f"« {info.title} » n'est d'aucune sorte")
    if unite == "%":
        return Format("pourcentage", kind.schema)
    return Format(f"{kind.words} en {unite}" if unite else kind.words, kind.schema)
