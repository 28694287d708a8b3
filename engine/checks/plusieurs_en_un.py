"""One item of a list that seems to hold several: « Fougères, Javené; Vitré » in one cell of a form.

Nothing is split, for a name may hold a comma: it is told, and the item stays as it was written.

Source: the question, which asks for one item a line. Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity, dotted
from engine.reading.lectures import shortened
from models.faits import Fait
from models.regexes import regex

CODE = "plusieurs-en-un"
SEVERITY = Severity.WARNING
SOURCE = "questionnaire (un élément par ligne)"

_BETWEEN = regex(r"\s*[,;]\s*")
_MOST_WORDS = 5


def check(context: Context) -> Iterator[Finding]:
    """Look at every text of a list: short names with « , » or « ; » between them are several."""
    yield from context.of_each_group(_several)


def run_together(path: Path, text: str) -> Iterator[Finding]:
    """What is told of an item that seems to hold several names."""
    if len(names := _names(text)) > 1:
        told = ", ".join(f"« {one} »" for one in names)
        message = f"{dotted(path)} : « {shortened(text)} », lu comme un seul élément, semble en dire {len(names)}."
        hint = f"Écrivez-les un par ligne ({shortened(told)}), ou gardez-le si c'est un seul nom."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, path, reserve=True)


def _several(facts: Sequence[Fait]) -> list[Finding]:
    items = ((path, value) for path, value, _ in facts if isinstance(path[-1], int) and isinstance(value, str))
    return [found for path, value in items for found in run_together(path, value)]


def _names(text: str) -> list[str]:
    """The short names of a text, none of which goes on with a small letter, as « Le maire, président » does."""
    if "," not in text and ";" not in text:
        return []
    parts = [one for one in _BETWEEN.split(text.strip(" .,;\n")) if one]
    return parts if all(one[0].isupper() and len(one.split()) <= _MOST_WORDS for one in parts) else []
