"""Follows the code of a clause from its beginning to its end, to the facts and the keys that it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import nodes

from engine.compiling.called import ANSWERED, ATTRIBUTED, KEYED, LOOKED_AT, ONE, SAME
from engine.compiling.values import (
    LEVELS,
    RIEN,
    Colonne,
    Fait,
    Followed,
    Formule,
    Mot,
    Suite,
    Valeur,
    at,
    attribute,
    either,
    facts,
    items,
    shown,
    walked,
    words,
)


class _Follower:
    """Evaluates a tree on what its names may stand for."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str, int], None] = {}
        self.answers: dict[tuple[str, str, tuple[str, ...], int], None] = {}
        self.named_by: dict[int, dict[str, None]] = {}
        """The facts and the traits that an expression names, by the identity of its node."""
        self._asking: list[int] = []
        self.running: list[nodes.Macro] = []

    def use(self, sort: str, name: str, line: int) -> None:
        self.found[sort, name, line] = None
        if sort in ("fait", "trait") and self._asking:
            self.named_by[self._asking[-1]][name] = None

    def ask(self, node: nodes.Node, scope: dict[str, Valeur]) -> Valeur:
        """What an expression that prints, decides or repeats may be; what it names is kept."""
        self.named_by.setdefault(id(node), {})
        self._asking.append(id(node))
        found = self.value(node, scope)
        self._asking.pop()
        return found

    def body(self, statements: Iterable[nodes.Node], scope: dict[str, Valeur]) -> None:
        for node in statements:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, Valeur]) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self.ask(part, scope)
            case nodes.If():
                self.conditional(node, scope)
            case nodes.For():
                self.loop(node, scope)
            case nodes.Assign():
                self.assign(node.target, self.value(node.node, scope), scope)
            case nodes.AssignBlock():
                self.body(node.body, scope)
                self.assign(node.target, RIEN, scope)
            case nodes.Macro():
                scope[node.name] = (Formule(node, scope),)
            case _:
                self.body(node.iter_child_nodes(), scope)

    def conditional(self, node: nodes.If, scope: dict[str, Valeur]) -> None:
        """A name has, after a condition, what any of its branches gave it."""
        ends: list[dict[str, Valeur]] = []
        for one in (node, *node.elif_):
            self.ask(one.test, scope)
            ends.append(self.branch(one.body, scope))
        ends.append(self.branch(node.else_, scope))
        for name in dict.fromkeys(name for end in ends for name in end):
            scope[name] = either(*(end.get(name, RIEN) for end in ends))

    def branch(self, body: Iterable[nodes.Node], scope: dict[str, Valeur]) -> dict[str, Valeur]:
        own = dict(scope)
        self.body(body, own)
        return own

    def loop(self, node: nodes.For, scope: dict[str, Valeur]) -> None:
        inner = {**scope, "loop": RIEN}
        self.assign(node.target, items(self.ask(node.iter, scope)), inner)
        if node.test:
            self.value(node.test, inner)
        for _ in range(2):  # what a turn adds to a namespace, the next one sees
            self.body(node.body, inner)
            scope |= {name: value for name, value in inner.items() if "." in name}
        self.body(node.else_, dict(scope))

    def assign(self, target: nodes.Node, value: Valeur, scope: dict[str, Valeur]) -> None:
        match target:
            case nodes.Name(name=name):
                scope[name] = value
            case nodes.NSRef(name=name, attr=attr):
                scope[f"{name}.{attr}"] = either(scope.get(f"{name}.{attr}", RIEN), value)
            case nodes.Tuple():
                for at, each in enumerate(target.items):
                    parts = [one.parts[at] for one in value if isinstance(one, Suite) and at < len(one.parts)]
                    self.assign(each, either(*parts), scope)

    def value(self, node: nodes.Node, scope: dict[str, Valeur]) -> Valeur:
        """What an expression may be; the facts that it names are used."""
        found = self.named(node, scope)
        for fact in facts(found):
            self.use("fait", fact.path, node.lineno)
        return found

    def named(self, node: nodes.Node, scope: dict[str, Valeur]) -> Valeur:
        """The same, of which the last step alone will be used."""
        match node:
            case nodes.TemplateData():
                return RIEN
            case nodes.Const(value=value):
                return (Mot(value),)
            case nodes.Name(name=name):
                return scope[name] if name in scope else RIEN if name == "vierge" else (Fait(name),)
            case nodes.Getattr(node=nodes.Name(name=name), attr=attr) if f"{name}.{attr}" in scope:
                return scope[f"{name}.{attr}"]
            case nodes.Getattr():
                return attribute(self.named(node.node, scope), node.attr)
            case nodes.Getitem():
                return self.item(node, scope)
            case nodes.Filter():
                return self.filtered(node, scope)
            case nodes.Call():
                return self.call(node, scope)
        return self.compound(node, scope)

    def compound(self, node: nodes.Node, scope: dict[str, Valeur]) -> Valeur:
        match node:
            case nodes.Or() | nodes.And() | nodes.Add():
                left, right = self.value(node.left, scope), self.value(node.right, scope)
                lists = [one for one in (*left, *right) if isinstance(one, Suite)]
                if isinstance(node, nodes.Add) and lists:
                    return (Suite(tuple(part for one in lists for part in one.parts)),)
                return either(left, right)
            case nodes.Compare():
                return self.compared(node, scope)
            case nodes.Test(name=name) if name in ANSWERED:
                self.answer("fait", facts(self.value(node.node, scope)), (ANSWERED[name],), node.lineno)
                return RIEN
            case nodes.Mul():  # a list, several times
                either_side = (*self.value(node.left, scope), *self.value(node.right, scope))
                return tuple(one for one in either_side if isinstance(one, Suite))
            case nodes.CondExpr():
                self.value(node.test, scope)
                other = self.value(node.expr2, scope) if node.expr2 else RIEN
                return either(self.value(node.expr1, scope), other)
            case nodes.List() | nodes.Tuple():
                return (Suite(tuple(self.value(one, scope) for one in node.items)),)
            case nodes.Dict():
                return (Suite(tuple(self.value(one.value, scope) for one in node.items)),)
        for child in node.iter_child_nodes():
            self.value(child, scope)
        return RIEN

    def compared(self, node: nodes.Compare, scope: dict[str, Valeur]) -> Valeur:
        """« moyens.mode == "libre" » looks for an answer, as « cas » does of a trait."""
        asked = self.value(node.expr, scope)
        for one in node.ops:
            self.answer("fait", facts(asked), words(tuple(walked(self.value(one.expr, scope)))), node.lineno)
        return RIEN

    def answer(self, sort: str, asked: Iterable[Fait], values: Iterable[str], line: int) -> None:
        for one in asked if (said := tuple(values)) else ():
            self.answers[sort, one.path, said, line] = None

    def item(self, node: nodes.Getitem, scope: dict[str, Valeur]) -> Valeur:
        """« objectifs[0] » is one of a list; « action.annees[annee] » is one of the years of one fact."""
        whole = self.named(node.node, scope)
        match node.arg:
            case nodes.Slice():
                return whole
            case nodes.Const(value=str(name)):
                return attribute(whole, name)
            case nodes.Const(value=int(at)):
                known = [one.parts[at] for one in whole if isinstance(one, Suite) and -1 <= at < len(one.parts)]
                return either(*known, items(tuple(facts(whole))))
        self.value(node.arg, scope)
        of_a_year = tuple(facts(whole)) if isinstance(node.arg, nodes.Name | nodes.Getattr) else ()
        return of_a_year or items(whole)

    def filtered(self, node: nodes.Filter, scope: dict[str, Valeur]) -> Valeur:
        whole = self.named(node.node, scope) if node.node else RIEN
        said = [self.value(one, scope) for one in node.args]
        given = {str(one.key): self.value(one.value, scope) for one in node.kwargs}
        looked_at = RIEN
        if node.name in ATTRIBUTED:
            names = given.get("attribute") or (either(*said[:1]) if node.name != "join" else RIEN)
            looked_at = either(*(attribute(items(whole), name) for name in words(names)))
            for fact in facts(looked_at):
                self.use("fait", fact.path, node.lineno)
        if node.name == "map" and looked_at:
            return (Suite((looked_at,)),)
        if node.name in ONE:
            return items(whole)
        if node.name in SAME:
            return either(whole, *(said if node.name == "default" else ()))
        for fact in facts(whole):
            self.use("fait", fact.path, node.lineno)
        return RIEN

    def call(self, node: nodes.Call, scope: dict[str, Valeur]) -> Valeur:
        given = {one.key: self.value(one.value, scope) for one in node.kwargs}
        said = [self.value(one, scope) for one in node.args]
        if not isinstance(node.node, nodes.Name):  # a method: « organisme.titulaire(…) »
            self.value(node.node, scope)
            return RIEN
        name = node.node.name
        for macro in (one for one in scope.get(name, RIEN) if isinstance(one, Formule)):
            self.run(macro, dict(zip((one.name for one in macro.node.args), said, strict=False)) | given)
        if name in KEYED:
            self.keyed(KEYED[name], said[0] if said else RIEN, node.lineno)
        if name == "cas":
            traits = map(Fait, words(said[0] if said else RIEN))
            self.answer("trait", traits, words(either(*said[1:])), node.lineno)
        if name in LOOKED_AT:
            return self.rows(name, items(either(*said[:1])), node.lineno)
        return self.result(name, said, given, node.lineno)

    def keyed(self, sort: str, value: Valeur, line: int) -> None:
        known = words(value)
        for name in known or [""]:
            self.use(sort, name, line)

    def result(self, name: str, said: list[Valeur], given: Mapping[str, Valeur], line: int) -> Valeur:
        """What a function of the clauses gives, where that leads to facts."""
        first = said[0] if said else RIEN
        levels = [tuple(Fait(f"{one.path}[]{under}") for one in facts(first)) for under in LEVELS.values()]
        match name:
            case "actions_de":
                return (Suite(((Suite(tuple(levels[:3])),),)),)
            case "operationnels_de":
                return (Suite(((Suite(tuple(levels[:2])),),)),)
            case "dans_l_ordre" | "un_par_reponse" | "somme" | "commun_a":
                for fact in facts(either(*(attribute(items(first), name) for name in words(either(*said[1:2]))))):
                    self.use("fait", fact.path, line)
                return first
            case "colonne" | "colonnes_par_annee":
                return (Colonne(given.get("fait", either(*said[2:3]))),)
            case "tableau_des_objectifs":
                self.columns(first, [*said[1:], *given.values()], line)
            case "collectivite_de":
                return (Fait("collectivites[]"),)
        return RIEN

    def rows(self, name: str, row: Valeur, line: int) -> Valeur:
        """What a function of a programmation gives: its rows, with what it looks at in them."""
        for looked_at in LOOKED_AT[name]:
            for fact in facts(attribute(row, looked_at)):
                self.use("fait", fact.path, line)
        given = {
            "par_annee": (RIEN, (Suite((row,)),), RIEN),
            "avec_prolongation": (row, RIEN),
            "avec_leur_collectivite": (row, (Fait("collectivites[]"),)),
        }
        return (Suite(((Suite(given[name]),),)),) if name in given else RIEN

    def columns(self, objectifs: Valeur, arguments: Iterable[Valeur], line: int) -> None:
        """The facts that the columns of a table show, of the objectives that it is made of."""
        one = items(objectifs)
        for each in (column for argument in arguments for column in walked(argument)):
            for fact in each.faits if isinstance(each, Colonne) else (each,):
                if isinstance(fact, Formule):
                    named = {level: at(one, level) for level in LEVELS}
                    self.run(fact, {arg.name: named.get(arg.name, RIEN) for arg in fact.node.args})
                elif isinstance(fact, Mot):
                    for found in facts(shown(one, fact.value)):
                        self.use("fait", found.path, line)

    def run(self, macro: Formule, arguments: Mapping[str, Valeur]) -> None:
        if macro.node not in self.running:
            self.running.append(macro.node)
            self.body(macro.node.body, {**macro.scope, **arguments})
            self.running.pop()


def follow(tree: nodes.Template) -> Followed:
    """What a tree names, in order."""
    follower = _Follower()
    follower.body(tree.body, {})
    return Followed(tuple(follower.found), tuple(follower.answers), follower.named_by)
