"""An answer that enters a sentence goes on with it: « vise à » wants an infinitive, « Vu » an article.

What has one right form was settled in reading (models.phrases). The rest would print wrong French: it is told with the
sentence as it will print.

Source: the question (`dans`, `attend`). Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity, dotted
from engine.reading.lectures import shortened
from models.attentes import CONSIGNES, simple_apostrophe
from models.faits import Fait
from models.fiches.champ import Champ
from models.phrases import Phrase, phrase_of_field

CODE = "reponse-en-phrase"
SEVERITY = Severity.WARNING
SOURCE = "questionnaire (la phrase où la réponse s'insère)"


def check(context: Context) -> Iterator[Finding]:
    """Look at every text that enters a sentence, and at those that say again what stands before them."""
    yield from context.of_each_group(_repeated_or_wrong)


def _repeated_or_wrong(facts: Sequence[Fait]) -> Iterator[Finding]:
    values = {path: value for path, value, _ in facts}
    for path, value, info in facts:
        if not isinstance(value, str):
            continue
        if said := _said_before(values, path, value, info):
            message = f"{dotted(path)} : « {shortened(value)} » répète « {said} »."
            yield Finding(
                CODE, message, SEVERITY, f"Écrivez la suite seule, sans « {said} ».", SOURCE, path, reserve=True
            )
            continue
        if phrase := _not_fit(info, value):
            message = f"{dotted(path)} : le contrat dira « {phrase.avec(shortened(value))} »."
            yield Finding(CODE, message, SEVERITY, _hint(phrase, info), SOURCE, path, reserve=True)


@lru_cache(maxsize=1024)
def _not_fit(info: Champ, value: str) -> Phrase | None:
    """The sentence that a text enters, where it does not go on with it."""
    phrase = phrase_of_field(info)
    return phrase if phrase and not phrase.convient(value) else None


def _hint(phrase: Phrase, info: Champ) -> str:
    asked = CONSIGNES[phrase.attend]
    hint = f"Écrivez la suite de la phrase{f' : {asked}' if asked else ', sur une ligne'}"
    hint += "" if asked.endswith("…") else "."
    example = next(iter(info.examples or ()), "")
    return f"{hint} Exemple : « {example} »." if example else hint


def _said_before(values: Mapping[Path, Any], path: Path, value: str, info: Champ) -> str:
    """The words with which an answer begins and that the contract prints before it: its label, or a first name."""
    label = simple_apostrophe(info.title or "") if ":" in value else ""
    if label and simple_apostrophe(value).startswith((f"{label}:", f"{label} :")):
        return value[: value.index(":") + 1]
    prenom = values.get((*path[:-1], "prenom")) if path[-1] == "nom" else None
    return prenom if isinstance(prenom, str) and value.startswith(f"{prenom} ") else ""
