"""Facts drawn by lot, as a program or a hostile browser gives them: each is written as it was given, or refused."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import cpom
from engine.reading.yaml_strict import parse_yaml
from models import chemins
from tests.fuzz.essais import tried
from tests.fuzz.textes import HOSTILES, TOLD, any_text

TEXTS = ["modele: saad\n", "modele: saad\nservices:\n", "# rien\nmodele: ehpad\nsites: [{nom: A}]\n"]
TEXTS += [path.read_text(encoding="utf-8") for path in sorted(Path("data/exemples").glob("*.yaml"))]
NAMES = ("duree", "gestionnaire", "raison_sociale", "services", "sites", "nom", "signature", "date", "suivi", "2024")
ODD = ('""{Y', "a: b", "#a", "- a", "? a", "---", "&a", "*a", "!a", "<<", "=", "|", "{", "a\nb", "%a", "@a", " ", "non")


def _paths() -> st.SearchStrategy[str]:
    names = st.one_of(st.sampled_from(NAMES), st.sampled_from(ODD), st.text(min_size=1, max_size=6))
    steps = st.tuples(names, st.sampled_from(("", "", "", "[1]", "[2]", "[1][1]", "[9999]")))
    path = st.lists(steps.map("".join), min_size=1, max_size=4).map(".".join)
    deep = st.tuples(path, st.sampled_from((".a", "[1]")), st.sampled_from((50, 60, 500, 5_000)))
    return st.one_of(path, path, path, deep.map(lambda drawn: drawn[0] + drawn[1] * drawn[2]))


def _values() -> st.SearchStrategy[object]:
    texts = st.one_of(any_text(), st.sampled_from((*HOSTILES, *TOLD)), st.text(max_size=20))
    return st.one_of(texts, texts, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False))


@given(st.sampled_from(TEXTS), st.dictionaries(_paths(), _values(), min_size=1, max_size=14))
@tried(40)
def test_facts_are_written_as_they_are_given_or_refused(text: str, facts: dict[str, object]) -> None:
    after = _with(cpom.lire(text), facts)
    if isinstance(after, str):
        assert after.startswith("« ")
        return
    read = parse_yaml(after.yaml().encode(), "x")
    assert not read.errors
    for path, value in facts.items():
        said = chemins.at(read.data, path)
        assert said is None or isinstance(said, str)
        assert not isinstance(value, str) or (said or "") == value


def _with(dossier: cpom.Dossier, facts: dict[str, object]) -> cpom.Dossier | str:
    """With these facts, or why not."""
    try:
        return dossier.avec(facts)
    except cpom.Refus as refused:
        return " ".join(f"« {one.message}" for one in refused.constats)
    except ValueError as refused:
        return str(refused)
