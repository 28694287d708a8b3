"""To whom a letter goes: every other party, its whole address, the title that it is called by."""

from __future__ import annotations

import pytest

import cpom
from tests.actes.test_courriers import ouvert, texte


@pytest.mark.parametrize(
    ("modele", "de", "civilite", "appel"),
    [
        ("saad", "departement", "gestionnaire.representant.civilite", ("Monsieur", "Madame", "Madame, Monsieur")),
        ("saad", "gestionnaire", "collectivite.president.civilite",
         ("Monsieur le Président", "Madame la Présidente", "Madame, Monsieur")),
        ("ehpad", "departement", "gestionnaire.representant.civilite", ("Madame, Monsieur",) * 3),
        ("chrs", "gestionnaire", "prefet.civilite", ("Madame, Monsieur",) * 3),
    ],
)  # fmt: skip
def test_a_letter_calls_whoever_it_goes_to_by_the_title_that_is_known(
    modele: str, de: str, civilite: str, appel: tuple[str, ...]
) -> None:
    """Of several parties, or of one whose civility is unknown, « Madame, Monsieur »."""
    for given, words in zip(("M.", "Mme", None), appel, strict=True):
        said = texte(cpom.courrier(ouvert(modele).avec({civilite: given}), "prorogation", de=de))
        assert f"\n{words},\n" in said
        assert f"d'agréer, {words}, l'expression" in said


@pytest.mark.parametrize(
    ("modele", "de", "addressed"),
    [
        ("chrs", "gestionnaire", ["Monsieur le préfet de la région Grand Est", "Monsieur le préfet du Bas-Rhin"]),
        ("chrs", "prefet", ["Monsieur le préfet du Bas-Rhin", "M. Paul EXEMPLE, président"]),
    ],
)
def test_a_notification_goes_to_every_other_party_that_signed(modele: str, de: str, addressed: list[str]) -> None:
    said = texte(cpom.courrier(ouvert(modele), "prorogation", de=de)).splitlines()
    assert [line for line in said if line in addressed] == addressed


def test_a_notification_goes_to_another_authority_that_fixes_a_tariff() -> None:
    dossier = ouvert("chrs").avec({"etablissements[1].autorite": "Collectivité européenne d'Alsace"})
    facts = {"civilite": "Mme", "nom": "EXEMPLE", "qualite": "présidente de la Collectivité européenne d'Alsace"}
    dossier = dossier.avec({f"autres_autorites[1].{key}": value for key, value in facts.items()})
    said = texte(cpom.courrier(dossier, "prorogation", de="gestionnaire")).splitlines()
    assert "Madame la présidente de la Collectivité européenne d'Alsace" in said


def test_the_address_of_a_gestionnaire_is_whole() -> None:
    for de in ("departement", "gestionnaire"):
        said = texte(cpom.courrier(ouvert("sad-ille-et-vilaine"), "prorogation", de=de)).splitlines()
        assert "12 rue de l'Exemple, 35300 Fougères" in said
