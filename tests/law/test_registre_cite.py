"""Every entry of the register serves: a clause, a model, a rule or a fact of data/ cites it."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from engine.law.amounts import load_amounts
from engine.law.denominations import load_denominations
from engine.law.experimentations import load_experimentations
from engine.law.register import Texte, load_register
from tests.bibliotheques import OURS

ROOT = Path(__file__).parents[2]
KEYS = sorted(load_register(OURS).textes)


@cache
def library() -> str:
    """The words of the clauses, the models and the rules, with plain spaces."""
    files = chain((ROOT / "clauses").rglob("*.md"), (ROOT / "clauses").rglob("*.yaml"), (ROOT / "engine").rglob("*.py"))
    return "\n".join(path.read_text("utf-8") for path in files).replace("\u00a0", " ")


@cache
def named_by_data() -> frozenset[str]:
    """The keys that the other files of data/droit/ name, and the texts that take the place of another."""
    amounts = load_amounts(OURS).values()
    found = {serie.texte for serie in amounts} | {one.texte for serie in amounts for one in serie.annees.values()}
    found |= {key for thing in load_denominations(OURS).values() for one in thing.versions for key in one.textes}
    found |= {key for one in load_experimentations(OURS).values() for key in one.textes}
    return frozenset(found | {one.remplace.par for one in load_register(OURS).textes.values() if one.remplace})


def numbered(texte: Texte) -> str:
    """What names a text wherever it is cited: the number of an article, or of an act."""
    if texte.article:
        return rf"{re.escape(texte.article)}(?![\d-])"
    number = re.search(r"n° [\d-]+|\(UE\) [\d/]+|\d{4}/\d+/\w+", texte.cite)
    return rf"{re.escape(number.group())}(?![\d-])" if number else r"(?!)"


@pytest.mark.parametrize("key", KEYS)
def test_an_entry_that_nothing_cites_is_dropped(key: str) -> None:
    texte = load_register(OURS).texte(key)
    cited = key in named_by_data() or re.search(rf"(?<![\w/-]){re.escape(key)}(?![\w/-])", library())
    of_a_code = texte.sigle and any(other.startswith(f"{key}/") for other in KEYS)
    in_a_title = any(
        re.search(numbered(texte), one.cite) for one in load_register(OURS).textes.values() if one != texte
    )
    assert cited or of_a_code or in_a_title or re.search(numbered(texte), library()), f"{key} ne sert à rien"


def test_what_other_files_name_is_in_the_register() -> None:
    assert named_by_data() - {""} <= set(KEYS)
