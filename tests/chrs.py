"""Contracts of CHRS at three dates, for the tests that read their words."""

from __future__ import annotations

from datetime import date

from engine.assembly.assemble import Assembled, assemble
from engine.law.applicable import Droit, law_of
from engine.law.collectivites import authority
from engine.libraries.modele import load_model
from engine.reading.description import validate
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

TODAY = date(2026, 1, 15)

MARCH_2020 = """
modele: chrs
departement: "33"
signature: {lieu: Bordeaux, date: 2020-03-10}
effet: 2020-04-01
duree: 5 ans
prefet: {civilite: Mme}
service_etat: {directeur: {civilite: M., prenom: Jean, nom: EXEMPLE}}
"""

JUNE_2022 = """
modele: chrs
departement: "93"
signature: {lieu: Paris, date: 2022-06-15}
effet: 2022-07-01
duree: 5 ans
prefet: {civilite: M.}
service_etat: {directeur: {civilite: Mme, prenom: Jeanne, nom: EXEMPLE}}
"""

JANUARY_2025 = """
modele: chrs
departement: "67"
signature: {lieu: Strasbourg, date: 2025-01-20}
effet: 2025-02-01
duree: 5 ans
prefet: {civilite: Mme}
service_etat: {directeur: {civilite: M., prenom: Jean, nom: EXEMPLE}}
"""

AUTORISE = "etablissements: [{nom: CHRS Exemple, subventionne: non}]\n"
SUBVENTIONNE = """
etablissements:
  - {nom: CHRS Exemple, subventionne: non}
  - {nom: Accueil de jour Exemple, subventionne: oui}
prefets_departement: [{departement: du Haut-Rhin, civilite: M., prenom: Luc, nom: EXEMPLE}]
"""
AUTRE_AUTORITE = """
etablissements:
  - {nom: CHRS Exemple, subventionne: non}
  - {nom: Foyer Exemple, subventionne: non, autorite: Collectivité européenne d'Alsace}
autres_autorites:
  - {civilite: M., prenom: Marc, nom: EXEMPLE, qualite: président de la Collectivité européenne d'Alsace}
"""


def contract(description: str) -> Assembled:
    model = load_model("chrs")
    contrat = validate(parse_yaml(description.encode(), "contrat.yaml"), model.description)
    droit = law_of(contrat, TODAY, OURS)
    return assemble(
        model, contrat, droit, authority(OURS, droit.departement, droit.jour) if droit.departement else None
    )


def text(description: str) -> str:
    """The words of the contract, its typographic spaces and apostrophes made plain."""
    written = write_text(contract(description).document)
    return written.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def blank() -> str:
    model = load_model("chrs")
    contrat = read_as(model.description, {"modele": "chrs"})
    form = assemble(model, contrat, Droit(date(2019, 11, 9), tel_que_publie=True, bibliotheque=OURS), None, blank=True)
    return write_text(form.document).replace("\u00a0", " ").replace("’", "'")
