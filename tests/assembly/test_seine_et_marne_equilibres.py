"""What holds of the figures of Seine-et-Marne whatever they are: balances, limits, nothing taken twice."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.seine_et_marne import amount, computed

CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
HOURS = st.integers(1, 10**7).map(lambda hundredths: Decimal(hundredths) / 100)
ANSWERS = st.sampled_from(["oui", "non"])
QUICK = settings(max_examples=80, deadline=None)


@QUICK
@given(achats=CENTS, paid=CENTS, osp=CENTS, ticket=CENTS)
def test_the_grille_balances(achats: Decimal, paid: Decimal, osp: Decimal, ticket: Decimal) -> None:
    grilles = computed(
        {
            "grille.groupe_1.achats": achats,
            "grille.groupe_2.remunerations": paid,
            "grille.groupe_2.osp_majorations": osp,
            "grille.recettes.ticket_moderateur": ticket,
        }
    )

    def of(name: str) -> Decimal:
        return amount(grilles, f"grille.{name}")

    assert of("groupe_1") + of("groupe_2") + of("groupe_3") == of("depenses")
    assert of("compensation") + of("recettes") == of("depenses")
    # The OSP are paid once: deducted from the groups, then financed apart.
    assert of("compensation_totale") == of("depenses") + of("osp") - of("recettes")
    assert 0 <= of("differentiel") <= of("differentiel_max")
    if of("depenses"):
        assert round(of("part_1") + of("part_2") + of("part_3"), 20) == 100


@QUICK
@given(osp=CENTS, apa=HOURS, reference=st.integers(0, 2000))
def test_the_advance_and_the_rest_are_the_whole(osp: Decimal, apa: Decimal, reference: int) -> None:
    changed = {"moyens.tarif_reference_apa": Decimal(reference) / 100, "grille.heures_apa": apa}
    grilles = computed({**changed, "grille.groupe_1.osp_deplacements": osp})
    advance, rest, whole = (amount(grilles, f"versements.{name}") for name in ("avance", "reste", "dotation"))
    assert advance + rest == whole
    assert advance == round(advance, 2)
    assert abs(advance - whole * 80 / 100) <= Decimal("0.005")


@QUICK
@given(spent=CENTS, paid=HOURS, etp=HOURS, answer=ANSWERS)
def test_nothing_is_taken_twice(spent: Decimal, paid: Decimal, etp: Decimal, answer: str) -> None:
    grilles = computed(
        {
            "bilan.groupe_2.remunerations": spent,
            "bilan.heures_payees": paid,
            "bilan.etp_administratifs": etp,
            "bilan.renonciation": answer,
        }
    )

    def of(name: str) -> Decimal:
        return amount(grilles, f"juste_compensation.{name}")

    on_rates = of("refaction_improductif") + of("refaction_administratif")
    assert min(of("refaction_cout"), of("refaction_improductif"), of("refaction_administratif")) >= 0
    assert not (of("depassement_cout") > 0 and on_rates)
    assert not (answer == "oui" and on_rates)
    assert of("refactions") == of("refaction_cout") + on_rates
    assert of("compensation_definitive") == of("montant_decaisse") - of("refactions") + of("compensation_osp")
    assert of("solde") + of("versements") + of("penalites") == of("compensation_definitive")


@QUICK
@given(defauts=st.integers(0, 10**4), osp=CENTS)
def test_penalties_never_exceed_the_osp_and_grow_with_the_defauts(defauts: int, osp: Decimal) -> None:
    def penalties(count: int) -> Decimal:
        changed = {"bilan.defauts_osp": count, "grille.groupe_2.osp_majorations": osp}
        return amount(computed(changed), "juste_compensation.penalites")

    assert penalties(defauts) <= min(Decimal(1000) * defauts, osp + 200)
    assert penalties(defauts) <= penalties(defauts + 1)


@QUICK
@given(spent=CENTS, more=CENTS)
def test_whoever_spends_more_loses_more_on_the_price(spent: Decimal, more: Decimal) -> None:
    def taken(amount_spent: Decimal) -> Decimal:
        return amount(computed({"bilan.groupe_2.remunerations": amount_spent}), "juste_compensation.refaction_cout")

    assert taken(spent) <= taken(spent + more)


@QUICK
@given(paid=HOURS, more=HOURS)
def test_whoever_pays_more_unproductive_hours_loses_more(paid: Decimal, more: Decimal) -> None:
    def taken(hours: Decimal) -> Decimal:
        return amount(computed({"bilan.heures_payees": hours}), "juste_compensation.refaction_improductif")

    assert taken(paid) <= taken(paid + more)
