"""What a clause said is read part by part: where one value changes, the blocks of the others are the very same."""

from __future__ import annotations

from itertools import product

import pytest

from engine.assembly import filled as reading
from engine.assembly.filled_apart import Apart, apart, parts_of
from engine.document import ListBlock, Paragraph
from tests.compiling.test_blocks import filled

TEXTS = (
    "Un {{ x }}.\n\nDeux {{ y }}.\n\n### Trois {{ x }}\n\nQuatre.\n",
    "- un {{ x }}\n- deux\n\n{{ y }}\n\n- trois\n",
    "- un {{ x }}\n\nDes mots.\n\n- deux {{ y }}\n\n1. trois\n",
    "- un\n  - dans un {{ x }}\n\n{{ x }}\n\n{{ y }}\n\n- deux {{ y }}\n",
    "- un {{ x }}\n\n{% if y %}{{ y }}{% endif %}\n\n- deux\n",
    "- un\n\n{{ x }}{{ y }}\n\n- deux\n",
    "{.centre}\n{{ x }}\n\n{{ y }}\n",
    '{largeurs="60 40"}\n| A {{ x }} | B |\n|---|---|\n| {{ y }} | c |\n\nAprès {{ x }}.\n',
)
VALUES = ("", "mots", "autres mots :", "deux\n\nparagraphes")


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_read_in_parts_is_what_it_is_read_whole(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With any values, and after any others."""
    every = [{"x": x, "y": y} for x, y in product(VALUES, VALUES)]
    apart.cache_clear()
    after = [filled(text, **facts) for facts in (*every, *reversed(every))]
    monkeypatch.setattr(reading, "apart", lambda said: (Apart(parts_of(said)),))
    for facts, first, second in zip(every, after, reversed(after), strict=False):
        assert first == second == filled(text, **facts), facts


def test_a_paragraph_stays_where_another_changes() -> None:
    text = "Un {{ x }}.\n\nDeux {{ y }}.\n\n- trois {{ y }}\n"
    before, after = filled(text, x="mot", y="un fait"), filled(text, x="mot", y="autre fait")

    assert after[0] is before[0]
    assert isinstance(after[1], Paragraph)
    assert isinstance(after[2], ListBlock)
    assert after[1:] != before[1:]
