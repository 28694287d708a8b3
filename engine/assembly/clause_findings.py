"""What is told of a clause that cannot be rendered: a mistake of the library, at its line."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import TemplateError, TemplateSyntaxError

from engine.errors import Finding, LibraryError, Place
from engine.libraries.modele import Clause

FAILURES = (
    TemplateError,
    LookupError,
    TypeError,
    AttributeError,
    ValueError,
    ArithmeticError,
    RecursionError,
    SyntaxError,
)
"""What the code of a clause may raise: a mistake of the library."""


def line_of(error: BaseException) -> int:
    """The line of a text that could not be compiled."""
    return error.line + 1 if isinstance(error, LibraryError) else 1


def template_line(error: BaseException) -> int | None:
    """The line of the template in which a call failed."""
    trace, line = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def syntax_finding(error: BaseException, text: str, clause: Clause) -> Finding:
    """What Jinja could not read in a text of a clause."""
    if not isinstance(error, TemplateSyntaxError):  # half of a block, or a sum of constants that nobody can work out
        return failure_finding(error, clause.place_of(text, line_of(error)))
    from engine.assembly.jinja_errors import syntax_mistake  # noqa: PLC0415 - of what fails

    mistake = syntax_mistake(error, text)
    return code_finding(mistake.message, mistake.hint, clause.place_of(text, mistake.line or 1))


def failure_finding(error: BaseException, place: Place, names: Sequence[str] = ()) -> Finding:
    """What a text of a clause, or its code, failed on; `names` are those that it may call."""
    from engine.assembly.jinja_errors import failure  # noqa: PLC0415 - of what fails

    return code_finding(*failure(error, names), place)


def code_finding(message: str, hint: str, place: Place) -> Finding:
    """What is wrong with the code of a clause, or of a label of a table."""
    return Finding("clause-invalide", f"la clause ne peut pas être lue : {message}", hint=hint, place=place)
