"""The letterhead and the logos that a description names can be read, and are in its own folder.

Source: what each format of document can hold. Severity: error; warning for what is left out of a logo. Each of the
findings has the code of what is wrong (« logo-format », « charte-illisible », « fichier-ailleurs »).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.reading.fichiers import named_elsewhere, named_file
from engine.writing import letterhead_findings, logo_findings

CODE = "fichiers-nommes"
SEVERITY = Severity.ERROR
SOURCE = "formats des documents"


def check(context: Context) -> Iterator[Finding]:
    """Read each of them."""
    contrat, folder, allowed = context.contrat, context.known.folder, context.known.allowed
    named = (
        (("charte",), contrat.charte, letterhead_findings),
        (("collectivite", "logo"), contrat.collectivite.logo, logo_findings),
        (("gestionnaire", "logo"), contrat.gestionnaire.logo, logo_findings),
    )
    for path, name, look in named:
        if name:
            found = named_elsewhere(name, folder, allowed) or look(named_file(name, folder, allowed=allowed))
            yield from (replace(one, path=path) for one in found)
