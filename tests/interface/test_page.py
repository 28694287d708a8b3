"""The page of the Python interface cannot lie: each of its examples is run, and each name of the interface is told."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

import cpom

PAGE = Path("docs/interface-python.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"^```python\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_examples_print_what_the_page_says() -> None:
    names: dict[str, Any] = {}
    runner = doctest.DocTestRunner(verbose=False)
    said: list[str] = []
    for fence in _FENCE.finditer(PAGE):
        line = PAGE.count("\n", 0, fence.start("code"))
        test = doctest.DocTestParser().get_doctest(fence["code"], names, "interface-python.md", None, line)
        runner.run(test, out=said.append, clear_globs=False)
        names |= test.globs
    assert runner.tries > 30
    assert not runner.failures, "".join(said)


def test_every_name_of_the_interface_is_told() -> None:
    told = set(re.findall(r"\w+", PAGE))
    assert {name for name in cpom.__all__ if not _is_a_value(name)} <= told


def test_every_part_of_a_dossier_is_told() -> None:
    told = set(re.findall(r"\w+", PAGE))
    for kind in (cpom.Dossier, cpom.Bibliotheque, cpom.Modele, cpom.Redaction):
        assert {name for name in vars(kind) if name[0] != "_"} - {"bibliotheque", "nom"} <= told, kind


def _is_a_value(name: str) -> bool:
    """What a dossier or a library gives, which is told by the part that gives it."""
    return name in {
        "Changement",
        "Clause",
        "Constat",
        "Decision",
        "Echeance",
        "Experimentation",
        "Ligne",
        "Modele",
        "Montant",
        "Nom",
        "Question",
        "Tableau",
        "Texte",
        "Trait",
        "Erreur",
    }
