"""What a text prints of a group of facts and does nothing else with: an attribute of another name, which says so.

« {{ gestionnaire.adresse }} » leaves a token in the clause, whatever the address; where a condition, a filter or a
function is given a fact, what the clause says may depend on it. Of a number that words only agree with, the name says
that too.
"""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import nodes

SHOWN = "!"
"""What ends the name of an attribute that is printed: no clause can write it."""
COUNTED = "#"
"""What ends the name of one that other words agree with."""


def with_shown(statements: Sequence[nodes.Node]) -> list[nodes.Node]:
    """The statements of a text, in which what is printed is asked by its other name.

    What is printed into a name that the clause gives is left as it is: the clause may look at it.
    """
    for node in statements:
        match node:
            case nodes.Output():
                node.nodes = [_shown(one) for one in node.nodes]
            case nodes.If():
                for body in (node.body, node.elif_, node.else_):
                    with_shown(body)
            case nodes.For():
                with_shown(node.body)
                with_shown(node.else_)
            case nodes.Scope():
                with_shown(node.body)
    return [*statements]


def _shown(node: nodes.Expr) -> nodes.Expr:
    match node:
        case nodes.Call(node=nodes.Name(name="accorde"), args=[words, nodes.Getattr(node=group, attr=name)]):
            node.args = [words, nodes.Getattr(group, f"{name}{COUNTED}", "load", lineno=node.lineno)]
        case nodes.Getattr(node=group, attr=name):
            return nodes.Getattr(group, f"{name}{SHOWN}", "load", lineno=node.lineno)
        case nodes.Filter(name="vierge", node=nodes.Expr() as fact):  # which a contract prints as it is
            node.node = _shown(fact)
        case nodes.Filter(name="enumere" | "list", node=nodes.Filter() as items):
            node.node = _shown(items)
        case nodes.Or(right=fact):
            node.right = _shown(fact)
        case nodes.Filter(name="map", kwargs=kwargs):
            for one in kwargs:
                if one.key == "attribute" and isinstance(one.value, nodes.Const):
                    one.value = nodes.Const(f"{one.value.value}{SHOWN}")
    return node
