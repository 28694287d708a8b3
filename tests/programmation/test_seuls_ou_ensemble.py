"""What is found of a contract does not depend on those that were read before it in the same process."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

from engine.dossier import dossier_of
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.ouverture import installed
from engine.reading.yaml_strict import parse_yaml
from engine.redaction import redaction_of

DAY = date(2026, 1, 15)


def test_the_findings_of_a_contract_are_those_that_it_has_alone() -> None:
    chance = Random(16)  # noqa: S311 - descriptions, and no secret
    drawn = [yaml.safe_dump(_description(chance), allow_unicode=True) for _ in range(24)]
    together = [_found(text, installed()) for text in drawn]
    assert len({str(one) for one in together}) > 12
    for text, found in zip(drawn, together, strict=True):
        assert found == _found(text, Bibliotheque(installed().couches))


def _found(text: str, library: Bibliotheque) -> tuple[object, ...]:
    made = redaction_of(dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), DAY, library))
    return made.findings, made.missing


def _description(chance: Random) -> dict[str, Any]:
    """A contract as a programmation makes it, with a mistake or two."""
    return {
        "modele": "ehpad",
        "departement": chance.choice(("35", "22", "69", "Côtes-d'Armor")),
        "duree": chance.choice(("5 ans", "4 ans")),
        "effet": chance.choice(("2026-01-01", "2027-07-01")),
        "gestionnaire": {
            "raison_sociale": chance.choice(("Association Exemple", "SARL Exemple", "à compléter")),
            "statut": chance.choice(("association", "societe")),
        },
        "etablissements": [_establishment(chance) for _ in range(chance.randint(1, 3))],
        **chance.choice(({}, {"plan_de_financement": {"synthese": [_year(chance), _year(chance)]}})),
    }


def _establishment(chance: Random) -> dict[str, Any]:
    said = {
        "nature": chance.choice(("ehpad", "ehpad", "autre")),
        "nom": chance.choice(("Les Ajoncs", "Les Genêts", "Le Port")),
        "finess": chance.choice(("350000022", "350000023", "220000012")),
        "habilitation_aide_sociale": chance.choice(("oui", "non")),
        "capacite": chance.choice(("60", "80")),
        "capacite_habilitee": chance.choice(("40", "70")),
        "places_permanent": chance.choice(("60", "50")),
        "places_jour": "10",
    }
    return {key: one for key, one in said.items() if key in ("nature", "nom") or chance.random() < 0.7}


def _year(chance: Random) -> dict[str, Any]:
    groups = {f"produits_groupe_{rank}": chance.choice(("0", "10")) for rank in (1, 2, 3)}
    return {"annee": chance.choice(("2026", "2027", "2035")), "produits": chance.choice(("20", "30")), **groups}
