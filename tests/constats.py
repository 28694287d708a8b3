"""Every code of finding that the sources write, read from their syntax: the texts that become a `code`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORKED_OUT = {"charte-macros", "charte-externe", "charte-objet", "charte-pdf", "charte-odt", "capacite-habilitee"}
"""Codes that are worked out (engine/writing/docx/admitted.py, stationery.py), or name a column (colonnes.yaml)."""
_Makers = Mapping[str, tuple[int, str] | None]
"""What makes a finding of a `code`, by name: as which argument it takes it, what it writes before it (« charte- »)."""


@cache
def codes() -> frozenset[str]:
    """Every code that a `Finding` is given, or something that makes one of its `code`."""
    own = []
    for file in (file for root in ("cpom", "engine", "models") for file in Path(root).rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        nodes = [*ast.walk(tree)]
        own.append(([one for one in nodes if isinstance(one, ast.Call)], _makers(nodes), _constants(tree)))
    constants = {name: value for _, _, named in own for name, value in named.items()}
    makers = {name: maker for _, made, _ in own for name, maker in made.items() if maker}
    found = {code for calls, made, named in own for code in _given(calls, {**makers, **made}, {**constants, **named})}
    return frozenset(filter(_CODE.fullmatch, found | _WORKED_OUT))


def _constants(tree: ast.Module) -> dict[str, str]:
    """The texts that a module names: `CODE = "finess-cle"`."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }


def _makers(nodes: Iterable[ast.AST]) -> dict[str, tuple[int, str] | None]:
    """Those of a module; None for what it defines that takes no code."""
    found: dict[str, tuple[int, str] | None] = {}
    for node in nodes:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names = _arguments(node)
            found[node.name] = (names.index("code"), _before(node)) if "code" in names else None
    return found


def _arguments(node: ast.ClassDef | ast.FunctionDef) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [one.arg for one in node.args.args if one.arg not in ("self", "cls")]
    fields = [one.target for one in node.body if isinstance(one, ast.AnnAssign)]
    made = next((one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"), None)
    return _arguments(made) if made else [one.id for one in fields if isinstance(one, ast.Name)]


def _before(node: ast.AST) -> str:
    """What is written before the code: « charte- » in `f"charte-{code}"`."""
    said = re.search(r"f['\"]([a-z]+-)\{code\}['\"]", ast.unparse(node))
    return said[1] if said else ""


def _given(calls: Iterable[ast.Call], makers: _Makers, constants: Mapping[str, str]) -> Iterator[str]:
    for node in calls:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if maker := makers.get(name):
            at, before = maker
            given = [one.value for one in node.keywords if one.arg == "code"] or node.args[at : at + 1]
            yield from (before + code for one in given for code in _texts(one, constants))


def _texts(node: ast.expr, constants: Mapping[str, str]) -> Iterator[str]:
    """The texts that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name):
        yield from [constants[node.id]] if node.id in constants else []
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body, constants), *_texts(node.orelse, constants))
