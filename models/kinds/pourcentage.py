"""A share, in hundredths: 12 for « 12 % »."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any

from models.fiches.marks import Bornes
from models.kind import Demande, Kind
from models.kinds import nombre
from models.nombres import de_l_unite


def _a_share(kind: Kind, _: Demande, unit: str) -> Any:
    return Annotated[kind.type, Bornes(least=0, most=100), de_l_unite(unit)]


KIND = replace(
    nombre.KIND,
    name="pourcentage",
    words="pourcentage",
    minimum=Decimal(0),
    maximum=Decimal(100),
    unit="%",
    type_of=_a_share,
)
