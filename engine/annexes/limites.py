"""What a cell of the workbook may hold, told from what the description says of its fact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from engine.errors import Path
from engine.reading.suggestions import choices
from engine.workbook import Limits
from models import chemins
from models.champs import Fiche
from models.kind import kind_of


def limits_of(description: type[Fiche], path: Path) -> Limits:
    """What may be typed where the fact at a path is; a text where it is no figure.

    Raises:
        LookupError: where no description has such a fact.
    """
    info = chemins.field_at(description, path)
    if info is None:
        raise LookupError(f"« {chemins.ecrit(path)} » n'est pas un fait de la description")
    kind = kind_of(info.annotation, info.metadata)
    if kind is None or not kind.figure:
        return Limits(text=True, choices=kind.answers if kind else tuple(choices(info.annotation)))
    bounds = [*info.metadata, *_inside(info.annotation)]
    least, most = (_bound(bounds, name) for name in ("ge", "le"))
    return Limits(
        whole=kind.whole,
        minimum=kind.minimum if least is None else least,
        maximum=kind.maximum if most is None else most,
    )


def _inside(annotation: Any) -> list[Any]:
    """What the type of a fact says beside its kind."""
    item = chemins.item(annotation)
    marks = get_args(get_args(item)[1] if get_origin(item) is dict else item)
    return [bound for mark in marks for bound in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]


def _bound(bounds: list[Any], name: str) -> Decimal | None:
    """The lowest (« ge ») or the highest (« le ») figure that a field of pydantic takes."""
    given = (getattr(bound, name, None) for bound in bounds)
    return next((Decimal(str(figure)) for figure in given if figure is not None), None)
