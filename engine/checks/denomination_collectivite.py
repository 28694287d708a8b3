"""The name that a description gives its collectivité is a name.

Source: article L. 3111-1 of the CGCT, by which a département has a name. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from models.regexes import regex

CODE = "denomination-collectivite"
SEVERITY = Severity.ERROR
SOURCE = "nom de la collectivité"
_NAME = regex(r"[^\W\d_](?:[^\W\d_]|[ '’-])*")


def is_a_name(words: str) -> bool:
    """Whether it holds nothing but letters, spaces, hyphens and apostrophes."""
    return bool(_NAME.fullmatch(words.strip()))


def check(context: Context) -> Iterator[Finding]:
    """Look at the name, where the collectivité is known."""
    given, autorite = context.contrat.collectivite.denomination, context.known.autorite
    if autorite is not None and given is not None and not is_a_name(given):
        message = f"« {given} » n'est pas le nom d'une collectivité."
        hint = f"N'écrivez que des lettres, des espaces, des traits d'union et des apostrophes (« {autorite.nom} »)."
        yield Finding(CODE, message, SEVERITY, hint, path=("collectivite", "denomination"))
