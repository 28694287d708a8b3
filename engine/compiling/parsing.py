"""The text of a clause as Jinja parses it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from models.regexes import regex

INNER_HEADING = regex(r"^## +(?P<title>.+?)(?: +\{#(?P<id>[\w-]+)\})? *$", re.MULTILINE)
"""A numbered heading inside a clause: « ## Title {#id} »."""
UNNUMBERED = "un titre numéroté s'écrit « ## Titre », seul sur sa ligne, hors d'une boucle"
"""What is said of one that stands where it cannot be numbered."""
SYNTAX: Mapping[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
"""How clauses are written, for every environment that reads them."""
_ENVIRONMENT = Environment(autoescape=False, **SYNTAX)  # noqa: S701 - nothing is rendered


def without_identifiers(text: str) -> str:
    """The text of a clause without « {#id} », which would begin a comment of Jinja."""
    return INNER_HEADING.sub(r"## \g<title>", text)


@lru_cache(maxsize=2048)
def parsed(text: str) -> nodes.Template:
    """A text with its code, for who reads it only: the tree is shared.

    Raises:
        TemplateSyntaxError: where it cannot be read.
    """
    try:
        return _ENVIRONMENT.parse(without_identifiers(text))
    except (RecursionError, ValueError) as error:  # a number of thousands of figures is no number for Python
        raise TemplateSyntaxError("nesting mistake", 1) from error
