"""The payments, balances and yearly acts of a contract, and its periods that run from an event."""

from __future__ import annotations

from datetime import date

import pytest

from engine.assembly.echeances import periods_of
from engine.law.applicable import law_of
from engine.libraries.modele import load_model
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS
from tests.calendriers import calendar


def test_payments_and_yearly_acts_are_told_with_the_days_that_the_contract_leaves_open() -> None:
    found = calendar("saad-seine-et-marne", effet="2026-01-01", duree="5 ans", signature={"date": "2025-12-10"})
    assert found["versement-osp-initial"].day == date(2025, 12, 10)
    assert found["versement-osp-2027"].day == date(2027, 1, 31)
    assert found["solde-osp-2027"].words.startswith("solde de la compensation de 2026")
    assert found["juste-compensation-2027"].qui == "le Département"
    found = calendar("sad-ille-et-vilaine", effet="2024-01-01", duree="5 ans")
    assert found["regularisation-dotation-2025"].words.startswith(
        "régularisation de la dotation complémentaire de 2024"
    )
    facts = {"etablissements": [{"nom": "Exemple", "subventionne": "oui"}]}
    found = calendar("chrs", effet="2025-01-01", duree="5 ans", **facts)
    assert (found["avenant-annuel-2026"].day, found["rapport-final"].day) == (date(2026, 12, 31), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("modele", "said"),
    [
        (
            "ehpad",
            "suites à donner à une saisine pour circonstances imprévisibles ou exceptionnelles : deux mois à compter "
            "de la dernière date de réception attestée de la saisine (article 5 ; le comité de suivi)",
        ),
        (
            "saad",
            "préavis d'une dénonciation d'un commun accord, par lettre recommandée avec avis de réception : trois mois "
            "à compter de la notification (article 7 ; les parties)",
        ),
        (
            "saad-seine-et-marne",
            "observations avant une résiliation pour faute : trente jours ouvrables à compter de l'invitation à les "
            "présenter (article 13.3 ; le co-signataire)",
        ),
    ],
)
def test_a_period_that_runs_from_an_event_is_told_without_a_day(modele: str, said: str) -> None:
    model = load_model(modele)
    contrat = read_as(model.description, {"modele": modele})
    found = [str(one) for one in periods_of(model, contrat, law_of(contrat, date(2026, 1, 1), OURS))]
    assert said in [one.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'") for one in found]
