"""A contract of two EHPAD, with some facts changed, for the tests that read its words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.assembly.assemble import Assembled, assemble
from engine.document import Document
from engine.law.applicable import Droit, law_of
from engine.law.collectivites import authority
from engine.libraries.modele import load_model
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

TODAY = date(2024, 1, 15)

PORT = {"nom": "EHPAD Exemple du Port", "nature": "ehpad", "habilitation_aide_sociale": "oui", "capacite": "86",
        "capacite_habilitee": "40", "pmp": "224", "gmp": "736", "option_tarifaire": "tarif_global"}  # fmt: skip
MARAIS = {"nom": "EHPAD Exemple des Marais", "nature": "ehpad", "habilitation_aide_sociale": "non", "capacite": "64"}
DEUX_EHPAD_DONT_UN_HABILITE = {
    "departement": "44",
    "signature": {"date": "2021-12-16"},
    "effet": "2022-01-01",
    "duree": "5 ans",
    "metropole": {"competente": "non"},
    "ars": {"directeur": {"civilite": "Mme", "prenom": "Anne", "nom": "EXEMPLE"}},
    "gestionnaire": {"raison_sociale": "Association Exemple", "statut": "association",
                     "representant": {"civilite": "Mme", "prenom": "Jeanne", "nom": "EXEMPLE"}},
    "etablissements": [PORT, MARAIS],
    "autres_cpom": {"solution": "aucun"},
    "contrats_publics": {"nature": "aucun"},
    "siege": {"frais": "non"},
    "comite": {"quatrieme_annee": "non"},
    "conventions_tripartites": {"existantes": "non"},
    "visas": {"deliberation_du_gestionnaire": "non"},
}  # fmt: skip


def merged(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """A description with some facts changed."""
    both = {
        key: merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
        for key, value in more.items()
    }
    return {**base, **both}


def assembled(**facts: Any) -> Assembled:
    model = load_model("ehpad")
    contrat = read_as(model.description, {"modele": "ehpad", **merged(DEUX_EHPAD_DONT_UN_HABILITE, facts)})
    droit = law_of(contrat, TODAY, OURS)
    return assemble(model, contrat, droit, authority(OURS, contrat.departement or "", droit.jour))


def plain(document: Document) -> str:
    return write_text(document).replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def contract(**facts: Any) -> str:
    return plain(assembled(**facts).document)


def blank() -> Document:
    model = load_model("ehpad")
    droit = Droit(TODAY, tel_que_publie=True, bibliotheque=OURS)
    return assemble(model, read_as(model.description, {"modele": "ehpad"}), droit, None, blank=True).document
