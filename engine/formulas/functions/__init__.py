"""The functions of the tables' language, one a file. To add one, write its file, and its name in the list below.

The parser, the engine, the workbook, the words and the checks of a library read them here, and nowhere else.
"""

from __future__ import annotations

from importlib import import_module

from engine.formulas.function import Function
from engine.formulas.functions import comparisons, operators

CALLED = (
    "precedent", "total", "cumul", "sous_total", "debut", "sinon", "somme", "moyenne", "min", "max", "abs", "arrondi",
    "si", "et", "ou",
)  # fmt: skip
"""The functions that a formula calls by their names, which are those of their files."""

SIGNS: dict[str, Function] = {one.name: one for one in (*operators.FUNCTIONS, *comparisons.FUNCTIONS)}
"""The operators, by their signs."""

KNOWN = dict(SIGNS)
"""What was asked for already, by its name: most contracts call few functions, and their files alone are imported."""


def function(name: str) -> Function:
    """The function or the operator of a name.

    Raises:
        KeyError: where there is none.
    """
    if name not in KNOWN:
        if name not in CALLED:
            raise KeyError(name)
        KNOWN[name] = _function(name)
    return KNOWN[name]


def _function(file: str) -> Function:
    found = import_module(f"{__name__}.{file}").FUNCTION
    if not isinstance(found, Function) or found.name != file:
        raise TypeError(f"{file}.FUNCTION is no function of the tables' language of that name")
    return found
