"""A description as it was sent, and what several made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from engine.assembly.soundness import open_model
from engine.libraries.ouverture import installed
from engine.merging.answers import Answers
from engine.merging.merge import Merged, merge
from engine.merging.sides import written_side
from engine.merging.three_way import Prefers
from engine.reading.yaml_strict import parse_yaml

SENT = """\
# Envoyé le 3 mars.
modele: saad
departement: "35"
gestionnaire:
  raison_sociale: Association Exemple  # à confirmer
  siren: "999999071"
effet: 2026-02-01

services:
  - nom: Service Nord
    finess: "350999942"
    communes: [Rennes, Vitré]
  # le second
  - nom: Service Sud
    finess: "350999959"
"""


@cache
def answers(model: str) -> Answers:
    return Answers(open_model(model, installed()))


def merged(sent: str, *back: str, prefers: Prefers = lambda _: None, model: str = "saad") -> Merged:
    """What comes of the texts that came back, « a.yaml », « b.yaml »…"""
    known = answers(model)
    sides = [
        written_side(parse_yaml(text.encode(), f"{letter}.yaml"), known.model, known)
        for letter, text in zip("abcdef", back, strict=False)
    ]
    return merge(parse_yaml(sent.encode(), "envoye.yaml"), sides, known.model, known, prefers)


def changed(*changes: tuple[str, str], text: str = SENT) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def files(tmp_path: Path) -> Callable[[Sequence[str]], list[Path]]:
    """Write the file that was sent, then those that came back."""

    def write(texts: Sequence[str]) -> list[Path]:
        paths = [tmp_path / f"{name}.yaml" for name in ("envoye", "a", "b", "c")[: len(texts)]]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return paths

    return write
