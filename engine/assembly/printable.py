"""The words that a clause can print, whatever the contract: read from its text, without assembling any contract.

A clause is made a tree of words, of facts and of alternatives. `prints` looks for a quotation in it, in which « […] »
stands for a fact; `fixed_words` gives the words that stand in a contract whatever its facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from types import MappingProxyType

from jinja2 import nodes

from engine.compiling.parsing import parsed
from engine.libraries.marques import readable
from engine.libraries.questions import Question
from models import chemins
from models.records import dataclass

_FACT = "\x00"
_TO_THE_DRAFTER = {"note", "remarque", "reserve"}
_WITH_WORDS = {"variantes", *_TO_THE_DRAFTER}
_MARKS = re.compile(
    r"\{(?:largeurs|\.)[^}\n]*\}|<br>|<<|\^\^|^ *(?:- |\d+\. )|^ *\|?[|: -]+\|$|[\s*#|☐\\\[\]]", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the clause."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What a fact, a reference or a figure prints."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One part or another; `again` where they may follow each other, as the items of a list do."""

    parts: tuple[Part, ...]
    again: bool = False


Part = Words | Fact | Sequence | Choice
_NOTHING = Sequence()


@dataclass
class _Reader:
    """Reads a clause into a tree; in a contract (`blank` False) without what a blank form alone prints."""

    blank: bool
    choices: Mapping[str, Iterable[str]] = field(default_factory=dict)
    names: dict[str, Part] = field(default_factory=dict)

    def body(self, parts: Iterable[nodes.Node]) -> Sequence:
        return Sequence(tuple(self.statement(part) for part in parts))

    def statement(self, node: nodes.Node) -> Part:
        match node:
            case nodes.Output():
                return Sequence(tuple(self.value(part) for part in node.nodes))
            case nodes.If():
                return self.conditional(node)
            case nodes.For():
                repeated = (self.body(node.body), self.body(node.else_), _NOTHING)
                return Choice(repeated, again=True)
            case nodes.Assign(target=nodes.Name(name=name)):
                self.names[name] = self.either(name, self.value(node.node))
            case nodes.AssignBlock(target=nodes.Name(name=name)):
                self.names[name] = self.either(name, self.body(node.body))
            case nodes.Macro(name=name):
                self.names[name] = self.body(node.body)
        return _NOTHING

    def either(self, name: str, part: Part) -> Part:
        """A name that is set twice has either meaning."""
        return Choice((self.names[name], part)) if name in self.names else part

    def conditional(self, node: nodes.If) -> Part:
        branches = []
        for test, body in [(node.test, node.body), *((one.test, one.body) for one in node.elif_)]:
            if (known := self.known(test)) is not False:
                branches.append(self.body(body))
            if known:
                return Choice(tuple(branches))
        return Choice((*branches, self.body(node.else_)))

    def known(self, test: nodes.Node) -> bool | None:
        """What a condition is in a contract: « vierge » is false; in a blank and in all other cases, nobody knows."""
        if self.blank:
            return None
        match test:
            case nodes.Name(name="vierge"):
                return False
            case nodes.Not(node=nodes.Name(name="vierge")):
                return True
            case nodes.And(left=left, right=right) if False in (self.known(left), self.known(right)):
                return False
        return None

    def value(self, node: nodes.Node) -> Part:
        """What an expression prints."""
        match node:
            case nodes.TemplateData():
                return Words(node.data)
            case nodes.Const(value=str(said)):
                return Words(said)
            case nodes.Name(name=name):
                return self.names.get(name, Fact())
            case nodes.Getattr(attr=name) if name in self.choices:
                return Choice((Fact(), *map(Words, self.choices[name])))
            case nodes.CondExpr():
                return self.condition(node)
            case nodes.Filter():
                return self.filtered(node)
            case nodes.Call():
                return self.call(node)
        return self.compound(node)

    def compound(self, node: nodes.Node) -> Part:
        match node:
            case nodes.Concat():
                return Sequence(tuple(map(self.value, node.nodes)))
            case nodes.Getitem(node=nodes.Name(name=name)) if name in self.names:
                return self.names[name]
            case nodes.Or() | nodes.And():
                return Choice((self.value(node.left), self.value(node.right)))
            case nodes.List() | nodes.Tuple() | nodes.Dict() | nodes.Add():
                return Choice(tuple(map(self.value, self.strings(node))), again=True)
        return Fact()

    def filtered(self, node: nodes.Filter) -> Part:
        """A fact through a filter; « vierge » has what a blank prints, « default » what stands for want of a fact."""
        said = node.args if node.name == "default" or (node.name == "vierge" and self.blank) else ()
        return Choice((self.value(node.node) if node.node else _NOTHING, *map(self.value, said)))

    def condition(self, node: nodes.CondExpr) -> Part:
        known = self.known(node.test)
        chosen = [] if known is False else [self.value(node.expr1)]
        if not known:
            chosen.append(self.value(node.expr2) if node.expr2 else _NOTHING)
        return Choice(tuple(chosen))

    def call(self, node: nodes.Call) -> Part:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name in self.names:
            return self.names[name]
        if name in _TO_THE_DRAFTER:
            return Choice((_NOTHING, *map(self.value, node.args))) if self.blank and name == "note" else _NOTHING
        if name == "variantes":
            return Choice(tuple(self.value(part) for argument in node.args[1:] for part in self.texts(argument)))
        if name == "accorde":
            return self.agreement(node)
        if name in ("tableau_des_objectifs", "signatures"):
            given = [one.value for one in node.kwargs if self.blank or one.key != "vierge"]
            said = [self.value(part) for one in (*node.args, *given) for part in self.strings(one)]
            return Choice((Fact(), *said), again=True)
        return Fact()

    def agreement(self, node: nodes.Call) -> Part:
        """What the notation of a form can print."""
        notation = node.args[0]
        assert isinstance(notation, nodes.Const)  # noqa: S101 - a mark writes it so
        said = [form for one in readable(notation.value) for form in (one if self.blank else one[:2])]
        return Choice(tuple(map(Words, dict.fromkeys(said))))

    def texts(self, node: nodes.Node) -> list[nodes.Expr]:
        """The texts of a choice: the values of a dictionary, or the argument itself."""
        return [pair.value for pair in node.items] if isinstance(node, nodes.Dict) else [node]  # type: ignore[list-item]

    def strings(self, node: nodes.Node) -> Iterator[nodes.Node]:
        """The parts of a list or of a call that may be words."""
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _WITH_WORDS:
            yield node
        elif isinstance(
            node, nodes.List | nodes.Tuple | nodes.Dict | nodes.Pair | nodes.Call | nodes.Keyword | nodes.Add
        ):
            for child in node.iter_child_nodes():
                if self.blank or not (isinstance(child, nodes.Keyword) and child.key == "vierge"):
                    yield from self.strings(child)
        elif not isinstance(node, nodes.Name) or node.name in self.names:
            yield node


