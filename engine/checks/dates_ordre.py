"""Dates come in their order: what allows the signature precedes it.

Decision of the commission permanente, deliberations, and whatever a question says is `avant_signature`: on the day of
the signature at the latest. So are the dates that the plan of the model puts in order (`delais`). An avenant brings
other facts: they come before the last one, and what allows the signature of each comes before it (`signataire`). What
the contract would not print is left alone: the deliberation of a company, dates of which the case is excluded.

Source: the model, whose visas and parties name these acts as already made. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.checks.context import Context, declared
from engine.errors import Finding, Path, Severity
from engine.french import date_in_french
from models import chemins

CODE = "dates-ordre"
SEVERITY = Severity.ERROR
SOURCE = "modèle de CPOM (les actes visés précèdent la signature)"

# An act: its path, then its name with its article; where it has none, the title of its question.
Acte = tuple[Path, str]

_SIGNATURE: Acte = (("signature", "date"), "la signature du contrat")
_BEFORE_SIGNATURE: tuple[Acte, ...] = (
    (("collectivite", "decision"), "la décision de la commission permanente"),
    (("collectivite", "deliberation"), "la délibération de l'assemblée"),
)


def _ordered(context: Context) -> Iterator[tuple[Acte, Acte]]:
    """Every pair of acts of which the first must not be later than the second."""
    last = _avenant(context, len(context.contrat.avenants) - 1) if context.contrat.avenants else _SIGNATURE
    for act in _BEFORE_SIGNATURE:
        yield act, _SIGNATURE
    if context.contrat.gestionnaire.statut != "societe":
        yield (("gestionnaire", "deliberation"), "la délibération de l'organisme gestionnaire"), _SIGNATURE
    for rule in context.regles.delais:
        if not context.excludes(rule.si):
            second = chemins.lire(rule.second)
            yield (chemins.lire(rule.premier), ""), last if second == _SIGNATURE[0] else (second, "")
    told = {path for path, _ in _BEFORE_SIGNATURE}
    for path, _, info in context.declaring("avant_signature"):
        if path not in told and declared(info, "avant_signature"):
            of_the_contract = _SIGNATURE if declared(info, "signataire") else last
            yield (path, ""), _avenant(context, path[1]) if path[0] == "avenants" else of_the_contract


def _avenant(context: Context, rank: str | int) -> Acte:
    """An avenant, by its rank."""
    assert isinstance(rank, int)  # noqa: S101 - the avenants are a list
    return ("avenants", rank, "date"), f"l'avenant n° {context.contrat.avenants[rank].numero or rank + 1}"


def check(context: Context) -> Iterator[Finding]:
    """Compare the dates that are known; the finding stands at the act that should have come first."""
    for (path, name), (other_path, other_name) in _ordered(context):
        day, limit = chemins.at(context.contrat, path), chemins.at(context.contrat, other_path)
        if isinstance(day, date) and isinstance(limit, date) and day > limit:
            late, early = name or context.title(path), other_name or context.title(other_path)
            message = f"{late} ({date_in_french(day)}) vient après {early} ({date_in_french(limit)})."
            hint = "Corrigez celle des deux dates qui est fausse."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
