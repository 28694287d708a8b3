"""The mark of a signature is counted from one party to the next, in letters that a platform finds in any PDF.

Source: platforms look for a text, which is to occur once. Severity: error, for one mark would be of all
parties, or would not be found.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "repere-de-signature"
SEVERITY = Severity.ERROR
SOURCE = "recherche d'un texte par les plateformes de signature"
LONGEST = 80


def check(context: Context) -> Iterator[Finding]:
    """Look for the figure that is counted, and for letters with accents, which platforms write in several ways."""
    mark = context.contrat.signature.reperes
    if not mark:
        return
    hint = "Écrivez le texte que la plateforme cherche pour la première signature, avec un 1 : « /signature1/ »."
    path = ("signature", "reperes")
    if "1" not in mark:
        message = f"« {mark} » n'a pas de « 1 » à compter : toutes les signatures auraient le même repère."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
    elif not (mark.isascii() and mark.isprintable()) or len(mark) > LONGEST:
        message = f"un repère n'a que des lettres sans accent, des chiffres et des signes, {LONGEST} au plus."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
