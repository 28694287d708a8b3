"""The figures of a mandatement of Seine-et-Marne, small enough to be worked out by hand: its grille, a year's bilan."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engine.assembly.assemble import Assembled, assemble, grilles_of, traits_of
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.modele import load_model
from engine.tables.grilles import Grilles
from models.contrat import Contrat
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

MODEL = load_model("saad-seine-et-marne")
DAY = date(2019, 3, 15)

# Groupe 1: 1 000 + 500 + 700 - 200 = 2 000. Groupe 2: 16 000 + 300 - 300 = 16 000.
# Groupe 3: 1 500 + 200 + 50 + 250 = 2 000. Recettes: 2 400 + 100 + 0 + 60 + 0 + 10 + 0 + 30 = 2 600.
_GRILLE = """
heures_realisees 1000, etp_administratifs 0.5, heures_payees 1250, interventions_30_minutes 40, heures_apa 700,
groupe_1.achats 1000, groupe_1.services_exterieurs 500, groupe_1.autres_services_exterieurs 700,
groupe_1.osp_deplacements 200,
groupe_2.remunerations 16000, groupe_2.autres_personnel 300, groupe_2.osp_majorations 300,
groupe_3.structure 1500, groupe_3.gestion_courante 200, groupe_3.charges_financieres 50, groupe_3.autres_structure 250,
recettes.ticket_moderateur 2400, recettes.participations 100, recettes.subventions 0, recettes.autres_groupe_2 60,
recettes.tva 0, recettes.financiers 10, recettes.exceptionnels 0, recettes.autres_groupe_3 30
"""
# Groupe 1: 1 900 - 150 = 1 750. Groupe 2: 14 000 - 250 = 13 750. Groupe 3: 2 500. Recettes: 2 000 + 180 = 2 180.
_BILAN = """
annee 2020, heures_realisees 900, heures_facturees 890, heures_payees 1200, etp_administratifs 0.5,
masse_salariale_intervenants 10000, masse_salariale_administratifs 1200,
groupe_1.achats 1900, groupe_1.services_exterieurs 0, groupe_1.autres_services_exterieurs 0,
groupe_1.osp_deplacements 150,
groupe_2.remunerations 14000, groupe_2.autres_personnel 0, groupe_2.osp_majorations 250,
groupe_3.structure 2500, groupe_3.gestion_courante 0, groupe_3.charges_financieres 0, groupe_3.autres_structure 0,
recettes.ticket_moderateur 2000, recettes.participations 180, recettes.subventions 0, recettes.autres_groupe_2 0,
recettes.tva 0, recettes.financiers 0, recettes.exceptionnels 0, recettes.autres_groupe_3 0,
defauts_osp 0, versements_mensuels 12000, versement_par_dotation 1408
"""

DEARER_BY_A_CENT = {"bilan.groupe_2.remunerations": "14009"}
"""9 € more for 900 hours, at the prix de revient of the grille otherwise."""


def _placed(data: dict[str, Any], path: str, value: object) -> None:
    *parents, last = path.split(".")
    for step in parents:
        data = data.setdefault(step, {})
    data[last] = value


def _facts() -> dict[str, Any]:
    data: dict[str, Any] = {
        "modele": MODEL.nom, "departement": "77", "effet": "2019-04-01", "duree": "45 mois", "signature": {"date": DAY},
        "moyens": {"tarif_reference_apa": "18", "tarif_plafond": "20"},
    }  # fmt: skip
    for group, lines in (("grille", _GRILLE), ("bilan", _BILAN)):
        for line in lines.replace("\n", " ").split(","):
            path, value = line.split()
            _placed(data, f"{group}.{path}", value)
    return data


FACTS = _facts()


def described(changed: Mapping[str, object] | None = None) -> Contrat:
    """The contract, with some facts changed by their path; None takes one away."""
    data = copy.deepcopy(FACTS)
    for path, value in (changed or {}).items():
        _placed(data, path, None if value is None else str(value))
    return read_as(MODEL.description, data)


def computed(changed: Mapping[str, object] | None = None) -> Grilles:
    """Its tables."""
    contrat = described(changed)
    return grilles_of(MODEL, contrat, traits_of(MODEL, contrat, law_of(contrat, DAY, OURS)))


def figure(grilles: Grilles, name: str) -> Any:
    """A figure, or why there is none: « grille.osp »."""
    table, _, rubrique = name.partition(".")
    return grilles[table].case(rubrique, 0).value


def amount(grilles: Grilles, name: str) -> Decimal:
    """A figure that there must be."""
    found = figure(grilles, name)
    assert isinstance(found, Decimal), (name, found)
    return found


def assembled(contrat: Contrat, document: str = "") -> Assembled:
    """The contract, or its report."""
    return assemble(MODEL, contrat, law_of(contrat, DAY, OURS), authority(OURS, "77", DAY), document=document)
