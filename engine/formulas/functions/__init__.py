"""The functions of the tables' language, one a file. To add one, write its file, and its name in the list below.

The parser, the engine, the workbook, the words and the checks of a library read them here, and nowhere else.
"""

from __future__ import annotations

from importlib import import_module

from engine.formulas.function import Function
from engine.formulas.functions import comparisons, operators

_FILES = (
    "precedent", "total", "cumul", "sous_total", "debut", "sinon", "somme", "moyenne", "min", "max", "abs", "arrondi",
    "si", "et", "ou",
)  # fmt: skip


def _function(file: str) -> Function:
    found = import_module(f"{__name__}.{file}").FUNCTION
    if not isinstance(found, Function):
        raise TypeError(f"{file}.FUNCTION is no function of the tables' language")
    return found


CALLED: dict[str, Function] = {one.name: one for one in map(_function, _FILES)}
"""The functions that a formula calls by their names."""

SIGNS: dict[str, Function] = {one.name: one for one in (*operators.FUNCTIONS, *comparisons.FUNCTIONS)}
"""The operators, by their signs."""


def function(name: str) -> Function:
    """The function or the operator of a name.

    Raises:
        KeyError: where there is none.
    """
    return CALLED[name] if name in CALLED else SIGNS[name]
