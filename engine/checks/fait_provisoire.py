"""A fact is an answer, and not the mark that keeps its place until it is known, nor the answer of another question.

« à compléter », « ? », « XXX » or « … » would be printed as they stand, and `--definitif` would take them for facts. So
would « oui » where words are asked (« autre autorité de tarification : oui »), and what YAML or a spreadsheet leaves:
« true », « null », « ~ », « [] », « #N/A ».

Source: the questionnaire (a question without an answer is left out, and is then printed as missing). Severity: warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity, dotted
from models.champs import Fiche, est_un_texte

CODE = "fait-provisoire"
SEVERITY = Severity.WARNING
SOURCE = "questionnaire (une réponse inconnue ne s'écrit pas)"
_HINT = "Écrivez la réponse ou, tant qu'elle est inconnue, supprimez cette ligne : le projet dira ce qui manque."

_LATER = "à (?:compléter|définir|préciser|déterminer|renseigner|remplir|confirmer|vérifier|venir)"
_MARK = re.compile(
    rf"[\[(«\s]*(?:{_LATER}(?:\s*:.*)?|\?+|x{{2,}}|\.{{2,}}|…+|_+|todo|tbd|lorem ipsum\b.*)[\])»\s.]*",
    re.IGNORECASE | re.DOTALL,
)
_NOT_WORDS = re.compile(
    r"oui|non|n/?a|n\.a\.|yes|no|true|false|vrai|faux|on|off|null|none|nil|nan|undefined|~|-+|–|—|\[\s*\]|\{\s*\}|#[A-Z][A-Z0/]*[!?]?",
    re.IGNORECASE,
)
_MEASURED = {"initiale", "cible", "annees"}
"""What an indicator is worth may be « oui »."""
_OF_A_DRAFT = re.compile(r"\[\s*(?:à compléter|…|\.\.\.)\s*(?::[^\]]*)?\]", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Look at every text: one that is a mark and nothing else, or that holds the « [à compléter : …] » of a draft."""
    for path, text in _texts(context.contrat):
        mark = text.strip() if _MARK.fullmatch(text) else found[0] if (found := _OF_A_DRAFT.search(text)) else ""
        if mark:
            message = f"{dotted(path)} : « {mark} » n'est pas une réponse, et s'imprimerait tel quel."
            yield Finding(CODE, message, SEVERITY, _HINT, SOURCE, path, reserve=True)
    for path, text, info in _free_texts(context.contrat):
        if _NOT_WORDS.fullmatch(text.strip()):
            message = f"{dotted(path)} : « {text.strip()} » ne répond pas à cette question, et s'imprimerait tel quel."
            asked = f"{info.title} (par exemple « {info.examples[0]} »)" if info.examples else info.title
            hint = f"Cette question attend des mots : {asked}. Sans réponse, supprimez cette ligne."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path, reserve=True)


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


def _free_texts(fiche: Fiche, path: Path = ()) -> Iterator[tuple[Path, str, FieldInfo]]:
    """The facts in words, and the items of their lists, with what is asked; no choice, no number of identity."""
    for name, info in type(fiche).model_fields.items():
        value, here = getattr(fiche, name), (*path, name)
        free = est_un_texte(info.annotation) and name not in _MEASURED
        for at, one in enumerate(value) if isinstance(value, list) else ((None, value),):
            where = here if at is None else (*here, at)
            if isinstance(one, Fiche):
                yield from _free_texts(one, where)
            elif free and isinstance(one, str):
                yield where, one, info
