"""A path into a description is written, read and followed in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models import chemins
from models.contrat import Contrat
from models.fiches.groupe import read_as

_ROOT = Path(__file__).parent.parent
_ONE_PLACE = _ROOT / "models" / "chemins.py"
_OTHER_DOTS = {
    "engine/bureau/programmations/sources.py": "the suffix of the name of a file",
    "engine/bureau/uploads/received.py": "the same",
    "engine/carried.py": "the form of what is packed, before its letters",
    "engine/assembly/objectifs.py": "« action.delai » is a level of objectives and a fact of it",
    "engine/commands/work/bureau.py": "the package of a module",
    "engine/compiling/values.py": "« action.delai », as engine/assembly/objectifs.py",
    "engine/formulas/parsing.py": "« tableau.rubrique »",
    "engine/importing/readings.py": "the decimals of a number",
    "engine/kept/modules.py": "the names of the modules of a folder",
    "engine/libraries/compiled/plain.py": "the package of a module",
    "engine/libraries/question_paths.py": "how each step of a path is spelled",
    "engine/soundness/controls.py": "the words that a message quotes",
}
"""What is cut at a point without being followed into a description."""
_TREES = {
    "engine/asking/asked.py": "makes another tree of the same questions",
    "engine/asking/schema_of_libraries.py": "makes a schema of each class",
    "engine/libraries/questions.py": "makes the class of a model's description",
    "engine/reading/description.py": "makes the description anew without what says nothing",
    "models/fiches/groupe.py": "says a group as keys and values, and is what `chemins` finds its fields by",
}
"""What goes through the fields of classes to make something else of each, and finds them by `chemins`."""


def _contrat() -> Contrat:
    return read_as(
        Contrat,
        {
            "modele": "saad",
            "gestionnaire": {"raison_sociale": "Association Exemple"},
            "objectifs": [
                {"intitule": "Nord", "operationnels": [{"indicateurs": [{"annees": {"2025": "80 %"}}]}]},
                {"intitule": "Sud", "mentions": ["8°"]},
            ],
        },
    )


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("effet", ("effet",)),
        ("moyens.tarif_horaire", ("moyens", "tarif_horaire")),
        ("services[].zone", ("services", chemins.CHAQUE, "zone")),
        ("services[2].nom", ("services", 1, "nom")),
        ("objectifs[].operationnels[].actions", ("objectifs", "[]", "operationnels", "[]", "actions")),
    ],
)
def test_a_path_is_read_and_written_alike(text: str, path: chemins.Chemin) -> None:
    assert chemins.lire(text) == path
    assert chemins.ecrit(path) == text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("gestionnaire.raison_sociale", "Association Exemple"),
        ("objectifs[2].intitule", "Sud"),
        ("objectifs[3].intitule", None),
        ("effet", None),
        ("effet.nom", None),
        ("moyens.tarif", None),
        ("objectifs[1].operationnels[1].indicateurs[1].annees.2025", "80 %"),
    ],
)
def test_a_fact_is_found_or_is_none(path: str, value: Any) -> None:
    assert chemins.at(_contrat(), path) == value


def test_what_is_said_leaves_out_what_is_so_by_default() -> None:
    assert chemins.at(_contrat(), "droit") == "jour_de_signature"
    assert chemins.at(_contrat(), "droit", said=True) is None
    assert chemins.at(_contrat(), "modele", said=True) == "saad"


def test_a_path_finds_a_fact_in_every_item_with_its_own_path() -> None:
    found = [(("objectifs", 0, "intitule"), "Nord"), (("objectifs", 1, "intitule"), "Sud")]
    assert list(chemins.every(_contrat(), "objectifs[].intitule")) == found
    assert list(chemins.every(_contrat(), "objectifs.intitule")) == found
    written = {"objectifs": [{"intitule": "Nord"}, {"intitule": "Sud"}]}
    assert list(chemins.every(written, "objectifs[].intitule")) == found
    assert list(chemins.every(written, "moyens.tarif")) == [(("moyens", "tarif"), None)]


def test_every_fact_given_has_its_path_and_its_question() -> None:
    given = {chemins.ecrit(path): (value, info.title) for path, value, info in chemins.given(_contrat())}
    assert given["objectifs[2].mentions[1]"][0] == "8°"
    assert given["gestionnaire.raison_sociale"][1] == "raison sociale de l'organisme gestionnaire"
    assert given["objectifs[1].operationnels[1].indicateurs[1].annees"][0] == {2025: "80 %"}
    assert "effet" not in given


def test_a_class_says_what_stands_at_a_path() -> None:
    titles = {path: info.title for path, info in chemins.walk(Contrat)}
    assert titles["signature", "lieu"] == "lieu de signature"
    for path in ("objectifs[].intitule", "objectifs[2].intitule", "objectifs.intitule"):
        field = chemins.field_at(Contrat, path)
        assert field is not None
        assert field.title == titles["objectifs", "intitule"]
    assert chemins.field_at(Contrat, "objectifs.operationnels.indicateurs.annees.2025") is not None
    assert chemins.field_at(Contrat, "signature.nom") is None


def test_what_is_put_is_found_and_what_is_taken_out_keeps_the_rank_of_the_others() -> None:
    tree: dict[str, Any] = {}
    chemins.put(tree, ("services", 1, "nom"), "Sud")
    assert tree == {"services": [{}, {"nom": "Sud"}]}
    chemins.take_out(tree, ("services", 0), "")
    assert tree == {"services": ["", {"nom": "Sud"}]}
    chemins.take_out(tree, ("services", 1, "nom"))
    assert tree == {"services": ["", {}]}


def test_a_path_leads_to_those_above_it() -> None:
    assert chemins.leading_to("sites[2].nom") == ["sites[2].nom", "sites[2]", "sites"]


def _files() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("engine", "models"):
        for file in sorted((_ROOT / folder).rglob("*.py")):
            name = file.relative_to(_ROOT).as_posix()
            if file != _ONE_PLACE and not name.startswith("engine/writing/"):  # which never see a description
                yield name, ast.parse(file.read_text(encoding="utf-8"))


def _cuts_a_path(node: ast.AST) -> bool:
    """`text.split(".")`, `text.partition("[]")`, `text.replace("[]", "")`…"""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"split", "rsplit", "partition", "rpartition", "replace", "removesuffix"}
        and any(isinstance(one, ast.Constant) and one.value in {".", "[]", "[]."} for one in node.args[:1])
        and not (node.func.attr == "replace" and isinstance(node.args[0], ast.Constant) and node.args[0].value == ".")
    )


def _goes_down(loop: ast.AST) -> bool:
    """`for step in path: held = held[step]`, or `getattr(held, step)`, or `fields_of(kind)[step]`."""
    if not (isinstance(loop, ast.For) and isinstance(loop.target, ast.Name)):
        return False
    step = loop.target.id
    made: dict[str, set[str]] = {}
    for one in (inside for inside in ast.walk(loop) if isinstance(inside, ast.Assign)):
        for target in (each for each in one.targets if isinstance(each, ast.Name)):
            made[target.id] = {each.id for each in ast.walk(one.value) if isinstance(each, ast.Name)}
    looked = {held for inside in ast.walk(loop) for held, by in _reads(inside) if by == step}
    return any(held in looked and of & made.keys() for held, of in made.items())


def _reads(node: ast.AST) -> Iterator[tuple[str, str]]:
    """What is looked into, and by which name: `held[step]`, `getattr(held, step)`, `fields_of(kind)[step]`."""
    looked, by = (node.value, node.slice) if isinstance(node, ast.Subscript) else (None, None)
    if isinstance(node, ast.Call) and len(node.args) > 1 and ast.unparse(node.func) == "getattr":
        looked, by = node.args[:2]
    looked = looked.value if isinstance(looked, ast.Attribute) else looked
    looked = looked.args[0] if isinstance(looked, ast.Call) and looked.args else looked
    if isinstance(looked, ast.Name) and isinstance(by, ast.Name):
        yield looked.id, by.id


def _goes_through_fields(node: ast.AST) -> bool:
    """A function that calls itself on what the fields of a group hold."""
    if not isinstance(node, ast.FunctionDef):
        return False
    inside = list(ast.walk(node))
    called = {one.func.id for one in inside if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)}
    return node.name in called and "fields_of" in called


def test_nothing_else_follows_a_path() -> None:
    found = {
        (file, getattr(node, "lineno", 0))
        for file, tree in _files()
        for node in ast.walk(tree)
        if (_cuts_a_path(node) and file not in _OTHER_DOTS)
        or _goes_down(node)
        or (_goes_through_fields(node) and file not in _TREES)
    }
    assert not found, "what is looked for in a description is asked of models/chemins.py"


@pytest.mark.parametrize(
    "walk",
    [
        "for step in path.split('.'): value = getattr(value, step)",
        "for step in path: held = held[step] if held else None",
        "for step in path:\n    info = fields_of(kind)[step]\n    kind = info.annotation",
        "def facts(fiche):\n    for name in fields_of(type(fiche)):\n        yield from facts(getattr(fiche, name))",
    ],
)
def test_another_walk_would_be_found(walk: str) -> None:
    nodes = list(ast.walk(ast.parse(walk)))
    assert any(_cuts_a_path(one) or _goes_down(one) or _goes_through_fields(one) for one in nodes)
