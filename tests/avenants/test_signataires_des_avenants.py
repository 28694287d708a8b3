"""Who signs an avenant is a fact of that act: its parties and its signatures say it, and the contract keeps its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cpom
from tests.hands import plain

EXEMPLES = Path("data/exemples")
JOUR = date(2026, 11, 28)
JEAN = "president: {civilite: M., prenom: Jean, nom: EXEMPLE}"
ANNE = (JEAN, "president: {civilite: Mme, prenom: Anne, nom: MODÈLE}")
UN_AN = {"prorogation": "1 an"}


def _new(old: cpom.Dossier, *changed: tuple[str, str]) -> cpom.Dossier:
    text = old.yaml()
    for before, after in changed:
        assert before in text, before
        text = text.replace(before, after)
    return cpom.lire(text, dossier=EXEMPLES, jour=JOUR)


def _avenant(old: cpom.Dossier, *changed: tuple[str, str], **said: Any) -> cpom.Avenant:
    return cpom.avenant(
        old, _new(old, *changed), **{"date": date(2026, 12, 2), "motif": "Accord.", "jour": JOUR, **said}
    )


def _old(name: str) -> cpom.Dossier:
    return cpom.ouvrir(EXEMPLES / f"{name}.yaml", jour=JOUR)


def _text(made: cpom.Redaction) -> str:
    return plain(made.ecrire("txt").decode())


@pytest.mark.parametrize(
    ("name", "changed", "signed", "words"),
    [
        (
            "saad-habilite",
            (ANNE,),
            ("le Président du Conseil départemental, M. Jean EXEMPLE, dûment habilité", "Jean EXEMPLE"),
            ("la Présidente du Conseil départemental, Mme Anne MODÈLE, dûment habilitée", "Anne MODÈLE"),
        ),
        (
            "ehpad-complet",
            (
                ("directeur: {civilite: Mme, prenom: Anne, nom: EXEMPLE}", "directeur: {civilite: M., nom: MODÈLE}"),
                ("  delegation: M. Paul EXEMPLE, directeur de la délégation territoriale\n", ""),
                (
                    "{civilite: Mme, prenom: Jeanne, nom: EXEMPLE, qualite: présidente}",
                    "{civilite: M., prenom: Luc, nom: MODÈLE, qualite: directeur général, delegation: 2026-11-02}",
                ),
            ),
            ("représentée par Mme Anne EXEMPLE", "par délégation, par M. Paul EXEMPLE", "Jeanne EXEMPLE, présidente"),
            (
                "représentée par M. [à compléter : prénom du directeur général de l’ARS] MODÈLE, directeur général ;",
                "M. Luc MODÈLE, directeur général, par délégation en date du 2 novembre 2026",
            ),
        ),
        (
            "chrs-complet",
            (
                ("prefet: {civilite: M.}", "prefet: {civilite: Mme}"),
                ("{civilite: Mme, prenom: Camille, nom: EX", "{civilite: M., prenom: Luc, nom: EX"),
            ),
            ("M. le préfet de la région", "Mme la directrice régionale"),
            ("Mme la préfète de la région", "M. le directeur régional", "Luc EXEMPLE"),
        ),
    ],
)  # fmt: skip
def test_who_signs_is_told_in_the_avenant_and_the_contract_keeps_its_own(
    name: str, changed: tuple[tuple[str, str], ...], signed: tuple[str, ...], words: tuple[str, ...]
) -> None:
    old = _old(name)
    made = _avenant(old, *changed, **UN_AN)
    assert not made.refus, made.constats
    assert [one for one in made.phrases if "remplacé" in one or "supprimé" in one] == []
    avenant, contract = _text(made.redaction), _text(made.contrat_consolide)
    before = plain(old.ecrire("txt").decode())
    for one in words:
        assert one in avenant
        assert one not in contract
    for one in signed:
        assert one in before
        assert one in contract
        assert one not in avenant


def test_whoever_signs_one_avenant_signs_the_next_and_the_letters() -> None:
    first = _avenant(_old("saad-habilite"), ANNE, **UN_AN, date=date(2026, 12, 2))
    assert "signataires:\n      collectivite.president.civilite: Mme\n" in first.yaml()
    old = cpom.lire(first.yaml(), dossier=EXEMPLES, jour=JOUR)
    second = _avenant(old, ("30 septembre", "31 octobre"), date=date(2027, 2, 1))
    assert not second.refus, second.constats
    assert "Mme Anne MODÈLE, dûment habilitée" in _text(second.redaction)
    assert "Jean EXEMPLE" in _text(second.contrat_consolide)
    third = _avenant(old, ("nom: EXEMPLE}", "nom: AUTRE}"), ("30 septembre", "31 octobre"), date=date(2027, 2, 1))
    assert "Mme Anne AUTRE, dûment habilitée" in _text(third.redaction)
    letter = cpom.courrier(old, "rappel", de="departement", jour=date(2027, 3, 1))
    assert "Anne MODÈLE" in _text(letter)


def test_the_decision_that_the_new_contract_dates_is_that_of_the_avenant() -> None:
    made = _avenant(_old("saad-habilite"), ("decision: 2023-12-18", "decision: 2026-11-16"), **UN_AN)
    assert "en date du 16 novembre 2026, ci-après" in _text(made.redaction)
    assert "en date du 18 décembre 2023, ci-après" in _text(made.contrat_consolide)


def test_a_president_alone_makes_no_avenant() -> None:
    made = _avenant(_old("saad-habilite"), ANNE)
    (found,) = [one for one in made.constats if one.code == "avenant-sans-objet"]
    assert "chaque acte dit ses signataires" in plain(found.conseil)


def test_the_gestionnaire_to_whom_the_contract_passes_signs_in_the_contract_too() -> None:
    changed = (
        ('siren: "999999014"', 'siren: "999999022"'),
        ("raison_sociale: Association Exemple\n", "raison_sociale: Association Modèle\n"),
        ("prenom: Jeanne", "prenom: Louise"),
    )
    made = _avenant(_old("saad-habilite"), ANNE, *changed, transfert=date(2026, 11, 2))
    contract = _text(made.contrat_consolide)
    assert "Mme Louise EXEMPLE, présidente de l’Association Modèle" in contract
    assert "Jean EXEMPLE" in contract


def test_who_signed_for_the_former_gestionnaire_signs_nothing_after_the_transfer() -> None:
    luc = ("{civilite: Mme, prenom: Jeanne, nom: EXEMPLE, qualite: présidente}",
           "{civilite: M., prenom: Luc, nom: DIRECT, qualite: directeur}")  # fmt: skip
    first = _avenant(_old("saad-habilite"), luc, **UN_AN)
    assert "M. Luc DIRECT, directeur" in _text(first.redaction)
    old = cpom.lire(first.yaml(), dossier=EXEMPLES, jour=JOUR)
    changed = (
        ('siren: "999999014"', 'siren: "999999022"'),
        ("raison_sociale: Association Exemple\n", "raison_sociale: Association Modèle\n"),
        ("{civilite: Mme, prenom: Jeanne, nom: EXEMPLE, qualite: présidente}",
         "{civilite: Mme, prenom: Louise, nom: EXEMPLE, qualite: présidente, delegation: 2027-01-11}"),
    )  # fmt: skip
    made = _avenant(old, *changed, date=date(2027, 3, 2), transfert=date(2027, 2, 2))
    assert not made.refus, made.constats
    after = cpom.lire(made.yaml(), dossier=EXEMPLES, jour=JOUR)
    letter = cpom.courrier(after, "rappel", de="departement", jour=date(2027, 4, 1))
    for text in (_text(made.redaction), _text(letter)):
        assert "Mme Louise EXEMPLE, présidente" in text
        assert "Luc DIRECT" not in text


def test_what_allows_to_sign_an_avenant_may_come_after_the_contract_in_the_acts_that_follow() -> None:
    delegated = ("qualite: présidente}", "qualite: présidente, delegation: 2026-11-02}")
    text = _avenant(_old("ehpad-complet"), delegated, **UN_AN).yaml()
    named = "signataires:\n      gestionnaire.representant.delegation: 2026-11-02\n"
    assert named in text
    assert "qualite: présidente}" in text
    by_hand = text.replace(named, f"{named}      collectivite.decision: 16/11/2026\n")
    for one in (text, by_hand):
        signed = cpom.lire(one, dossier=EXEMPLES, jour=JOUR)
        assert not cpom.courrier(signed, "transmission", de="departement", jour=date(2027, 3, 1)).refus
    late = cpom.lire(text.replace("delegation: 2026-11-02", "delegation: 2026-12-09"), dossier=EXEMPLES, jour=JOUR)
    found = cpom.courrier(late, "transmission", de="departement", jour=date(2027, 3, 1)).constats
    assert "dates-ordre" in [one.code for one in found]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('".": EXEMPLE', "signataire-inconnu"),
        (f"{'.'.join('a' * 500)}: EXEMPLE", "signataire-inconnu"),
        ("gestionnaire.deliberation[1]: 2026-11-16", "signataire-inconnu"),
        ("collectivite.president.civilite: Zorg", "signataire-illisible"),
        ("collectivite.decision: pas une date", "signataire-illisible"),
    ],
)
def test_what_is_wrong_of_those_who_sign_is_told_at_its_own_line(said: str, code: str) -> None:
    text = _old("saad-habilite").yaml() + (
        "\navenants:\n  - numero: 1\n    date: 2026-12-02\n    motif: Accord.\n    prorogation: 1 an\n"
        f"    signataires:\n      {said}\n"
    )
    wrong = cpom.lire(text, dossier=EXEMPLES, jour=JOUR)
    line = text.rstrip("\n").count("\n") + 1
    letter = cpom.courrier(wrong, "rappel", de="departement", jour=date(2027, 3, 1))
    made = _avenant(wrong, ("30 septembre", "31 octobre"), date=date(2027, 2, 1))
    assert (code, line) in [(one.code, one.ligne) for one in wrong.controles]
    for act in (letter, made):
        assert act.refus
        assert code in [one.code for one in act.constats]


def test_what_does_not_say_who_signs_is_refused() -> None:
    text = _avenant(_old("saad-habilite"), ANNE, **UN_AN).yaml()
    wrong = text.replace("collectivite.president.prenom: Anne", "collectivite.presidente.prenom: Anne")
    found = cpom.lire(wrong, dossier=EXEMPLES, jour=JOUR).controles
    assert "« collectivite.presidente.prenom » ne dit pas qui signe ce contrat." in [one.message for one in found]
