"""A contract that ends a CPOM does not say that the gestionnaire has signed no other.

It ends it on its entry into force: on the day of the signature, the gestionnaire is still a party to it. What it ends
is told in free words, of which those that name a CPOM are read; a convention of another kind contradicts nothing.

Source: arrêté of 3 March 2017, annexe (model of contract), articles 2 and 9. Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from models import chemins
from models.regexes import regex

CODE = "contrat-precedent-nie"
SEVERITY = Severity.WARNING
SOURCE = "arrêté du 3 mars 2017, annexe (modèle de contrat), articles 2 et 9"

_NONE = {"autres_cpom.solution": ["aucun"]}
_CPOM = regex(r"(?i)\bC\.?P\.?O\.?M\b|\bcontrats? pluriannuels? d[’']objectifs et de moyens\b")


def check(context: Context) -> Iterator[Finding]:
    """Tell each CPOM that the contract ends, where it says that there is no other."""
    if not context.holds(_NONE):
        return
    for path, said in chemins.every(context.contrat, "contrats_precedents[]"):
        if isinstance(said, str) and _CPOM.search(said):
            message = (
                "ce CPOM auquel le contrat met fin lie le gestionnaire jusqu'à l'entrée en vigueur ; or le contrat dit "
                "qu'il n'en a signé aucun autre."
            )
            hint = (
                "Choisissez une autre `autres_cpom.solution` et donnez ce CPOM dans `autres_cpom.liste`, ou retirez-le "
                "de `contrats_precedents` s'il n'a plus cours."
            )
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path, reserve=True)
