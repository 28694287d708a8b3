"""What a description gives once read, and that every fault is told in French at its place."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, get_args
from warnings import catch_warnings

import pytest

from engine.errors import Finding, InputError, Place
from engine.libraries.modele import EnTete
from engine.libraries.plan import Plan
from engine.libraries.questions import Question, compose
from engine.reading.description import findings, modele_de, validate
from engine.reading.messages import WORDINGS, wording
from engine.reading.yaml_strict import Source, parse_yaml
from models import chemins
from models.champs import Fiche
from models.contrat import Contrat
from models.fiches.faults import Fault, Sort, UnreadError
from models.fiches.groupe import altered, fields_of, read_as
from models.jours import Duree
from models.kinds import KINDS
from models.parties import Gestionnaire
from tests.aide_a_domicile import DESCRIPTION
from tests.aide_a_domicile import QUESTIONS as DU_TRONC


def source(text: str) -> Source:
    return parse_yaml(text.encode(), "contrat.yaml")


def read(text: str, kind: type[Contrat] = DESCRIPTION) -> Any:
    return validate(source(text), kind)


def refusals(text: str, kind: type[Contrat] = DESCRIPTION) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as stopped:
        read(text, kind)
    return stopped.value.findings


def test_facts_are_typed() -> None:
    contrat = read(
        "modele: saad\neffet: 01/02/2024\nduree: 5 ans\nservices:\n"
        "  - {finess: 010001234, habilitation_aide_sociale: Oui, communes: [Rennes, 2024]}\n"
        "objectifs:\n  - operationnels:\n      - actions:\n          - cout: 12 000,50 €\n"
    )
    assert contrat.effet == date(2024, 2, 1)
    assert contrat.duree == Duree(60)
    assert contrat.services[0].finess == "010001234"
    assert contrat.services[0].habilitation_aide_sociale is True
    assert contrat.services[0].communes == ["Rennes", "2024"]
    assert str(contrat.objectifs[0].operationnels[0].actions[0].cout) == "12000.50"


@pytest.mark.parametrize(
    "nothing",
    ["gestionnaire:", "gestionnaire: {}", "gestionnaire:\n  raison_sociale:", 'gestionnaire: {raison_sociale: "  "}'],
)
def test_what_says_nothing_is_still_missing(nothing: str) -> None:
    assert read(f"modele: saad\n{nothing}\n").gestionnaire == Gestionnaire()


def test_empty_lists_and_choices_are_still_missing() -> None:
    contrat = read("modele: saad\nservices:\ndroit:\nobjectifs:\n  -\n")
    assert contrat.services == []
    assert contrat.droit == "jour_de_signature"
    assert contrat.objectifs == []


def test_last_empty_item_is_not_a_fact() -> None:
    assert read("modele: saad\nservices:\n  - communes:\n      - Rennes\n      -\n").services[0].communes == ["Rennes"]


INVISIBLE = ["\u200b", "\u00a0\u2060", "\u00ad", " \t\n"]


@pytest.mark.parametrize("value", INVISIBLE, ids=ascii)
def test_what_prints_nothing_is_still_missing(value: str) -> None:
    data = {"gestionnaire": {"raison_sociale": value}, "visas_locaux": ["une délibération", value]}
    contrat = validate(Source("f", "", data, {}, {}), Contrat)
    assert contrat.gestionnaire.raison_sociale is None
    assert contrat.visas_locaux == ["une délibération"]


@pytest.mark.parametrize("value", INVISIBLE, ids=ascii)
def test_an_item_that_prints_nothing_amid_a_list_is_refused(value: str) -> None:
    with pytest.raises(InputError, match=r"visas_locaux\[1\] : une valeur manque ici"):
        validate(Source("f", "", {"visas_locaux": [value, "une délibération"]}, {}, {}), Contrat)


def test_year_without_value_is_still_missing() -> None:
    contrat = read("objectifs:\n  - operationnels:\n      - indicateurs:\n          - annees: {2024: , 2025: 90 %}\n")
    assert contrat.objectifs[0].operationnels[0].indicateurs[0].annees == {2025: "90 %"}


def test_model_is_read_before_the_rest() -> None:
    assert modele_de(source("services: 12\nmodele: ' saad '\n")) == "saad"


QUESTIONS = {f"moyens.{genre}": Question(type=genre, libelle=genre) for genre in KINDS if genre != "lignes"} | {
    "moyens.choix": Question(type="choix", libelle="option", choix={"globale": "dotation globale", "tarif": "tarif"}),
    "moyens.lignes": Question(
        type="lignes", libelle="lignes", colonnes={"cout": Question(type="montant", libelle="coût")}
    ),
    "services[].zone_nuit": Question(type="oui_non", libelle="zone de nuit"),
}
MODELE = compose("exemple", {**DU_TRONC, **QUESTIONS})


def test_questions_of_the_model_are_part_of_the_description() -> None:
    contrat = read("moyens: {choix: tarif, lignes: [{cout: 3}]}\nservices: [{zone_nuit: oui}]\n", MODELE)
    assert contrat.moyens.choix == "tarif"
    assert contrat.services[0].zone_nuit is True


def test_a_question_may_have_the_name_of_a_method() -> None:
    asked = {name: Question(type="texte", libelle=name) for name in ("schema", "zone", "copy")}
    with catch_warnings(record=True) as told:
        kind = compose("exemple", asked | {"moyens.json": Question(type="entier", libelle="n")})
    assert not told
    assert list(fields_of(kind))[-4:] == ["schema", "zone", "copy", "moyens"]
    contrat: Any = read("schema: a\ncopy: b\nmoyens: {json: 3}\n", kind)
    assert (contrat.schema, contrat.copy, contrat.zone, contrat.moyens.json) == ("a", "b", None, 3)
    assert altered(contrat, {"zone": "c"}).schema == "a"


def test_unknown_question_is_compared_with_those_of_the_model() -> None:
    found = refusals("moyens: {choyx: tarif}\nservices: [{zone nuit: oui}]\nlignes: []\n", MODELE)
    assert [(str(one.place), one.hint) for one in found] == [
        ("contrat.yaml:1:10", "Vouliez-vous dire « choix » ?"),
        ("contrat.yaml:2:13", "Vouliez-vous dire « zone_nuit » ?"),
        ("contrat.yaml:3:1", "Cette clé va sous « moyens »."),
    ]


def test_number_beyond_its_limits() -> None:
    (found,) = refusals("moyens: {pourcentage: 120 %}\n", MODELE)
    assert (found.code, found.place) == ("nombre-hors-limites", Place("contrat.yaml", 1, 23))
    assert found.message == "moyens.pourcentage : un nombre au plus égal à 100 est attendu."


@pytest.mark.parametrize(
    ("question", "written", "said"),
    [
        ("montant", "12 %", "un nombre en € est attendu, et non en %"),
        ("montant", "12 €/h", "un nombre en € est attendu, et non en €/h"),
        ("pourcentage", "12 euros", "un nombre en % est attendu, et non en €"),
        ("entier", "3 h", "un nombre sans unité est attendu, et non en h"),
        ("nombre", "1.234.50", "un nombre est attendu, écrit 1234,50 ou 1 234,50"),
        ("nombre", "1e309", "un nombre est attendu"),
        ("nombre", "NaN", "un nombre est attendu"),
        ("nombre", "١٢", "un nombre est attendu"),
        ("duree", "٥ ans", "une durée est attendue"),
        ("jour", "٢٠٢٤-٠١-١٥", "une date est attendue"),
    ],
)
def test_what_could_be_misread_is_refused(question: str, written: str, said: str) -> None:
    (found,) = refusals(f'moyens: {{{question}: "{written}"}}\n', MODELE)
    assert said in found.message


def test_an_hourly_price_is_in_euros() -> None:
    kind = compose("horaire", {"tarif": Question(type="montant", libelle="tarif", unite="€/h")})
    assert [read(f'tarif: "{said}"\n', kind).tarif for said in ("24,58", "24,58 €", "24,58 € / heure")] == [
        Decimal("24.58")
    ] * 3


def test_long_value_is_quoted_in_part() -> None:
    (found,) = refusals(f"effet: {'très ' * 50}tard\n")
    assert found.hint.startswith("Vous avez écrit « très très")
    assert "…" in found.hint


def test_compulsory_key_is_told_at_the_group_that_lacks_it() -> None:
    clause = source("source: saad\necarts:\n  - source: avant\n    motif: accord\n")
    with pytest.raises(UnreadError) as stopped:
        read_as(EnTete, clause.data)
    (found,) = findings(stopped.value, clause, EnTete)
    assert str(found.place) == "contrat.yaml:3:5"
    assert (found.code, found.message) == ("cle-manquante", "ecarts[1].texte : cette clé est obligatoire.")


WRONG: list[Any] = [
    "x",
    "",
    "-1",
    "1,234",
    "1e999",
    "9" * 30,
    None,
    [],
    ["x"],
    [None, "x"],
    [["x"]],
    {},
    {"x": "y"},
    {"x": None},
]


def descriptions(kind: type[Fiche], above: tuple[type[Fiche], ...] = ()) -> Iterator[Any]:
    """Descriptions that are wrong in one field, for every field and every sort of wrong value."""
    for name, info in fields_of(kind).items():
        for value in WRONG:
            yield {name: value}
        for inner in chemins.inner(info.annotation):
            if inner not in (kind, *above):
                for value in descriptions(inner, (kind, *above)):
                    yield {name: value}
                    yield {name: [value]}


@pytest.mark.parametrize("kind", [Contrat, MODELE, EnTete, Plan], ids=lambda kind: kind.__name__)
def test_every_error_of_every_field_has_its_words(kind: type[Fiche]) -> None:
    seen = set()
    for data in descriptions(kind):
        try:
            read_as(kind, data)
        except UnreadError as error:
            seen |= {one.sort for one in error.faults}
            told = findings(error, Source("f", "", data, {}, {}), kind)
            assert all(one.place and not any(f"{{{limit}}}" in one.message for limit in LIMITS) for one in told)
    assert {"unknown_key", "list", "text", "value"} <= seen
    assert seen <= WORDINGS.keys()


LIMITS = ["least", "most", "above", "fewest"]


@pytest.mark.parametrize("sort", get_args(Sort))
def test_every_sort_of_fault_is_told_in_french(sort: Sort) -> None:
    told = wording(Fault(sort, (), "x", {**dict.fromkeys(LIMITS, 3), "error": "une date est attendue."}))
    assert re.fullmatch(r"(une?|cette|ce|la) [^{}]+\.", told.message)
