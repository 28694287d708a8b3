"""Each fact of a description that a contract prints by itself says which it is, wherever it is printed."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from engine.carried import Words
from engine.dossier import open_dossier
from engine.writing.layout.written_lines import lines_of
from models import chemins

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
TODAY = date(2026, 1, 1)


@cache
def words_of(name: str) -> tuple[Words, ...]:
    document = open_dossier(Path(f"data/exemples/{name}.yaml"), TODAY).assembled().document
    return tuple(words for line in lines_of(document) for words in line.words)


def printed(name: str, fact: str) -> set[str]:
    """What is printed of a fact, with plain spaces."""
    return {" ".join(one.text.split()) for one in words_of(name) if one.fact == fact}


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("gestionnaire.raison_sociale", {"Association Exemple Loire"}),
        ("gestionnaire.representant.nom", {"EXEMPLE"}),
        ("gestionnaire.deliberation", {"22 novembre 2021"}),
        ("etablissements[1].capacite", {"86"}),
        ("etablissements[2].nom", {"EHPAD Exemple des Marais"}),
    ],
)
def test_names_dates_and_numbers_say_where_they_come_from(fact: str, words: set[str]) -> None:
    assert printed("ehpad-complet", fact) == words


def test_amounts_are_read_in_their_unit() -> None:
    assert printed("saad-habilite", "moyens.tarif_horaire") == {"25,10 €/h"}


def test_computed_figures_say_their_table() -> None:
    figures = {one.figure: " ".join(one.text.split()) for one in words_of("saad-habilite") if one.figure}
    assert figures["dotation_complementaire.acompte[1]"] == "61 600,00 €"


def test_items_of_a_list_are_no_facts_by_themselves() -> None:
    assert not [one for example in EXAMPLES for one in words_of(example.stem) if one.fact.endswith("]")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_each_is_given_by_the_description_or_to_be_filled_in(example: Path) -> None:
    contrat = open_dossier(example, TODAY).contrat
    for words in words_of(example.stem):
        given = chemins.at(contrat, words.fact) if words.fact else None
        assert not words.fact or (given is None) == words.text.startswith("[à compléter"), words
