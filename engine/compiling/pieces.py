"""The text of a clause in pieces: its words, what it prints, and the code that chooses or repeats them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from jinja2 import nodes

from models.records import dataclass

_PRINTED = "\ue000"
"""What stands for a printed value where the lines of a text are looked at."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the clause."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Slot:
    """What an expression prints; `origin` are the facts that it names, where the clause is traced."""

    node: nodes.Expr
    line: int
    origin: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """A case, a repetition, or a name that is given (which prints nothing), with the pieces of each of its branches.

    `origin` are the facts and the traits that decide, where the clause is traced.
    """

    node: nodes.Node
    line: int
    branches: tuple[tuple[Piece, ...], ...] = ()
    origin: str = ""

    @property
    def silent(self) -> bool:
        """Whether it prints nothing, whatever the contract."""
        return not any(map(flat, self.branches))

    def with_bodies(self, bodies: Sequence[list[nodes.Node]]) -> nodes.Node:
        """The same statement with other branches."""
        match self.node:
            case nodes.If(test=test, elif_=others):
                again = [
                    nodes.If(one.test, body, [], [], lineno=one.lineno)
                    for one, body in zip(others, bodies[1:-1], strict=True)
                ]
                return nodes.If(test, bodies[0], again, bodies[-1], lineno=self.line)
            case nodes.For() as loop:
                first, last = bodies
                return nodes.For(loop.target, loop.iter, first, last, loop.test, loop.recursive, lineno=self.line)
        return self.node


Piece = Words | Slot | Control


def pieces(statements: Iterable[nodes.Node]) -> tuple[Piece, ...]:
    """The pieces of the statements of a text, in order."""
    return tuple(_pieces(statements))


def _pieces(statements: Iterable[nodes.Node]) -> Iterator[Piece]:
    for node in statements:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    yield (
                        Words(part.data, part.lineno)
                        if isinstance(part, nodes.TemplateData)
                        else Slot(part, part.lineno)
                    )
            case nodes.If():
                bodies = (node.body, *(one.body for one in node.elif_), node.else_)
                yield Control(node, node.lineno, tuple(map(pieces, bodies)))
            case nodes.For():
                yield Control(node, node.lineno, (pieces(node.body), pieces(node.else_)))
            case _:
                yield Control(node, node.lineno)


def flat(parts: Iterable[Piece]) -> str:
    """The words of pieces with those of every branch, to see how their lines begin and end."""
    said = []
    for one in parts:
        match one:
            case Words(text):
                said.append(text)
            case Slot():
                said.append(_PRINTED)
            case Control():
                said += map(flat, one.branches)
    return "".join(said)


def without_last_line_end(parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of a line without the end of the line."""
    if not parts:
        return parts
    last: Piece = parts[-1]
    match last:
        case Words(text):
            if not text.endswith(("\\\n", "  \n")):  # which is a new line in the paragraph
                last = Words(text.removesuffix("\n"), last.line)
        case Control() if last.branches and not last.silent:
            last = replace(last, branches=tuple(map(without_last_line_end, last.branches)))
        case Control():
            return (*without_last_line_end(parts[:-1]), last)
    return (*parts[:-1], last)


@dataclass(slots=True)
class Line:
    """A line of a text: words, what it prints, what it chooses inside it."""

    line: int
    parts: list[Piece] = field(default_factory=list)

    @property
    def flat(self) -> str:
        """Its words."""
        return flat(self.parts)


def lines(parts: Iterable[Piece]) -> list[Line | Control]:
    """The lines of a text; a piece of code that has lines of its own is not in any of them."""
    found: list[Line | Control] = []
    current = Line(0)
    for piece in parts:
        if isinstance(piece, Words):
            for number, words in enumerate(piece.text.split("\n")):
                if number:
                    found.append(current)
                    current = Line(piece.line + number)
                if words:
                    current.line = current.line or piece.line
                    current.parts.append(Words(words, piece.line + number))
        elif isinstance(piece, Control) and not current.flat.strip() and _of_lines(piece):
            if current.parts:  # a name that was given on the line
                found += (one for one in current.parts if isinstance(one, Control))
            found.append(piece)
            current = Line(0)
        else:
            current.line = current.line or piece.line
            current.parts.append(piece)
    return [*found, current] if current.parts else found


def _of_lines(control: Control) -> bool:
    return all(not said or said.endswith("\n") for said in map(flat, control.branches))
