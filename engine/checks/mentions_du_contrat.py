"""A contract says what its article wants it to say; the plan of the model tells what shows it (`mentions`).

A mention is a text of the model, a fact of the description, or an objective that names it (« mentions: ["8°"] »).
Nothing is said of a draft, which has no objective or no day of signature yet.

Source: that of each group (CASF, articles L. 313-11-1 and R. 314-136-1, II). Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import enumerate_fr
from engine.libraries.regles import Mention, Mentions

CODE = "mentions-du-contrat"
SEVERITY = Severity.WARNING
SOURCE = "celle de chaque liste du modèle (« mentions »)"


def check(context: Context) -> Iterator[Finding]:
    """One finding for each article, which names everything that nothing shows."""
    if not context.contrat.objectifs or not context.contrat.signature.date:
        return
    for group in context.regles.mentions:
        missing = [one for one in group.contenu if not _said(context, group, one)] if context.holds(group.si) else []
        if missing:
            named = enumerate_fr([f"{one.objet} ({one.rang})" for one in missing])
            message = f"rien dans la description ne montre que le contrat précise : {named}."
            ranks = ", ".join(f'"{one.rang}"' for one in missing)
            hint = f"Donnez ces faits, ou dites-le à l'objectif qui en traite, par exemple « mentions: [{ranks}] »."
            yield Finding(CODE, message, SEVERITY, hint, group.source, ("objectifs",), reserve=True)


def _said(context: Context, group: Mentions, one: Mention) -> bool:
    if one.clauses or any(value not in (None, [], "") for name in one.faits for _, value in context.values_at(name)):
        return True
    return group.objectifs and any(one.rang in objectif.mentions for objectif in context.contrat.objectifs)
