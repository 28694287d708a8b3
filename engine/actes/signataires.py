"""Who signs an act of a contract: those who signed the contract, or those whom an avenant names since."""

from __future__ import annotations

from contextlib import suppress

from engine.dossier import Dossier
from engine.errors import Path
from models import chemins
from models.avenants import CEDANT, Avenant, fait_de_signature, lu
from models.contrat import Contrat
from models.fiches.faults import UnreadError
from models.reponses import est_sans_objet

KEY = "signataires"
"""The key of an avenant that names its own, each fact by its path."""
NONE = "néant"
"""What says there that whoever signs it has no such fact: no delegation."""


def latest(dossier: Dossier) -> dict[Path, str]:
    """Those that its avenants changed, as the description of a contract writes them: the last of each."""
    found: dict[Path, str] = {}
    for one in dossier.contrat.avenants:
        if one.transfert:
            found = {path: value for path, value in found.items() if path[0] != CEDANT}
        found |= named_by(one, dossier.contrat)
    return found


def named_by(avenant: Avenant, contrat: Contrat) -> dict[Path, str]:
    """The facts of signature of a contract that an avenant gives, as a description writes them, where they are read."""
    found: dict[Path, str] = {}
    for name, said in avenant.signataires.items():
        if (fait := fait_de_signature(contrat, name)) is not None:
            with suppress(UnreadError):  # told of the avenant
                lu(fait, said)
                found[chemins.lire(name)] = "" if est_sans_objet(said) else said
    return found
