from collections.abc import Callable
from datetime import date

from engine.asking.order import DERIVED, contract_order
from engine.assembly.derived import calendar
from engine.assembly.printed import Printed
from engine.libraries.modele import Clause, Modele
from engine.libraries.plan import Regles
from models.adaptations import NEGOCIES
from models.avenants import SUIVI
from models.contrat import Contrat
from models.fiches.groupe import fields_of
from tests.bibliotheques import OURS

Clauses = Callable[..., Clause]
Models = Callable[..., Modele]


def test_what_no_clause_uses_comes_first_then_the_order_of_the_contract(modele: Modele) -> None:
    order = contract_order(modele)

    assert order[:3] == ["modele", "charte", "droit"]
    assert order[-13:] == [
        "departement",  # the parties
        "collectivite",
        "gestionnaire",
        "visas_locaux",  # the visas
        "preambule",
        "preambule_libre",
        "services",  # the articles
        "moyens",
        "diagnostic",
        "pieces",
        "effet",
        "duree",
        "signature",
    ]


def test_every_key_is_asked_once(modele: Modele) -> None:
    assert sorted((*contract_order(modele), *NEGOCIES, *SUIVI)) == sorted(fields_of(modele.description))


def test_a_key_comes_where_its_question_is_asked_even_if_nothing_prints_it(
    build_model: Models, build_clause: Clauses
) -> None:
    question = {"type": "texte", "libelle": "zone"}
    first, second = build_clause("a", questions={"zone.nuit": question}), build_clause("b", "{{ effet }}")

    assert contract_order(build_model(first, second))[-2:] == ["zone", "effet"]
    assert contract_order(build_model(second, first))[-2:] == ["effet", "zone"]


def test_a_key_comes_where_its_trait_first_decides(build_model: Models, build_clause: Clauses) -> None:
    condition = build_clause("a", si={"dotation_complementaire": ["oui"]})
    inside = build_clause("a", "{% if cas('dotation_complementaire', 'oui') %}Dotation{% endif %}")
    title = build_clause("a", titre="{{ variantes('statut', {'societe': 'Société'}) }}")
    after = build_clause("b", "{{ effet }}")

    assert contract_order(build_model(condition, after))[-2:] == ["dotation_complementaire", "effet"]
    assert contract_order(build_model(inside, after))[-2:] == ["dotation_complementaire", "effet"]
    assert contract_order(build_model(title, after))[-2:] == ["gestionnaire", "effet"]


def test_the_order_of_use_within_a_clause_counts(build_model: Models, build_clause: Clauses) -> None:
    body = "{{ services | length }} {{ effet | jour }} {{ gestionnaire.statut }}"

    assert contract_order(build_model(build_clause("a", body)))[-3:] == ["services", "effet", "gestionnaire"]


def test_a_loop_variable_is_not_taken_for_a_key(build_model: Models, build_clause: Clauses) -> None:
    body = "{% for signature in services %}{{ signature.nom }}{% endfor %} {{ effet }}"

    order = contract_order(build_model(build_clause("a", body)))

    assert order.index("signature") < order.index("services")


def test_visas_only_recall_what_the_articles_are_about(build_model: Models, build_clause: Clauses) -> None:
    visa = build_clause("visas/tarifs", "l'arrêté du {{ signature.date }}, {{ services }}", si={"statut": ["societe"]})
    first, second = build_clause("a", "{{ effet }}"), build_clause("b", "{{ services }} {{ gestionnaire.statut }}")
    modele = build_model(visa, first, second, articles=["a", "b"], visas=["visas/tarifs"])

    assert contract_order(modele)[-5:] == ["signature", "visas_locaux", "effet", "services", "gestionnaire"]


def test_a_date_is_asked_where_it_is_printed_rather_than_where_it_is_computed_with(
    build_model: Models, build_clause: Clauses
) -> None:
    first, second = build_clause("a", "{{ annees[0] }} {{ preavis }}"), build_clause("b", "{{ effet }} {{ duree }}")

    assert contract_order(build_model(first, second))[-3:] == ["prorogation", "effet", "duree"]


def test_annexes_come_last(build_model: Models, build_clause: Clauses) -> None:
    annexe, article = build_clause("annexe", "{{ objectifs }}"), build_clause("article", "{{ effet }}")

    order = contract_order(build_model(annexe, article, annexes=["annexe"]))

    assert order[-2:] == ["effet", "objectifs"]


def test_every_derived_date_is_traced_to_the_facts_behind_it() -> None:
    contrat = Contrat(modele="essai", effet=date(2024, 2, 1))

    assert set(calendar(contrat, Regles(), Printed(blank=False, bibliotheque=OURS))) | {"autorite", "organisme"} == set(
        DERIVED
    )
    assert {key for keys in DERIVED.values() for key in keys} <= set(fields_of(Contrat))
