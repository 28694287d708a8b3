"""The letters of lines as an avenant compares them: a space that does not break is a space."""

from __future__ import annotations

from collections.abc import Sequence

from engine.carried import Kind, Line, Words

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def spaced(text: str) -> str:
    """The same letters, one for one, with plain spaces."""
    return text.translate(_SPACES)


def body_of(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of the contract itself, without those of its header, its footer and its letterhead."""
    return tuple(line for line in lines if line.kind not in ("header", "footer", "beside"))


def same(old: Sequence[Line], new: Sequence[Line]) -> bool:
    """Whether lines say the same and are the same things: paragraphs, items of lists, cells."""
    return key(old) == key(new)


def key(lines: Sequence[Line]) -> tuple[tuple[Kind, str], ...]:
    """What lines say, to compare them."""
    return tuple((line.kind, spaced(line.text)) for line in lines)


def with_text(line: Line, text: str) -> Line:
    """A line of the same clause, with other letters."""
    return Line((Words(text),) if text else (), line.kind, line.clause)
