"""Whether the texts of a model can be read by Jinja: every one of them, whatever the contract."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assembly.rendering import ENVIRONMENT, FAILURES, syntax_finding
from engine.compiling.parsing import without_identifiers
from engine.errors import Finding, InputError
from engine.reading.library import Clause, Modele


def syntax_mistakes(model: Modele) -> Iterator[Finding]:
    """What Jinja cannot read in the clauses of a model and of its other documents."""
    every = {one.fichier: one for part in (model, *model.documents.values()) for one in part.clauses.values()}
    for clause in every.values():
        yield from _of_clause(clause)


def _of_clause(clause: Clause) -> Iterator[Finding]:
    for text in (clause.en_tete.titre, without_identifiers(clause.corps)):
        try:
            if "{" in text:
                ENVIRONMENT.get_template(text)
        except FAILURES as error:
            yield syntax_finding(error, text, clause)


def check_syntax(model: Modele) -> None:
    """Refuse a model one of whose texts cannot be read.

    Raises:
        InputError: with all that cannot be.
    """
    if found := list(syntax_mistakes(model)):
        raise InputError(found)
