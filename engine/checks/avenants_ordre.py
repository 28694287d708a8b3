"""The avenants of a contract follow one another: their numbers and their dates, after the signature of the contract.

Source: an avenant changes the contract as the avenants before it left it. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import date_in_french

CODE = "avenants-ordre"
SEVERITY = Severity.ERROR
SOURCE = "un avenant modifie le contrat tel que l'ont laissé ceux qui le précèdent"


def check(context: Context) -> Iterator[Finding]:
    """Compare each number, and each date, with those that come before it."""
    avenants = context.contrat.avenants
    numbers = [(rank, one.numero) for rank, one in enumerate(avenants) if one.numero is not None]
    for (_, before), (rank, number) in pairwise([(-1, 0), *numbers]):
        if number <= before:
            said = f"vient après l'avenant n° {before}" if before else "n'est pas celui d'un avenant"
            message = f"le numéro {number} {said}."
            hint = "Numérotez les avenants dans leur ordre, à partir de 1."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("avenants", rank, "numero"))
    dates = [(rank, one.date) for rank, one in enumerate(avenants) if one.date is not None]
    signed = context.contrat.signature.date
    for (earlier, first), (rank, day) in pairwise([*([(-1, signed)] if signed else []), *dates]):
        if day < first:
            what = "la signature du contrat" if earlier < 0 else "l'avenant qui le précède"
            message = f"l'avenant est daté du {date_in_french(day)}, avant {what} ({date_in_french(first)})."
            hint = "Corrigez celle des deux dates qui est fausse, ou mettez les avenants dans leur ordre."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("avenants", rank, "date"))
