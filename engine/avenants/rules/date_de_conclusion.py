"""Words that speak of the day when the contract was concluded, and that an avenant brings later, are told.

Source: the day of signature of the contract, which the words are of. Severity: warning, for what they say may be of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.avenants.case import Case
from engine.avenants.modifications import Inserted, Modification, Rewritten, WordsInserted, WordsReplaced
from engine.errors import Finding, Place, Severity
from engine.french import date_in_french

_CONCLUDED = re.compile(r"à\sla\sdate\sde\s(?:la\s)?conclusion\sdu\s(?:présent\s)?(?:CPOM|contrat)")


def check(case: Case) -> Iterator[Finding]:
    """Look for such words in what the avenant brings, where the contract did not say them; told once."""
    signed, day = case.old.dossier.contrat.signature.date, case.avenant.date or case.avenant.effet
    if signed is None or day is None or day <= signed or any(_CONCLUDED.search(one.text) for one in case.old.lines):
        return
    for one in case.modifications:
        if found := _CONCLUDED.search(_brought(one)):
            words = " ".join(found[0].split())
            message = (
                f"l'avenant du {date_in_french(day)} apporte ces mots : « {words} » ; le contrat a été conclu le "
                f"{date_in_french(signed)}, et ce qu'ils disent serait de ce jour-là."
            )
            hint = (
                "Vérifiez que le fait est celui de la conclusion ; sinon, dites son jour à cet endroit (cpom adapter)."
            )
            source = "date de signature du contrat"
            place = Place(case.given.source.name)
            yield Finding("avenant-date-de-conclusion", message, Severity.WARNING, hint, source, place=place)
            return


def _brought(one: Modification) -> str:
    """The words that a modification brings to the contract."""
    match one:
        case Inserted(lines=lines) | Rewritten(lines=lines):
            return "\n".join(line.text for line in lines)
        case WordsReplaced(new=words) | WordsInserted(words=words):
            return words
    return ""
