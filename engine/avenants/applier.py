"""From a contract and the words of an avenant to the contract that they make."""

from __future__ import annotations

from collections.abc import Sequence

from engine.carried import Line


def applied(old: Sequence[Line], avenant: Sequence[Line]) -> tuple[Line, ...]:
    """The consolidated contract: the lines of the old one, changed as the words of the avenant say.

    `avenant` has the lines of its DOCX (`read_edited(file).lines`), or those of its text, one a line.

    Raises:
        InputError: where a sentence cannot be applied: it is not known, its place does not exist, its words are not
            found once. The finding quotes it.
    """
    raise NotImplementedError


def repealed_heading(heading: str) -> str:
    """The heading that stays of what is repealed: « Article 8 : Litiges » is « Article 8 (abrogé) »."""
    raise NotImplementedError
