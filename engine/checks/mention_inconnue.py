"""A mention that an objective names (« mentions: ["8°"] ») is one that an article wants the contract to say.

One of another name shows nothing: the mention that was meant would be told as missing, or would be missed.

Source: the lists of the model (`mentions`). Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import enumerate_fr

CODE = "mention-inconnue"
SEVERITY = Severity.WARNING
SOURCE = "celle de chaque liste du modèle (« mentions »)"


def check(context: Context) -> Iterator[Finding]:
    """Look at every mention of every objective, where the model has a list that objectives may name."""
    named = [group for group in context.regles.mentions if group.objectifs]
    known = dict.fromkeys(one.rang for group in named for one in group.contenu)
    for n, objectif in enumerate(context.contrat.objectifs if known else ()):
        for rank, said in enumerate(objectif.mentions):
            if said not in known:
                message = f"« {said} » n'est le numéro d'aucune des mentions que le contrat doit porter."
                hint = f"Au choix : {enumerate_fr(list(known), 'ou')}."
                source = " ; ".join(dict.fromkeys(group.source for group in named))
                yield Finding(CODE, message, SEVERITY, hint, source, ("objectifs", n, "mentions", rank))
