"""A contract says what its article wants it to say; the plan of the model tells what shows it (`mentions`).

A mention is a text of the model, a fact of the description, or an objective that names it (« mentions: ["8°"] »).
Nothing is said of a draft, which has no objective or no day of signature yet.

Source: that of each group (CASF, articles L. 313-11-1 and R. 314-136-1, II). Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import capitalise, enumerate_fr
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
            named = enumerate_fr([_named(one) for one in missing])
            message = f"rien dans la description ne montre que le contrat précise : {named}."
            yield Finding(CODE, message, SEVERITY, _hint(group, missing), group.source, ("objectifs",), reserve=True)


def _named(one: Mention) -> str:
    return one.objet if one.rang in one.objet else f"{one.objet} ({one.rang})"


def _hint(group: Mentions, missing: list[Mention]) -> str:
    """What would show it: the first fact of each mention, and an objective where the article speaks of objectives."""
    facts = dict.fromkeys(one.faits[0] for one in missing if one.faits)
    ways = [f"donnez les faits qui le montrent ({', '.join(facts)})"] if facts else []
    if group.objectifs:
        ranks = ", ".join(f'"{one.rang}"' for one in missing)
        ways.append(f"dites-le à l'objectif qui en traite, par exemple « mentions: [{ranks}] »")
    return capitalise(", ou ".join(ways or ["ajoutez une clause qui le dise (« clauses_ajoutees »)"])) + "."


def _said(context: Context, group: Mentions, one: Mention) -> bool:
    kept = (name for name in one.clauses if not _left_out(context, name))
    if any(kept) or any(value not in (None, [], "") for name in one.faits for _, value in context.values_at(name)):
        return True
    return group.objectifs and any(one.rang in objectif.mentions for objectif in context.contrat.objectifs)


def _left_out(context: Context, clause: str) -> bool:
    adapted = context.contrat.adaptations.get(clause)
    return adapted is not None and adapted.supprimee
