"""What the words that the parties wrote may cost: whoever sent a description must not stop the machine that reads it.

A library is its owner's; a description comes from anybody. The words of one are compiled with what counts each turn of
a loop, each call, each letter printed or joined, and stop where a contract has no use for more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from functools import wraps
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.runtime import Context
from jinja2.utils import _PassArg

from engine.errors import LibraryError

MOST = 3_000_000
"""Letters, about: the longest annexe of the examples takes some 200,000."""
_EACH = 20
"""What is counted of anything, beside its letters."""
_LONG: dict[str, int] = {"tableau": 20_000, "graphique": 20_000, "chiffres": 5_000, "tableau_des_objectifs": 5_000}
"""What takes long by itself, in as many letters."""
TURN, JOINED = "_tour", "_joint"
"""What compiled words call: at each turn of a loop, to join texts."""


class Budget:
    """What is left to spend in one rendering."""

    def __init__(self) -> None:
        self.left = MOST

    def spend(self, cost: int) -> None:
        """Spend this much.

        Raises:
            LibraryError: where nothing is left.
        """
        self.left -= cost + _EACH
        if self.left < 0:
            raise LibraryError("ce que ces mots répètent est trop long pour un contrat")

    def turns(self, items: Iterable[Any], cost: int) -> Iterator[Any]:
        """The items of a list, each counted as it is reached."""
        for one in items:
            self.spend(cost)
            yield one

    def joined(self, *parts: Any) -> str:
        """What « ~ » makes."""
        self.spend(sum(map(size, parts)))
        return "".join(map(str, parts))

    @property
    def names(self) -> dict[str, Any]:
        """What compiled words call."""
        return {TURN: self.turns, JOINED: self.joined}


def size(value: Any) -> int:
    """How much there is of a value: letters, items."""
    return len(value) if isinstance(value, Sized) else 0


def cost_of(called: Any, arguments: Iterable[Any]) -> int:
    """What a call is counted."""
    return _LONG.get(getattr(called, "__name__", ""), 0) + sum(map(size, arguments))


def counted(tree: nodes.Template) -> None:
    """Have a compiled text count its loops and what it joins."""
    for loop in list(tree.find_all(nodes.For)):
        letters = sum(len(one.data) for one in loop.find_all(nodes.TemplateData))
        loop.iter = _call(TURN, [loop.iter, nodes.Const(letters)], loop.lineno)
    for one in list(tree.find_all(nodes.Concat)):
        one.nodes = [_call(JOINED, one.nodes, one.lineno)]


def _call(name: str, arguments: list[Any], line: int) -> nodes.Expr:
    return nodes.Call(nodes.Name(name, "load", lineno=line), arguments, [], None, None, lineno=line)


def counting(function: Callable[..., Any], budget: Callable[[Context], Budget]) -> Callable[..., Any]:
    """A filter that counts what it is given."""
    wants = _PassArg.from_obj(function)

    @pass_context
    @wraps(function)
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget(context).spend(size(value) + sum(map(size, args)))
        given = {_PassArg.context: context, _PassArg.eval_context: context.eval_ctx}
        first = () if wants is None else (given.get(wants, context.environment),)
        return function(*first, value, *args, **kwargs)

    return filtered
