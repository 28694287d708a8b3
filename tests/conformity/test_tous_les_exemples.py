"""The sheet of every example: nothing differs from the published model without a reason, and it stays short."""

from __future__ import annotations

from pathlib import Path

import pytest

import cpom

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_word_that_differs_from_the_published_model_has_its_reason(path: Path) -> None:
    found = cpom.conformite(path)
    assert [one.titre for one in found.articles if one.sans_motif] == []
    assert [one.code for one in found.constats if one.code == "passage-sans-motif"] == []
    assert all(one.motif or one.etat == "identique" for one in found.articles if one.etat != "complété" or one.mots)
    assert all(each.motif for one in found.articles for each in one.mots)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_sheet_stays_short_and_says_each_article_once(path: Path) -> None:
    found = cpom.conformite(path)
    names = [one.clause for one in found.articles]
    assert len(names) == len(set(names))
    assert len(found.ecrire("txt").decode().split()) < 9000
