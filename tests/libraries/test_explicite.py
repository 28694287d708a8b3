"""No module guesses the library: whatever may take one is given it, everywhere in the engine."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ENGINE = sorted([*Path("engine").rglob("*.py"), *Path("cpom").rglob("*.py")])
ENTRIES = {
    "load_model": 1, "read_model": 1, "open_model": 1, "model_names": 0, "act_names": 0, "open_dossier": 2,
    "dossier_of": 3, "open_programme": 1, "read_programme": 1, "sound_programme": 1,
}  # fmt: skip
"""What takes a library, by default the installed one, for who reads nothing else; the place of this argument."""


def nodes(file: Path, *words: str) -> Iterator[ast.AST]:
    """All that a module is made of; nothing of one that says none of the words."""
    text = file.read_text(encoding="utf-8")
    return ast.walk(ast.parse(text)) if any(word in text for word in words) else iter(())


def calls(file: Path) -> Iterator[ast.Call]:
    found = nodes(file, *ENTRIES)
    return (node for node in found if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))


def test_the_engine_gives_a_library_wherever_one_is_taken() -> None:
    found = 0
    for file in ENGINE:
        for call in calls(file):
            name = call.func.id  # type: ignore[attr-defined]
            if name in ENTRIES:
                found += 1
                given = len(call.args) > ENTRIES[name] or any(one.arg == "library" for one in call.keywords)
                assert given, f"{file}:{call.lineno} {name}"
    assert found > 20


def test_what_takes_a_library_by_default_is_listed() -> None:
    """A default that is the installed library is that of an entry alone: the law is always given one."""
    for file in ENGINE:
        for node in (node for node in nodes(file, "library") if isinstance(node, ast.FunctionDef)):
            names = [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
            optional = names[len(names) - len(node.args.defaults) :]
            assert "library" not in optional or node.name in ENTRIES, f"{file}:{node.lineno} {node.name}"
