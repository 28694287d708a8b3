"""Dates come in their order: what allows the signature precedes it.

Decision of the commission permanente, deliberations, and whatever a question says is `avant_signature`: on the day of
the signature at the latest. So are the dates that the plan of the model puts in order (`delais`), of which the second
may be one of each item of a list. An avenant brings other facts: they come before the last one, and what allows the
signature of each comes before it (`signataire`): an act of a contract says those of the last avenant, and a
gestionnaire to whom the contract passed signed by its avenant.
What the contract would not print is left alone: the deliberation of a company, dates of which the case is excluded.

Source: the model, whose visas and parties name these acts as already made. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from engine.checks.context import Context, declared
from engine.errors import Finding, Path, Severity
from engine.french import date_in_french
from models import chemins
from models.avenants import CEDANT, Avenant, fait_de_signature, lu
from models.fiches.faults import UnreadError

CODE = "dates-ordre"
SEVERITY = Severity.ERROR
SOURCE = "modèle de CPOM (les actes visés précèdent la signature)"

# An act: its path, then its name with its article; where it has none, that of its question.
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
        yield act, _signed(context, act[0])
    if context.contrat.gestionnaire.statut != "societe":
        path: Path = ("gestionnaire", "deliberation")
        yield (path, "la délibération de l'organisme gestionnaire"), _signed(context, path)
    for rule in context.regles.delais:
        if not context.excludes(rule.si):
            for second, _ in chemins.every(context.contrat, rule.second):
                yield (chemins.lire(rule.premier), ""), last if second == _SIGNATURE[0] else (second, "")
    told = {path for path, _ in _BEFORE_SIGNATURE}
    for path, _, info in context.declaring("avant_signature"):
        if path not in told and declared(info, "avant_signature"):
            of_the_contract = _signed(context, path) if declared(info, "signataire") else last
            yield (path, ""), _avenant(context, path[1]) if path[0] == "avenants" else of_the_contract


def _signed(context: Context, path: Path) -> Acte:
    """The last act signed that a fact of signature is of: the contract, or an avenant that says it or transfers it."""
    said, name = chemins.at(context.contrat, path), chemins.ecrit(path)
    acts = [_SIGNATURE]
    for rank, one in enumerate(context.contrat.avenants):
        transferred = one.transfert and path[0] == CEDANT
        if transferred or _says(context, one, name, said):
            acts.append(_avenant(context, rank))
    return max(acts, key=lambda act: chemins.at(context.contrat, act[0]) or date.min)


def _says(context: Context, avenant: Avenant, name: str, said: date | None) -> bool:
    """Whether an avenant gives this value of a fact to those who sign it."""
    field = fait_de_signature(context.contrat, name) if name in avenant.signataires else None
    with suppress(UnreadError):  # told of the avenant
        return field is not None and bool(lu(field, avenant.signataires[name]) == said)
    return False


def _avenant(context: Context, rank: str | int) -> Acte:
    """An avenant, by its rank."""
    assert isinstance(rank, int)  # noqa: S101 - the avenants are a list
    return ("avenants", rank, "date"), f"l'avenant n° {context.contrat.avenants[rank].numero or rank + 1}"


def _named(context: Context, path: Path) -> str:
    """The title of a question with its article: « la date de la convention tripartite »."""
    title = context.title(path)
    return f"la {title}" if title.startswith("date ") else title


def check(context: Context) -> Iterator[Finding]:
    """Compare the dates that are known; the finding stands at the act that should have come first."""
    for (path, name), (other_path, other_name) in _ordered(context):
        day, limit = chemins.at(context.contrat, path), chemins.at(context.contrat, other_path)
        if isinstance(day, date) and isinstance(limit, date) and day > limit:
            late, early = name or _named(context, path), other_name or _named(context, other_path)
            message = f"{late} ({date_in_french(day)}) vient après {early} ({date_in_french(limit)})."
            hint = "Corrigez celle des deux dates qui est fausse."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
