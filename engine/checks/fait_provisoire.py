"""A fact is an answer, and not the mark that keeps its place until it is known.

« à compléter », « ? », « XXX » or « … » would be printed as they stand, and `--definitif` would take them for facts.

Source: the questionnaire (a question without an answer is left out, and is then printed as missing). Severity: warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity, dotted
from models.champs import Fiche

CODE = "fait-provisoire"
SEVERITY = Severity.WARNING
SOURCE = "questionnaire (une réponse inconnue ne s'écrit pas)"
_HINT = "Écrivez la réponse ou, tant qu'elle est inconnue, supprimez cette ligne : le projet dira ce qui manque."

_LATER = "à (?:compléter|définir|préciser|déterminer|renseigner|remplir|confirmer|vérifier|venir)"
_MARK = re.compile(
    rf"[\[(«\s]*(?:{_LATER}(?:\s*:.*)?|\?+|x{{2,}}|\.{{2,}}|…+|_+|todo|tbd|lorem ipsum\b.*)[\])»\s.]*",
    re.IGNORECASE | re.DOTALL,
)
_OF_A_DRAFT = re.compile(r"\[\s*(?:à compléter|…|\.\.\.)\s*(?::[^\]]*)?\]", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Look at every text: one that is a mark and nothing else, or that holds the « [à compléter : …] » of a draft."""
    for path, text in _texts(context.contrat):
        mark = text.strip() if _MARK.fullmatch(text) else found[0] if (found := _OF_A_DRAFT.search(text)) else ""
        if mark:
            message = f"{dotted(path)} : « {mark} » n'est pas une réponse, et s'imprimerait tel quel."
            yield Finding(CODE, message, SEVERITY, _HINT, SOURCE, path, reserve=True)


def _texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Fiche):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _texts(one, (*path, index))
    elif isinstance(value, str):
        yield path, value
