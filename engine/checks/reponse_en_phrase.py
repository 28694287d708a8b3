"""An answer that enters a sentence goes on with it: « vise à » wants an infinitive, « Vu » an article.

What has one right form was settled in reading (models.phrases). The rest would print wrong French: it is told with the
sentence as it will print.

Source: the question (`dans`, `attend`). Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity, dotted
from engine.reading.lectures import shortened
from models.phrases import CONSIGNES, phrase_de

CODE = "reponse-en-phrase"
SEVERITY = Severity.WARNING
SOURCE = "questionnaire (la phrase où la réponse s'insère)"


def check(context: Context) -> Iterator[Finding]:
    """Look at every text that enters a sentence."""
    for path, value, info in context.facts:
        phrase = phrase_de(info.annotation, tuple(info.metadata)) if isinstance(value, str) else None
        if phrase and not phrase.convient(value):
            message = f"{dotted(path)} : le contrat dira « {phrase.avec(shortened(value))} »."
            asked = CONSIGNES[phrase.attend]
            hint = f"Écrivez la suite de la phrase : {asked}{'' if asked.endswith('…') else '.'}"
            if example := next(iter(info.examples or ()), ""):
                hint += f" Exemple : « {example} »."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path, reserve=True)
