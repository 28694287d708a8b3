"""A title agrees with M. or Mme: « présidente » is not written of a man.

Source: the agreement of the contract, whose words follow the civilité. Severity: warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from models import chemins
from models.regexes import regex

CODE = "qualite-et-civilite"
SEVERITY = Severity.WARNING
SOURCE = "accord des qualités avec la civilité"

_PAIRS = (
    ("président", "présidente"), ("directeur", "directrice"), ("gérant", "gérante"), ("cogérant", "cogérante"),
    ("administrateur", "administratrice"), ("trésorier", "trésorière"), ("adjoint", "adjointe"),
    ("délégué", "déléguée"), ("mandataire social", "mandataire sociale"), ("conseiller", "conseillère"),
    ("représentant", "représentante"), ("associé", "associée"), ("préfet", "préfète"), ("supérieur", "supérieure"),
    ("fondé de pouvoir", "fondée de pouvoir"),
)  # fmt: skip

_FEMININE = dict(_PAIRS)
_MASCULINE = {feminine: masculine for masculine, feminine in _PAIRS}
_EVERY = "|".join(sorted((*_FEMININE, *_MASCULINE), key=len, reverse=True))
# Only what begins the qualité or one of its parts is a title of who signs: not « par délégation du directeur ».
_TITLE = regex(rf"(?:^|,|\bet\b)\s*(?:premi(?:er|ère)\s+)?(?:\w+-)?({_EVERY})\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Look at every qualité that has a civilité beside it."""
    for path, value, _ in context.facts:
        civilite = chemins.at(context.contrat, (*path[:-1], "civilite")) if path[-1] == "qualite" else None
        found = _TITLE.search(value) if civilite and isinstance(value, str) else None
        title = found.group(1).lower() if found else ""
        right = _FEMININE.get(title) if civilite == "Mme" else _MASCULINE.get(title)
        if right:
            message = f"« {value} » ne s'accorde pas avec « {civilite} »."
            hint = f"Vouliez-vous dire « {right} » ? Les mots du contrat s'accordent avec la civilité."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
