"""What a description's own words may call: the language of clauses, and no more of Jinja than it needs.

A library is written by its owner; a description comes from anybody. What repeats or multiplies without end is refused
before it is compiled; what the facts of a contract make long is counted (engine.assembly.budget).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes

from engine.compiling.called import KEYED
from engine.compiling.parsing import parsed

LARGEST = 60_000
"""Letters; the longest clause of the library takes some 8,000."""
DEEPEST = 12
"""Passages one in another; Python has 20."""
FUNCTIONS = frozenset({
    *KEYED, "accorde", "note", "remarque", "reserve", "signatures", "collectivite_de", "avec_leur_collectivite",
    "organisation", "colonne", "colonnes_par_annee", "tableau_des_objectifs", "actions_de", "operationnels_de",
    "un_par_reponse", "dans_l_ordre", "lignes", "par_trois", "par_annee", "contrats_de", "avec_prolongation", "somme",
    "commun_a",
})  # fmt: skip
METHODS = frozenset({"titulaire", "accord"})
"""What the organisme gestionnaire is asked for."""
FILTERS = frozenset({
    "euros", "euros_lettres", "jour", "duree", "de_duree", "a_lieu", "lettres", "ecrit", "vierge", "au_moins",
    "enumere", "en_adresse", "en_phrase", "sans_civilite", "sans_point", "length", "count", "list", "first", "last",
    "unique", "sort", "reverse", "selectattr", "rejectattr", "map", "default", "upper", "lower", "capitalize",
    "facultatif", "repete", "garde_ou_retire",
})  # fmt: skip
_STATEMENT = re.compile(r"\{%[-+]?\s*(?P<tag>\w*)")
_STATEMENTS = frozenset({"if", "elif", "else", "endif", "for", "endfor"})
_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Call,
    nodes.Filter, nodes.If, nodes.For, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Test,
    nodes.CondExpr, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.Neg, nodes.Concat,
    nodes.Slice,
    # What « ::: lignes de » is read as: nobody may write it.
    nodes.Assign, nodes.AssignBlock, nodes.Macro,
)  # fmt: skip
_TESTS = frozenset({"true", "false", "number", "string", "none", "defined", "undefined"})

Refusal = tuple[int, str]
"""The line of what is refused, from 1, and its words."""


def refused(written: str, read: str) -> Iterator[Refusal]:
    """What of some words, as their author wrote them and with their marks `read`, a description may not say."""
    for statement in _STATEMENT.finditer(written):
        if statement["tag"] not in _STATEMENTS:
            yield written.count("\n", 0, statement.start()) + 1, f"{{% {statement['tag']} … %}}"
    try:
        tree = parsed(read)
    except (TemplateSyntaxError, ValueError, RecursionError):  # told by what compiles it
        return
    try:
        yield from dict.fromkeys(_refused(tree))
    except RecursionError:
        yield 1, "des parenthèses emboîtées"


def _refused(tree: nodes.Template) -> Iterator[Refusal]:
    if line := _too_deep(tree, 0):
        yield line, f"plus de {DEEPEST} passages l'un dans l'autre"
    for node in tree.find_all(nodes.Node):
        words = _words(node)
        if words:
            yield node.lineno, words


def _too_deep(node: nodes.Node, depth: int) -> int:
    """The line of the first passage that too many others contain; 0 where none is."""
    depth += isinstance(node, nodes.If | nodes.For)
    if depth > DEEPEST:
        return node.lineno
    return next(filter(None, (_too_deep(one, depth) for one in node.iter_child_nodes())), 0)


def _words(node: nodes.Node) -> str:
    """How a node that is not allowed is written; nothing where it is."""
    match node:
        case nodes.Call(node=nodes.Name(name=name)):
            return "" if name in FUNCTIONS else f"{name}(…)"
        case nodes.Call(node=nodes.Getattr(attr=name)):
            return "" if name in METHODS else f".{name}(…)"
        case nodes.Call():
            return "(…)(…)"
        case nodes.Filter(name="map", kwargs=kwargs, args=args):
            return "" if not args and [one.key for one in kwargs] == ["attribute"] else "| map(…)"
        case nodes.Filter(name=name):
            return "" if name in FILTERS else f"| {name}"
        case nodes.Test(name=name):
            return "" if name in _TESTS else f"is {name}"
        case nodes.For(recursive=True):
            return "{% for … recursive %}"
        case nodes.BinExpr(operator=sign) if not isinstance(node, nodes.And | nodes.Or):
            return str(sign)
    return "" if isinstance(node, _NODES) else type(node).__name__.lower()
