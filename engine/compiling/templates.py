"""The environments of Jinja in which clauses become templates: what is compiled is no more parsed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from engine.compiling.inlines import inline
from engine.compiling.pieces import Piece, pieces
from engine.compiling.shown import with_shown


class _Compiling(SandboxedEnvironment):
    """What its templates say is compiled as `said` does; so are the words that a clause gives a name (`ecrit`)."""

    @staticmethod
    def said(parts: Iterable[Piece]) -> list[nodes.Node]:
        """The statements that say these pieces."""
        raise NotImplementedError

    @staticmethod
    def pieces(tree: nodes.Template) -> Sequence[Piece]:
        """The pieces of a text."""
        return pieces(tree.body)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        read = super()._parse(source, name, filename)
        for named in read.find_all(nodes.AssignBlock):
            if named.filter is not None:
                named.body = inline(pieces(named.body))
        # In a scope of its own, so that the names that a clause gives stay its own: all clauses share one context.
        template = nodes.Template([nodes.Scope(with_shown(self.said(self.pieces(read))), lineno=1)], lineno=1)
        template.set_environment(self)
        return template


class Bodies(_Compiling):
    """Templates that say the blocks of a clause."""

    @staticmethod
    def said(parts: Iterable[Piece]) -> list[nodes.Node]:
        """The statements that say these pieces."""
        from engine.compiling.blocks import blocks  # noqa: PLC0415 - what is compiled is kept

        return blocks(parts)


class TracedBodies(Bodies):
    """The same, with what their words come from: for who explains a contract, not for who writes it."""

    @staticmethod
    def pieces(tree: nodes.Template) -> Sequence[Piece]:
        """The pieces of a text."""
        from engine.compiling.tracing import traced  # noqa: PLC0415 - likewise

        return traced(tree)


class Titles(_Compiling):
    """Templates that say the words of one line: a title, a visa, a label."""

    said = staticmethod(inline)
