"""One malformed figure in each file; ATTENDU.txt says, word for word, what the user is told of it."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import french
from engine.errors import InputError
from engine.libraries.questions import Question, compose
from engine.reading.description import validate
from engine.reading.yaml_strict import parse_yaml
from models.champs import Annee, Fiche, Texte, champ
from models.contrat import Contrat

FICHIERS = Path(__file__).parents[1] / "fixtures" / "erreurs" / "chiffres"
ATTENDU = {
    told.split(":", 1)[0]: told.strip() for told in (FICHIERS / "ATTENDU.txt").read_text(encoding="utf-8").split("\n\n")
}
QUESTIONS = {
    "heures": Question(type="nombre", unite="h", libelle="heures", exemple="1 250"),
    "kilometres": Question(type="nombre", unite="km", libelle="kilomètres", exemple="186 000"),
    "etp": Question(type="nombre", unite="ETP", libelle="équivalents temps plein", exemple="5,5"),
    "personnes": Question(type="nombre", libelle="personnes", exemple="41"),
    "places": Question(type="entier", unite="places", libelle="places", exemple="84"),
    "part": Question(type="pourcentage", libelle="part", exemple="18,5"),
    "marge": Question(type="nombre", unite="%", libelle="taux de marge", exemple="2,04"),
    "resultat": Question(type="nombre", unite="€", libelle="résultat", exemple="9 200"),
    "prime": Question(type="montant", unite="€/km", libelle="indemnité", exemple="0,35"),
}


class _Valeurs(Contrat):
    valeurs: dict[Annee, Texte] = champ("valeur", defaut={})


MODELE = type("Chiffres", (_Valeurs, compose("chiffres", QUESTIONS)), {})


def read(text: str, name: str = "contrat.yaml") -> Fiche:
    return validate(parse_yaml(text.encode(), name), MODELE)


def test_every_malformed_figure_has_its_words() -> None:
    assert sorted(ATTENDU) == sorted(file.name for file in FICHIERS.glob("*.yaml"))


@pytest.mark.parametrize("name", ATTENDU)
def test_error_is_told(name: str) -> None:
    with pytest.raises(InputError) as stopped:
        read((FICHIERS / name).read_text(encoding="utf-8"), name)
    assert str(stopped.value) == ATTENDU[name]


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("part: 12", "12"),
        ("part: 12 %", "12"),
        ('part: "0,12 %"', "0.12"),
        ("part: 0", "0"),
        ("part: 1", "1"),
        ('marge: "-1,83"', "-1.83"),
        ('marge: "-0,5 %"', "-0.5"),
        ("resultat: -9 200 €", "-9200"),
        ("etp: 12 ETP", "12"),
        ('prime: "0,35 €/km"', "0.35"),
        ('prime: "0,35 €"', "0.35"),
    ],
)
def test_figure_is_read_in_its_unit(written: str, figure: str) -> None:
    assert getattr(read(f"modele: chiffres\n{written}"), written.partition(":")[0]) == Decimal(figure)


@given(figure=st.decimals(min_value=0, max_value=10**11, places=2))
@settings(max_examples=60, deadline=None)
def test_a_figure_is_read_as_it_is_printed(figure: Decimal) -> None:
    assert read(f'modele: chiffres\nheures: "{french.number(figure)}"').heures == figure  # type: ignore[attr-defined]


def test_endless_spaces_are_read_at_once() -> None:
    with pytest.raises(InputError, match="un nombre est attendu"):
        read(f'modele: chiffres\nheures: "1{" " * 100_000}x"')
