"""What a cell of the workbook may hold, told from what the description says of its fact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args, get_origin

from engine.errors import Path
from engine.reading.suggestions import choices
from engine.workbook import Limits
from models import chemins
from models.champs import Fiche
from models.fiches.marks import Bornes
from models.kind import kind_of


def limits_of(description: type[Fiche], path: Path) -> Limits:
    """What may be typed where the fact at a path is; a text where it is no figure.

    Raises:
        LookupError: where no description has such a fact.
    """
    info = chemins.field_at(description, path)
    if info is None:
        raise LookupError(f"« {chemins.ecrit(path)} » n'est pas un fait de la description")
    kind = kind_of(info.annotation, info.marks)
    if kind is None or not kind.figure:
        return Limits(text=True, choices=kind.answers if kind else tuple(choices(info.annotation)))
    bounds = [one for one in (*info.marks, *_inside(info.annotation)) if isinstance(one, Bornes)]
    least = next((Decimal(one.least) for one in bounds if one.least is not None), kind.minimum)
    most = next((Decimal(one.most) for one in bounds if one.most is not None), kind.maximum)
    return Limits(
        whole=kind.whole,
        minimum=least,
        maximum=most,
    )


def _inside(annotation: Any) -> list[Any]:
    """What the type of a fact says beside its kind."""
    item = chemins.item(annotation)
    marks = get_args(get_args(item)[1] if get_origin(item) is dict else item)
    return list(marks)
