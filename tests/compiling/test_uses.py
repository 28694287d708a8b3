"""What a clause uses is read from its text: the facts by their paths, the keys of everything else."""

from __future__ import annotations

import pytest

from engine.asking.order import DERIVED
from engine.compiling.uses import uses_of
from engine.libraries.modele import Clause, act_names, load_model, model_names
from models.fiches.groupe import fields_of


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Le service {{ service.nom }}", ["service.nom"]),
        ("{% for une in services %}{{ une.nom }}{% endfor %}", ["services", "services[].nom"]),
        ("{{ services[0].nom }} {{ services[-1].finess }}", ["services[].nom", "services[].finess"]),
        ("{{ action.annees[annee] }}", ["annee", "action.annees"]),
        ('{{ activite["jours"].heures }}', ["activite.jours.heures"]),
        (
            "{% set x = gestionnaire.representant %}{{ x.nom }}",
            ["gestionnaire.representant", "gestionnaire.representant.nom"],
        ),
        (
            "{% if a %}{% set x = b.un %}{% else %}{% set x = b.deux %}{% endif %}{{ x.nom }}",
            ["a", "b.un", "b.deux", "b.un.nom", "b.deux.nom"],
        ),
        ("{% for x in a %}{{ x.b }}{% endfor %}{% for x in c %}{{ x.d }}{% endfor %}", ["a", "a[].b", "c", "c[].d"]),
        ('{{ services | selectattr("ouvert") | list | length }}', ["services[].ouvert", "services"]),
        ('{{ services | map(attribute="nom") | join(", ") }}', ["services[].nom"]),
        ("{{ (services | first).nom }}", ["services[].nom"]),
        ("{{ (a or b).c }}", ["a", "b", "a.c", "b.c"]),
        ("{{ (a if b else c).d }}", ["b", "c", "a", "a.d", "c.d"]),
        ("{% if services %}x{% elif autres %}y{% endif %}", ["services", "autres"]),
        (
            "{% set n = namespace(tous=[]) %}{% for x in a %}{% set n.tous = n.tous + [x.b] %}{% endfor %}",
            ["a", "a[].b"],
        ),
        ("{% macro m(x) %}{{ x.nom }}{% endmacro %}{{ m(gestionnaire) }}", ["gestionnaire", "gestionnaire.nom"]),
        ('{{ accorde("le/les service(s)", services) }}', ["services"]),
        (
            "{% for x, y in operationnels_de(objectifs) %}{{ y.intitule }}{% endfor %}",
            ["objectifs", "objectifs[].operationnels[].intitule"],
        ),
        (
            "{% macro dit(operationnel) %}{{ operationnel.intitule }}{% endmacro %}"
            '{{ tableau_des_objectifs(objectifs, colonnes=[colonne("A", 1, "action.delai"), colonne("B", 1, dit)]) }}',
            ["objectifs", "objectifs[].operationnels[].actions[].delai", "objectifs[].operationnels[].intitule"],
        ),
        ("{% if vierge %}…{% endif %}", []),
        ("sans fait", []),
    ],
)
def test_facts(text: str, facts: list[str]) -> None:
    assert list(uses_of(text).faits) == facts


def test_keys() -> None:
    text = """{{ terme("saad") }} {{ (successions("tribunal") | last).nom }} {{ texte_de_loi("casf") }}
{% if cas("habilitation", "mixte") %}{{ renvoi("suivi") }}{% endif %}{{ tableau("budget") }}
{% for un in ["statut", "preambule"] %}{{ variantes(un, {}) }}{% endfor %}"""
    uses = uses_of(text)
    assert uses.of("terme") == ("saad", "tribunal")
    assert uses.of("texte") == ("casf",)
    assert uses.of("trait") == ("habilitation", "statut", "preambule")
    assert uses.of("renvoi", "tableau") == ("suivi", "budget")
    assert [(use.name, use.line) for use in uses.all if use.sort == "tableau"] == [("budget", 2)]


def test_answers_that_a_passage_is_printed_for() -> None:
    text = """{% if cas("habilitation", "mixte", "habilite") %}a{% endif %}
{% for une in services %}{% if une.zone in ("rurale", "urbaine") %}b{% endif %}{% endfor %}
{% if moyens.mode == "libre" and moyens.taux > 3 %}c{% endif %}"""
    assert [tuple(one) for one in uses_of(text).answers] == [
        ("trait", "habilitation", ("mixte", "habilite"), 1),
        ("fait", "services[].zone", ("rurale", "urbaine"), 2),
        ("fait", "moyens.mode", ("libre",), 3),
    ]


def test_what_cannot_be_followed_has_a_place() -> None:
    (lost,) = uses_of("Bien.\n{{ renvoi(ou) }}").unknown
    assert (lost.sort, lost.line) == ("renvoi", 2)


def clauses() -> list[Clause]:
    models = [load_model(name) for name in (*model_names(), *act_names())]
    return [one for model in models for part in (model, *model.documents.values()) for one in part.clauses.values()]


def test_every_fact_that_a_clause_names_exists() -> None:
    """Of the models: the first step of each path is a key of a description, or a name that the engine derives."""
    for name in model_names():
        model = load_model(name)
        known = {*fields_of(model.description), *DERIVED, "collectivites"}
        for clause in model.clauses.values():
            assert clause.uses.names <= known, clause.fichier


def test_all_that_clauses_use_can_be_followed() -> None:
    assert not [(one.fichier, one.uses.unknown) for one in clauses() if one.uses.unknown]
