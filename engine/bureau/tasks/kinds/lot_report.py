"""What a batch says of each contract, as the data that its page is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from engine.bureau.tasks.kinds.lot_contracts import Contract
from engine.definitif import NOT_WRITTEN, reserves
from engine.errors import Severity
from engine.lot.journal import Entry
from engine.lot.outcome import State


def told(
    asked: Sequence[Contract], made: Mapping[str, Entry], arguments: Mapping[str, Any], archive: str
) -> dict[str, Any]:
    """The report of a batch: how many contracts are in each state, what is wrong with each, where the archive is."""
    lines = [_line(one, made.get(one.projet.nom)) for one in asked]
    return {
        "archive": archive,
        "formats": arguments["formats"],
        "definitif": arguments.get("definitif", False),
        "comptes": dict(Counter(one["sort"] for one in lines)),
        "contrats": lines,
    }


def _state(entry: Entry | None) -> State:
    """What became of a contract; one that was written before the run was cut short is written."""
    state = entry.state if entry else State.TO_DO
    return State.WRITTEN if state is State.UNCHANGED else state


def _line(one: Contract, entry: Entry | None) -> dict[str, Any]:
    findings = entry.findings if entry else ()
    wrong = [found for found in findings if found.severity is Severity.ERROR or found.code == NOT_WRITTEN]
    return {
        "dossier": one.dossier,
        "titre": one.titre,
        "etat": one.etat,
        "sort": str(_state(entry)),
        "pages": entry.pages if entry else None,
        "manque": len(entry.missing) if entry else 0,
        "avertissements": sum(found.severity is Severity.WARNING for found in findings),
        "reserves": len(reserves(findings)),
        "constats": [{"message": found.message, "conseil": found.hint} for found in wrong],
    }
