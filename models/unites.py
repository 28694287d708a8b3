"""The units that people write after a number: « 24,58 € / heure », « 2,5 pour cent », « 12 k€ », « 7 h 30 »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from models.regexes import regex

_EUROS = r"(?:[e€]uros?|€|EUR)"
MESUREES: Mapping[str, re.Pattern[str]] = {
    "€/h": regex(rf"{_EUROS}?\s*(?:/|par|(?:de )?l['’])\s*h(?:eure)?$", re.IGNORECASE),
    "€/km": regex(rf"{_EUROS}\s*(?:/|par|du|le)\s*k(?:m|ilomètre)$", re.IGNORECASE),
    "€/jour": regex(rf"{_EUROS}\s*(?:/|par|l[ea])\s*j(?:our(?:née)?)?$", re.IGNORECASE),
    "€": regex(rf"(?<![a-z]){_EUROS}$", re.IGNORECASE),
    "%": regex(r"(?:[%％]|pour[ -]?cents?|p\. ?cent|p\. ?c\.)$", re.IGNORECASE),
    "h": regex(r"h(?:eures?)?$", re.IGNORECASE),
    "km": regex(r"k(?:m|ilomètres?)$", re.IGNORECASE),
    "ETP": regex(r"(?:ETP|équivalents?[ -]temps[ -]pleins?)$", re.IGNORECASE),
}
COMPTEES: Mapping[str, re.Pattern[str]] = {
    "places": regex(r"(?:(?:lits?|places?) et )?(?:places?|lits?|pl\.)$", re.IGNORECASE),
    "personnes": regex(r"(?:personnes?|bénéficiaires?|usagers?)$", re.IGNORECASE),
    "exemplaires": regex(r"(?:exemplaires?|(?:exemplaires? )?(?:originaux|original)|ex\.)$", re.IGNORECASE),
    "journées": regex(r"jour(?:née)?s?$", re.IGNORECASE),
    "interventions": regex(r"interventions?$", re.IGNORECASE),
}
_UNITS = {**MESUREES, **COMPTEES}
_SCALES = (
    (regex(r" ?k(?=(?:€|EUR)$)|(?<=[0-9]) mille (?=euros?$)", re.IGNORECASE), 1000),
    (regex(r"(?<=[0-9]) ?M(?=(?:€|EUR)$)| ?millions? d['’](?=euros?$)"), 1_000_000),
)
_EUROS_AND_CENTS = regex(r"([0-9][0-9 \u00a0\u202f]*?) ?(?:€|euros?) ?([0-9]{2})(?: ?c(?:ts?|entimes?)?)?")
_HOURS_AND_MINUTES = regex(r"([0-9][0-9 \u00a0\u202f]*?) ?h(?:eures?)? ?([0-5][0-9])(?: ?min(?:utes?)?\.?)?")
_LONGEST = 130
_FIGURES = "0123456789 ,."


def nombre_et_unite(text: str) -> tuple[str, str]:
    """Split « 24,58 € / heure » into « 24,58 » and « €/h ». What is too long for a number has no unit."""
    if _is_bare(text):
        return text.strip(), ""
    text = re.sub(r"(?<=[€%])\.$", "", echelle(text)[0])
    if len(text) > _LONGEST:
        return text, ""
    if found := _EUROS_AND_CENTS.fullmatch(text):
        return f"{found[1]},{found[2]}", "€"
    if (found := _HOURS_AND_MINUTES.fullmatch(text)) and int(found[2]) % 3 == 0:  # else they make no exact decimal
        return f"{found[1]},{int(found[2]) * 100 // 60:02}", "h"
    for unit, written in _UNITS.items():
        if found := written.search(text):
            return text[: found.start()].strip(), unit
    return (text[1:].strip(), "€") if text.startswith("€") else (text, "")


def echelle(text: str) -> tuple[str, Decimal]:
    """« 12 € » and a thousand for « 12 k€ »; « 1,2 M€ » and « 1,2 million d'euros » likewise."""
    text = text.strip()
    for written, times in _SCALES if len(text) <= _LONGEST and not _is_bare(text) else ():
        if found := written.search(text):
            return f"{text[: found.start()]} {text[found.end() :]}", Decimal(times)
    return text, Decimal(1)


def _is_bare(text: str) -> bool:
    """Whether a text is of figures alone, as most answers are: they have no unit, and no word to look for."""
    return not text.strip(_FIGURES)
