"""A title agrees with M. or Mme: « présidente » is not written of a man.

Source: the agreement of the contract, whose words follow the civilité. Severity: warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from models import chemins
from models.faits import Fait
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
    for path, value, title in context.of_each_group(_titles):
        civilite = chemins.at(context.contrat, (*path[:-1], "civilite"))
        right = _FEMININE.get(title) if civilite == "Mme" else _MASCULINE.get(title)
        if civilite and right:
            message = f"« {value} » ne s'accorde pas avec « {civilite} »."
            hint = f"Vouliez-vous dire « {right} » ? Les mots du contrat s'accordent avec la civilité."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)


def _titles(facts: Sequence[Fait]) -> Iterator[tuple[Path, str, str]]:
    """Each qualité that begins with a title of who signs, and that title."""
    for path, value, _ in facts:
        if path[-1] == "qualite" and isinstance(value, str) and (found := _TITLE.search(value)):
            yield path, value, found.group(1).lower()
