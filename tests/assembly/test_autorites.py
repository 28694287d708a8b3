"""Who signs for the public side: each authority under its name, wherever the contract speaks of it, and in its head."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.document import Signatures
from engine.dossier import Dossier, dossier_of
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.plain import write_text

REGIONAL = """\
modele: ehpad
departement: "35"
signature: {lieu: Rennes, date: 2026-03-01}
effet: 2026-04-01
duree: 5 ans
exemplaires: 3
metropole: {competente: non}
collectivite: {president: {civilite: Mme, prenom: Jeanne, nom: EXEMPLE}}
autres_departements:
  - departement: "22"
    civilite: M.
    prenom: Jean
    nom: EXEMPLE
    decision: 2026-02-09
    comite: [la directrice de l'autonomie des Côtes-d'Armor]
    reglement: le règlement des Côtes-d'Armor
  - {departement: "29", metropole: Exemple Métropole, civilite: Mme, prenom: Ève, nom: EXEMPLE, comite: [le directeur]}
aide_sociale: {reglement: le règlement d'Ille-et-Vilaine}
ars: {directeur: {civilite: Mme, prenom: Anne, nom: EXEMPLE}}
comite: {quatrieme_annee: oui, departement: [le directeur de l'autonomie d'Ille-et-Vilaine]}
visas: {programmation: 2025-11-24}
programmation:
  numero: 2025-EX-001
  signataires: [{departement: "22"}, {departement: "29", metropole: Exemple Métropole}, {departement: "35"}, {departement: "56"}]
  modificatifs: [{numero: 2026-EX-002, date: 2026-02-20}]
gestionnaire: {raison_sociale: Association Exemple, statut: association}
etablissements:
  - {nom: EHPAD A, nature: ehpad, habilitation_aide_sociale: oui, capacite: 50, capacite_habilitee: 20}
  - {nom: EHPAD B, nature: ehpad, habilitation_aide_sociale: oui, capacite: 50, capacite_habilitee: 20}
autres_autorites:
  - {nom: La commune d'Exemple, representation: représentée par M. X, titre: Le maire, signataire: X, comite: [le maire]}
"""  # noqa: E501

CHRS = """\
modele: chrs
departement: "69"
exemplaires: 3
prefet: {civilite: Mme}
etablissements:
  - {nom: CHRS A, autorite: Président du Conseil départemental de l'Ain}
  - {nom: Accueil B, subventionne: oui}
autres_autorites: [{civilite: M., prenom: Jean, nom: EXEMPLE, qualite: président du conseil départemental de l'Ain}]
prefets_departement: [{departement: de l'Ain, civilite: M., prenom: Yves, nom: EXEMPLE}]
"""


def dossier(text: str) -> Dossier:
    return dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2026, 3, 1))


def words(text: str) -> str:
    return (
        write_text(dossier(text).assembled().document).replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    )


def head(text: str) -> tuple[str, ...]:
    return tuple(name.replace("’", "'") for name in dossier(text).assembled().document.letterhead.parties)


def frames(text: str) -> int:
    document = dossier(text).assembled().document
    (found,) = [one for part in document.sections for one in part.blocks if isinstance(one, Signatures)]
    return len(found.parties)


@pytest.mark.parametrize(
    "said",
    [
        # The parties: every Département before « Et d'autre part », with its own decision.
        "Le Département d'Ille-et-Vilaine, représenté par Mme Jeanne EXEMPLE, Présidente du Conseil départemental, "
        "dûment habilitée à signer le présent contrat par décision de la commission permanente en date du "
        "[à compléter : date de la décision de la commission permanente] ;\n"
        "Le Département des Côtes-d'Armor, représenté par M. Jean EXEMPLE, Président du Conseil départemental, dûment "
        "habilité à signer le présent contrat par décision de la commission permanente en date du 9 février 2026 ;\n"
        "Exemple Métropole, représentée par Mme Ève EXEMPLE, présidente, dûment habilitée à signer le présent contrat "
        "par décision du conseil de la métropole en date du [à compléter : date de la décision] ;\n"
        "L'agence régionale de santé Bretagne,",
        # The arrêté, with its number, all who signed it and what adjusted it.
        "Vu l'arrêté n° 2025-EX-001 du 24 novembre 2025 de programmation de l'agence régionale de santé Bretagne, du "
        "Département des Côtes-d'Armor, d'Exemple Métropole, du Département d'Ille-et-Vilaine et du Département du "
        "Morbihan, modifié par l'arrêté n° 2026-EX-002 du 20 février 2026 ;",
        # Each in the comité, in the dialogues, in what each decides.
        "- pour le Département d'Ille-et-Vilaine : le directeur de l'autonomie d'Ille-et-Vilaine ;\n"
        "- pour le Département des Côtes-d'Armor : la directrice de l'autonomie des Côtes-d'Armor ;\n"
        "- pour Exemple Métropole : le directeur ;\n- pour l'agence régionale de santé : ",
        "- pour la commune d'Exemple : le maire ;",
        "le Département d'Ille-et-Vilaine, le Département des Côtes-d'Armor, Exemple Métropole ou l'agence régionale "
        "de santé peuvent ajouter",
        "prévoient le règlement d'Ille-et-Vilaine et le règlement des Côtes-d'Armor",
        "de chacune des assemblées compétentes, celles du Département d'Ille-et-Vilaine, du Département des "
        "Côtes-d'Armor et d'Exemple Métropole",
        # Each in its frame, under its own name.
        "La Présidente du Conseil départemental d'Ille-et-Vilaine\n\nJeanne EXEMPLE",
        "Le Président du Conseil départemental des Côtes-d'Armor\n\nJean EXEMPLE",
        "La Présidente d'Exemple Métropole\n\nÈve EXEMPLE",
        "La directrice générale de l'agence régionale de santé Bretagne\n\nAnne EXEMPLE",
    ],
)
def test_every_authority_of_a_regional_contract_is_named_wherever_it_acts(said: str) -> None:
    assert said in words(REGIONAL)


def test_the_head_of_a_contract_names_all_its_public_parties() -> None:
    assert head(REGIONAL) == (
        "Département d'Ille-et-Vilaine", "Département des Côtes-d'Armor", "Exemple Métropole",
        "Agence régionale de santé Bretagne", "Commune d'Exemple", "Association Exemple",
    )  # fmt: skip
    assert head(CHRS) == (
        "Préfète de la région Auvergne-Rhône-Alpes", "Président du conseil départemental de l'Ain", "Préfet de l'Ain",
    )  # fmt: skip
    assert head('modele: ehpad\ndepartement: "69M"') == (
        "Métropole de Lyon", "Agence régionale de santé Auvergne-Rhône-Alpes",
    )  # fmt: skip


def test_a_metropole_takes_the_place_of_its_departement_everywhere() -> None:
    metropole = (
        "metropole: {competente: oui, nom: La Métropole Exemple, decision: 2026-02-02, president: {civilite: M.}}"
    )
    text = f'modele: ehpad\ndepartement: "35"\n{metropole}'
    assert head(text) == ("Métropole Exemple", "Agence régionale de santé Bretagne")
    assert "Département d'Ille-et-Vilaine" not in words(text)
    assert "Le Président de la Métropole Exemple" in words(text)
    assert "par décision du conseil de la métropole en date du 2 février 2026 ;" in words(text)


def test_what_signs_in_the_place_of_an_unknown_departement_is_to_be_filled_in() -> None:
    assert "Le Président(e)" not in words("modele: ehpad\nmetropole: {competente: oui}")
    assert "pour la métropole [à compléter : nom de la métropole]" in words(
        "modele: ehpad\nmetropole: {competente: oui}"
    )


@pytest.mark.parametrize(("text", "parties"), [(REGIONAL, 6), (CHRS, 4), ("modele: saad\nexemplaires: 1", 2)])
def test_there_is_an_original_for_each_party(text: str, parties: int) -> None:
    assert frames(text) == parties
    told = [one.message.replace("\u00a0", " ") for one in dossier(text).findings if one.code == "exemplaires-parties"]
    assert told == [
        f"le nombre d'exemplaires ({3 if parties > 2 else 1}) est inférieur à celui des parties ({parties})."
    ]


@pytest.mark.parametrize("path", sorted(Path("data/exemples").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_parties_that_are_counted_are_those_that_sign(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("exemplaires:", "# exemplaires:")
    count = frames(text)
    short, enough = (dossier(f"{text}\nexemplaires: {number}\n") for number in (count - 1, count))
    assert "exemplaires-parties" in {one.code for one in short.findings}
    assert "exemplaires-parties" not in {one.code for one in enough.findings}


def test_the_metropole_de_lyon_needs_no_answer_about_another_metropole() -> None:
    written = words('modele: ehpad\ndepartement: "69M"')
    assert "ou le cas échéant" not in written
    assert "L. 5217-2" not in written


def test_the_final_report_of_a_chrs_goes_to_every_authority_that_signs() -> None:
    several = CHRS.replace("civilite: M., prenom: Yves, nom: EXEMPLE}", "nom: EXEMPLE}, {departement: du Rhône}")
    assert "à la préfète de région et au préfet de département concerné, ainsi qu'à l'autre autorité" in words(CHRS)
    assert "aux préfets de département concernés, ainsi qu'à l'autre autorité de tarification" in words(several)


def test_a_departement_among_the_other_administrations_is_told() -> None:
    text = 'modele: ehpad\ndepartement: "35"\nautres_autorites: [{nom: Le Département des Côtes-d’Armor}]'
    (found,) = [one for one in dossier(text).findings if one.code == "departements-signataires"]
    assert "autres_departements" in found.hint


def test_a_code_that_is_none_is_told_and_its_name_is_to_be_filled_in() -> None:
    text = 'modele: ehpad\ndepartement: "35"\nautres_departements: [{departement: "99"}]'
    (found,) = [one for one in dossier(text).findings if one.code == "departements-signataires"]
    assert (found.place and found.place.line) == 3
    assert "Le Département [à compléter : département]" in words(text)


def test_names_to_be_verified_are_told_of_every_departement() -> None:
    text = 'modele: ehpad\ndepartement: "54"\nautres_departements: [{departement: "67"}]'
    assert "collectivite-a-verifier" in {one.code for one in dossier(text).assembled().findings}
