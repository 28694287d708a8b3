"""The public authorities that sign a contract beside the gestionnaire."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

AutoritePublique = Literal[
    "collectivites", "signataires", "agence_regionale", "prefet_region", "prefets_departement", "autres_autorites",
    "autres_autorites_de_tarification",
]  # fmt: skip
"""Who may sign beside the gestionnaire; « signataires » are the collectivités that an arrêté lists."""
TRAIT = "autorite_principale"
"""The trait by which an act tells apart the contracts that it accompanies: which authority heads them."""
PRINCIPALES = ("collectivites", "agence_regionale", "prefet_region")


def principale(autorites: Collection[AutoritePublique]) -> str:
    """The authority of the State that signs, or else « collectivites »."""
    return next((one for one in PRINCIPALES[1:] if one in autorites), PRINCIPALES[0])
