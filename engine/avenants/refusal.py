"""Why an avenant cannot be written, or applied, without a doubt."""

from __future__ import annotations

from engine.errors import Finding, InputError

_QUOTED = 160
"""The letters of a sentence that a finding quotes."""


def refused(said: str, sentence: str) -> InputError:
    """Why an avenant cannot be applied, with the sentence that is to be looked at."""
    shown = sentence if len(sentence) <= _QUOTED else f"{sentence[:_QUOTED]}…"
    about = f"« {shown} » : {said}." if shown else f"{said[:1].upper()}{said[1:]}."
    hint = "Corrigez cette phrase de l'avenant, ou le contrat qu'elle modifie ; rien n'a été consolidé."
    return InputError([Finding("avenant-inapplicable", about, hint=hint)])
