"""What an avenant says in place of its contract: its own day, where it is signed, the acts that allow to sign it."""

from __future__ import annotations

from collections.abc import Mapping

from engine.actes.signataires import named_by
from engine.dossier import Dossier
from engine.errors import Path
from models import chemins

ITS_OWN: dict[str, str] = {
    "signature.date": "date",
    "collectivite.decision": "decision",
    "metropole.decision": "decision",
    "collectivite.deliberation": "deliberation",
    "collectivite.deliberation_numero": "",
    "gestionnaire.deliberation": "deliberation_gestionnaire",
}
"""The facts of the contract that are others in an avenant, each with the key that gives it; empty where none does."""
_CEDANT = ("raison_sociale", "statut", "forme")
"""What is said of the gestionnaire that the contract leaves, where it is transferred to another."""
_OF_OTHERS = ("autres_departements", "decision")


def of_the_act(dossier: Dossier, old: Dossier) -> dict[Path, str]:
    """The facts of the last avenant of a contract, as a description writes them; one that is not given is missing.

    The gestionnaire of the contract as it was signed, `old`, is the one that yields it, where it is transferred.
    """
    one = dossier.contrat.avenants[-1]
    given = dossier.source.data["avenants"][-1]
    facts = {**of_its_day(dossier, given), **named_by(one, dossier.contrat)}
    if one.lieu:
        facts["signature", "lieu"] = one.lieu
    if one.transfert:
        before = old.source.data.get("gestionnaire") or {}
        facts |= {("cedant", name): before.get(name) or "" for name in _CEDANT}
    signed = (dossier.source.data.get("signature") or {}).get("date") or ""
    return {**facts, ("contrat_signe_le",): signed}


def of_its_day(dossier: Dossier, given: Mapping[str, str]) -> dict[Path, str]:
    """The facts of a contract that are others on the day of an avenant, which gives them under its own keys."""
    known = {names for names, _ in chemins.walk(dossier.modele.description)}
    facts: dict[Path, str] = {
        path: given.get(key) or ""
        for path, key in ((chemins.lire(one), key) for one, key in ITS_OWN.items())
        if path in known
    }
    for rank, _ in enumerate(getattr(dossier.contrat, _OF_OTHERS[0], ())):
        facts[_OF_OTHERS[0], rank, _OF_OTHERS[1]] = ""
    return facts
