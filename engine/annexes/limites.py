"""What a cell of the workbook may hold, told from what the description says of its fact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from engine.errors import Path
from engine.reading.suggestions import choices
from engine.workbook import Limits
from models import chemins
from models.champs import Fiche
from models.jours import lire_annee
from models.nombres import lire_effectif, lire_entier, lire_montant, lire_nombre
from models.reponses import lire_oui_non

_ZERO = Decimal(0)
_READ = {
    lire_montant: Limits(minimum=_ZERO),
    lire_effectif: Limits(whole=True, minimum=_ZERO),
    lire_entier: Limits(whole=True, minimum=_ZERO),
    lire_annee: Limits(whole=True, minimum=Decimal(1000), maximum=Decimal(2999)),
    lire_nombre: Limits(),
    lire_oui_non: Limits(text=True, choices=("oui", "non")),
}
"""What each kind of fact takes, by the function that reads them: it tells two kinds of one Python type apart."""


def limits_of(description: type[Fiche], path: Path) -> Limits:
    """What may be typed where the fact at a path is; a text where it is no figure.

    Raises:
        LookupError: where no description has such a fact.
    """
    info = chemins.field_at(description, path)
    if info is None:
        raise LookupError(f"« {chemins.ecrit(path)} » n'est pas un fait de la description")
    kind = chemins.item(info.annotation)
    kind = get_args(kind)[1] if get_origin(kind) is dict else kind
    if listed := choices(kind):
        return Limits(text=True, choices=tuple(listed))
    return _limits([*info.metadata, *get_args(kind)])


def _limits(marks: list[Any]) -> Limits:
    readers = [mark.func for mark in marks if isinstance(mark, BeforeValidator)]
    found = next((_READ[reader] for reader in readers if reader in _READ), None)
    if found is None:
        return Limits(text=True)
    bounds = [bound for mark in marks for bound in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]
    least, most = (_bound(bounds, name) for name in ("ge", "le"))
    return Limits(
        text=found.text,
        choices=found.choices,
        whole=found.whole,
        minimum=found.minimum if least is None else least,
        maximum=found.maximum if most is None else most,
    )


def _bound(bounds: list[Any], name: str) -> Decimal | None:
    """The lowest (« ge ») or the highest (« le ») figure that a field of pydantic takes."""
    given = (getattr(bound, name, None) for bound in bounds)
    return next((Decimal(str(figure)) for figure in given if figure is not None), None)