def read(text: str, questions: Mapping[str, Question] = MappingProxyType({}), *, blank: bool = True) -> Part:
    """The tree of the words of a clause: those of the blank form too, or those of a contract alone.

    `questions` are those of its model: what a fact prints of a choice is one of the words of that choice.
    """
    asked = {**questions, **{name: one for each in questions.values() for name, one in each.colonnes.items()}}
    choices = {chemins.noms(path)[-1]: tuple(one.textes.values()) for path, one in asked.items() if one.textes}
    return _Reader(blank, choices).body(parsed(text).body)


def _letters(text: str) -> str:
    """The letters by which words are compared: without spaces nor marks, one apostrophe."""
    text = text.replace("’", "'").replace("œ", "oe").replace("[…]", _FACT)
    return _MARKS.sub("", text)


def prints(part: Part, quotation: str) -> bool:
    """Whether the clause can print these words, « […] » standing for a fact."""
    wanted = _letters(quotation)
    return len(wanted) in _matched(part, frozenset({0}), wanted)


def _matched(part: Part, begun: frozenset[int], wanted: str) -> frozenset[int]:
    """How much of the words may be printed once `part` is, from how much was before; the whole of them stays."""
    end = len(wanted)
    if end in begun:
        return begun
    match part:
        case Words(text):
            for letter in _letters(text):
                begun = frozenset({0} | {at + 1 for at in begun if wanted[at] == letter})
                if end in begun:
                    break
        case Fact():
            begun = frozenset({0} | {at + 1 for at in begun if wanted[at] == _FACT})
        case Sequence(parts):
            for one in parts:
                begun = _matched(one, begun, wanted)
        case Choice(parts, again):
            for _ in range(2 if again else 1):
                after = frozenset().union(*(_matched(one, begun, wanted) for one in parts))
                begun = begun | after if again else after
    return begun


def fixed_words(part: Part) -> list[str]:
    """The words of a tree, passage by passage; « […] » where a fact stands."""
    match part:
        case Words(text):
            return [text]
        case Fact():
            return ["[…]"]
        case Sequence(parts):
            passages = [""]
            for one in parts:
                said = fixed_words(one)
                if len(said) == 1:
                    passages[-1] += said[0]
                else:
                    passages += [*said, ""]
            return [passage for passage in passages if passage] or [""]
        case Choice(parts):
            return [passage for one in parts for passage in (*fixed_words(one), "")]
