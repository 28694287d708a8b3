"""Forms drawn by lot: what comes back is the description with its answers, or sentences; no text is lost on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cpom
from engine.reading.yaml_strict import parse_yaml
from tests.forms.conftest import DAY
from tests.fuzz.essais import tried
from tests.fuzz.formulaires import BEGUN, Filled, forms


@pytest.mark.parametrize("model", BEGUN)
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_form_gives_a_description_or_is_refused(tmp_path: Path, kind: str, model: str) -> None:
    @given(forms(kind, model), st.booleans(), st.booleans())
    @tried(1, share=0.05)
    def test(form: Filled, into: bool, erase: bool) -> None:
        file, description = tmp_path / f"rempli.{kind}", tmp_path / "contrat.yaml"
        file.write_bytes(form.content)
        description.write_text(BEGUN[model], encoding="utf-8")
        try:
            made = cpom.reprendre(file, description if into else None, effacer=erase, jour=DAY)
        except cpom.Refus as refused:
            assert refused.constats  # noqa: PT017 - one of two ways out
            _told(refused.constats)
            return
        _told(made.constats)
        text = made.yaml()
        said = _letters("".join(_values(parse_yaml(text.encode(), "contrat.yaml").data)))
        told = _letters(" ".join(f"{one.message} {one.conseil}" for one in made.constats))
        answered = _letters(" ".join(f"{one.apres}" for one in made.reprises))
        lost = [one for one in map(_letters, form.typed) if one not in said and one not in told + answered]
        assert not lost, f"{lost!r}"[:500]
        description.write_text(text, encoding="utf-8")
        again = cpom.reprendre(file, description, effacer=erase, jour=DAY)
        assert again.reprises == ()
        assert again.yaml() == text

    test()


def _told(constats: Any) -> None:
    for one in constats:
        assert re.fullmatch(r"[a-z0-9-]+", one.code), one
        assert one.code != "erreur-interne", one
        assert one.message.strip(), one
        assert not re.search(r"Traceback|Error\b|object at 0x|<class|\bNone\b", one.message), one


def _letters(text: str) -> str:
    """The letters and figures of a text, whatever its spaces and marks."""
    return "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())


def _values(data: Any) -> Iterator[str]:
    """Every text of a description, its keys too."""
    if isinstance(data, str):
        yield f"{data}\n"
    elif isinstance(data, dict):
        for key, value in data.items():
            yield f"{key}\n"
            yield from _values(value)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value)
