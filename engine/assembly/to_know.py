"""What a contract leaves to be known, its words apart: the facts that it misses, what is to be verified of it.

That of a contract of the same kind as another (engine.assembly.kinds) is the same: it is not assembled.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from engine.assembly.assemble import left_of, opened
from engine.assembly.unprinted import told, unprinted
from engine.document import Missing
from engine.errors import Finding, Path
from engine.law.applicable import Droit
from engine.law.collectivites import Autorite
from engine.libraries.modele import Modele
from engine.tables.grilles import Grilles
from models.champs import Repondant
from models.contrat import Contrat


class ToKnow(NamedTuple):
    """The facts missing from a contract, who knows each, what is found of it, the facts that serve in nothing."""

    missing: Mapping[Path, Missing]
    who: Mapping[Path, Repondant]
    findings: tuple[Finding, ...]
    unprinted: tuple[Path, ...]


def to_know(model: Modele, contrat: Contrat, droit: Droit, autorite: Autorite | None, grilles: Grilles) -> ToKnow:
    """What a contract leaves to be known: as it is assembled (`engine.assembly.assemble`), its words apart.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    left = left_of(opened(model, contrat, droit, autorite, grilles=grilles))
    lost = unprinted(contrat, *left.served, grilles)
    return ToKnow(left.missing, left.who, tuple(dict.fromkeys((*left.findings, *told(lost, contrat)))), lost)
