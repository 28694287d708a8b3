"""What a clause said is read part by part: where one value changes, the blocks of the others are the very same."""

from __future__ import annotations

from itertools import product

import pytest

from engine.assembly.filled_apart import apart
from engine.document import ListBlock, Paragraph
from tests.compiling.test_blocks import filled

TEXTS = (
    "Un {{ x }}.\n\nDeux {{ y }}.\n\n### Trois {{ x }}\n\nQuatre.\n",
    "- un {{ x }}\n- deux\n\n{{ y }}\n\n- trois\n",
    "- un {{ x }}\n\nDes mots.\n\n- deux {{ y }}\n\n1. trois\n",
    "- un\n  - dans un {{ x }}\n\n{{ x }}\n\n{{ y }}\n\n- deux {{ y }}\n",
    "{.centre}\n{{ x }}\n\n{{ y }}\n",
    '{largeurs="60 40"}\n| A {{ x }} | B |\n|---|---|\n| {{ y }} | c |\n\nAprès {{ x }}.\n',
)
VALUES = ("", "mots", "autres mots :", "deux\n\nparagraphes")


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_after_other_values_is_what_it_is_alone(text: str) -> None:
    every = [{"x": x, "y": y} for x, y in product(VALUES, VALUES)]
    after = [filled(text, **facts) for facts in (*every, *reversed(every))]
    for facts, first, second in zip(every, after, reversed(after), strict=False):
        apart.cache_clear()
        assert first == second == filled(text, **facts), facts


def test_a_paragraph_stays_where_another_changes() -> None:
    text = "Un {{ x }}.\n\nDeux {{ y }}.\n\n- trois {{ y }}\n"
    before, after = filled(text, x="mot", y="un fait"), filled(text, x="mot", y="autre fait")

    assert after[0] is before[0]
    assert isinstance(after[1], Paragraph)
    assert isinstance(after[2], ListBlock)
    assert after[1:] != before[1:]
