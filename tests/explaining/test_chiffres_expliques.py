"""Every computed figure that a contract prints is told, and who works out what is told finds what is printed."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import cpom
from engine.document import Figure
from engine.nodes import nodes_of
from models import chemins
from tests.calculs import half_up, number, numbers, worked_out
from tests.fuzz.essais import DEAREST, lots, tried

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
DAY = date(2026, 11, 28)


def check(dossier: cpom.Dossier) -> int:
    """How many figures a contract prints, each told, and worked out again."""
    told = {one.place: one for one in dossier.explication().chiffres}
    figures = {one.case: one.text for one in nodes_of(dossier.document().sections, Figure)}
    assert {place for place, one in told.items() if one.imprime} == set(figures)
    for place, one in told.items():
        assert one.texte == figures.get(place, one.texte)
        assert set(one.chiffres) <= set(told), one
        check_figure(one, told, dossier)
    return len(figures)


def check_figure(one: cpom.ChiffreExplique, told: dict[str, cpom.ChiffreExplique], dossier: cpom.Dossier) -> None:
    said = [Decimal(str(chemins.at(data_of(dossier), fact.chemin)).replace(",", ".").replace(" ", ""))
            for fact in one.faits if fact.place and is_a_number(dossier, fact.chemin)]  # fmt: skip
    if one.valeur is None:
        assert one.texte == "—"
        assert "pas de base de calcul" in one.calcul
        return
    if " = " not in one.calcul:
        assert one.calcul.replace("\u00a0", " ").startswith(f"{one.texte}, repris de « ".replace("\u00a0", " "))
        (origin,) = [told[name].valeur for name in one.chiffres] or said
        assert origin == one.valeur
        return
    found, result, is_rounded = worked_out(one.calcul)
    assert number(one.texte) == result, one.calcul
    places = max(0, -int(result.as_tuple().exponent))
    assert half_up(found, places) == result, one.calcul
    assert is_rounded or half_up(found, 20) == result, one.calcul
    assert {abs(value) for value in said} <= numbers(one.calcul), one


def data_of(dossier: cpom.Dossier) -> Any:
    return dossier._source.data


def is_a_number(dossier: cpom.Dossier, path: str) -> bool:
    """Whether a description writes a fact as a plain number: « 12 k€ » and « oui » are read by the engine."""
    text = str(chemins.at(data_of(dossier), path)).replace(",", ".").replace(" ", "")
    return text.replace(".", "", 1).lstrip("-").isdigit()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_figure_printed_is_told_and_comes_out_of_what_is_told(path: Path) -> None:
    count = check(cpom.ouvrir(path, jour=DAY))
    assert count or path.stem == "ehpad-premier-jet"


def test_figures_of_every_model_are_tried() -> None:
    tried_there = {path.stem: len(cpom.ouvrir(path, jour=DAY).explication().chiffres) for path in EXAMPLES}
    assert sum(tried_there.values()) > 370
    assert min(count for stem, count in tried_there.items() if not stem.endswith("premier-jet")) >= 4


COMPLETE = [path for path in EXAMPLES if not path.stem.endswith("premier-jet")]


@tried(6, DEAREST)
@given(lots())
def test_whatever_the_numbers_of_a_description_are(chance: random.Random) -> None:
    """Long decimals, large amounts, zeros: a number told has as many decimals as the figure needs."""
    dossier = cpom.ouvrir(chance.choice(COMPLETE), jour=DAY)
    paths = [path for path, value in chemins.written(data_of(dossier)) if is_a_number(dossier, chemins.ecrit(path))]
    paths = [path for path in paths if isinstance(value_before(dossier, path), Decimal)]
    drawn = {path: drawn_number(chance) for path in chance.sample(paths, min(len(paths), 12))}
    changed = dossier.avec(drawn)
    if changed.entier:
        check(changed)


def value_before(dossier: cpom.Dossier, path: chemins.Chemin) -> Any:
    """The number that is read at a path: identifiers and years are none."""
    assert dossier._lu
    return chemins.at(dossier._lu.contrat, path)


def drawn_number(chance: random.Random) -> Decimal:
    return Decimal(chance.choice((0, 1, 7, chance.randint(0, 10**7)))) / chance.choice((1, 10, 100, 100))
