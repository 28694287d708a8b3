"""What a compiled clause says, word after word: the statements of the template that it becomes."""

from __future__ import annotations

from jinja2 import nodes

Statements = list[nodes.Node]


class Emitted:
    """Statements being written: what is said in a row is one piece of words."""

    def __init__(self) -> None:
        self._done: Statements = []
        self._said: list[str] = []

    def say(self, words: str) -> None:
        """Words, or marks."""
        if words:
            self._said.append(words)

    def put(self, statement: nodes.Node) -> None:
        """Code."""
        self._flush()
        self._done.append(statement)

    def print(self, expression: nodes.Expr, line: int) -> None:
        """What an expression gives."""
        self.put(nodes.Output([expression], lineno=line))

    def extend(self, statements: Statements) -> None:
        """What was written elsewhere."""
        self._flush()
        self._done += statements

    def _flush(self) -> None:
        if self._said:
            self._done.append(nodes.Output([nodes.TemplateData("".join(self._said))], lineno=1))
            self._said = []

    @property
    def statements(self) -> Statements:
        """All of them."""
        self._flush()
        return self._done
