"""A contract is signed « au Havre » and « à La Rochelle », whatever its model; an arrêté too."""

from datetime import date
from pathlib import Path

import pytest

from engine.checks.reponse_en_phrase import CODE
from engine.dossier import dossier_of
from engine.errors import Finding
from engine.reading.lectures import CODE as LECTURE
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.plain import write_text

MODELES = ("saad", "sad-ille-et-vilaine", "saad-seine-et-marne", "ehpad", "chrs")
ARRETES = ("programmations/ehpad", "programmations/chrs")


def signed(modele: str, lieu: str) -> tuple[list[Finding], str]:
    text = f"modele: {modele}\nsignature: {{lieu: {lieu}, date: 2024-01-15}}\n"
    dossier = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2024, 1, 1))
    told = [one for one in dossier.findings if one.path == ("signature", "lieu")]
    return told, " ".join(write_text(dossier.assembled().document).split())


@pytest.mark.parametrize("modele", [*MODELES, *ARRETES])
@pytest.mark.parametrize(
    ("lieu", "dit"),
    [
        ("Rennes", "Fait à Rennes"),
        ("Le Havre", "Fait au Havre"),
        ("au Havre", "Fait au Havre"),
        ("Les Lilas", "Fait aux Lilas"),
        ("La Rochelle", "Fait à La Rochelle"),
    ],
)
def test_the_article_of_a_place_contracts(modele: str, lieu: str, dit: str) -> None:
    assert dit in signed(modele, lieu)[1]


@pytest.mark.parametrize(
    ("lieu", "lu"),
    [
        ("Le Mans", "Fait au Mans"),
        ("Le Puy-en-Velay", "Fait au Puy-en-Velay"),
        ("les Lilas", "Fait aux Lilas"),
        ("le siège de l'association", "Fait au siège de l'association"),
    ],
)
def test_what_is_contracted_is_told(lieu: str, lu: str) -> None:
    told, _ = signed("saad", lieu)
    assert [(one.code, one.message) for one in told] == [(LECTURE, f"signature.lieu : « {lieu} », lu : « {lu} ».")]


@pytest.mark.parametrize("lieu", ["Rennes", "La Rochelle", "L'Isle-Adam", "Lesneven", "Leers"])
def test_what_prints_as_it_was_typed_is_not(lieu: str) -> None:
    told, text = signed("saad", lieu)
    assert told == []
    assert f"Fait à {lieu.replace(chr(39), chr(8217))}" in text.replace(chr(39), chr(8217))


@pytest.mark.parametrize("lieu", ["au Havre", "aux Lilas", "Fait au Havre", "à Le Havre"])
def test_a_contracted_answer_is_as_the_sentence_wants(lieu: str) -> None:
    assert CODE not in [one.code for one in signed("saad", lieu)[0]]


@pytest.mark.parametrize("modele", [*MODELES, *ARRETES])
def test_what_is_to_be_filled_in_comes_after_a(modele: str) -> None:
    assert "Fait à [à compléter : lieu de signature]" in signed(modele, '""')[1].replace("\u00a0", " ")
