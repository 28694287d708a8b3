"""Tables kept from one contract to the next say what they say when they are made anew; so does a table by its mark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cpom
from engine.assembly.assemble import grilles_of
from engine.assembly.controles import message
from engine.dossier import Dossier
from engine.tables.grilles import Grille, Grilles
from tests.faits_changes import another, one_of_every_kind
from tests.test_un_fait_change import LONGEST, opened


def read(dossier: cpom.Dossier) -> Dossier:
    """What was read of a description."""
    assert dossier._lu
    return dossier._lu


def of_table(grilles: Grilles, grille: Grille) -> dict[str, Any]:
    """All that whoever prints a table may look at."""
    lines: list[tuple[str, int | None]] = [(line.nom, None) for line in grille.parametres]
    lines += [(line.nom, at) for line in grille.rubriques if line.nom for at in range(len(grille.series))]
    held = [(one, at) for one in grille.controles for at in grille.held(one)]
    return {
        "series": grille.series,
        "lines": [(line.nom, line.libelle) for line in (*grille.rubriques, *grille.parametres)],
        "cells": {at: grille.case(*at) for at in lines},
        "controls": [(one.nom, at, grilles.holds(grille, one, at), message(grille, one, at)) for one, at in held],
        "given": (grille.given, grille.shown),
    }


@pytest.mark.parametrize("name", LONGEST)
def test_a_table_says_what_it_says_made_anew_and_the_same_by_its_mark(name: str) -> None:
    dossier = opened(Path(f"data/exemples/{name}.yaml").read_text(encoding="utf-8"))
    by_mark: dict[object, dict[str, Any]] = {}
    kept = 0
    for path, words in one_of_every_kind(dossier):
        cpom.passages(dossier)  # the cells that it prints are known
        made = dossier.avec({path: another(dossier, path, words, 1)})
        own, before = read(made), {one.mark for one in read(dossier).grilles.values()}
        anew = grilles_of(own.modele, own.contrat, own.traits)
        assert own.grilles.keys() == anew.keys()
        for nom, grille in own.grilles.items():
            said = of_table(own.grilles, grille)
            assert said == of_table(anew, anew[nom]), (path, nom)
            assert by_mark.setdefault(grille.mark, said) == said, (path, nom)
            kept += grille.mark in before
        dossier = made if not made.erreurs else dossier
    assert kept > 100
