"""Who signs an act of a contract: those who signed the contract, or those whom an avenant names since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.dossier import Dossier
from engine.errors import Path
from models import chemins
from models.reponses import est_sans_objet

KEY = "signataires"
"""The key of an avenant that names its own, each fact by its path."""
NONE = "néant"
"""What says there that whoever signs it has no such fact: no delegation."""


def latest(dossier: Dossier) -> dict[Path, str]:
    """Those that its avenants changed, as the description of a contract writes them: the last of each."""
    found: dict[Path, str] = {}
    for one in dossier.source.data.get("avenants") or ():
        found |= named_by(one)
    return found


def named_by(avenant: Mapping[str, object]) -> dict[Path, str]:
    """The facts of signature that an avenant gives, as a description writes it."""
    return dict(_named(avenant))


def _named(avenant: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    said = avenant.get(KEY)
    for path, value in said.items() if isinstance(said, dict) else ():
        if isinstance(value, str):
            yield chemins.lire(path), "" if est_sans_objet(value) else value
