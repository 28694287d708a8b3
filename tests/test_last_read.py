"""A description is read beside the last one of its département and of its day, rather than beside the last of all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from engine.assembly.soundness import open_model
from engine.dossier import Dossier, dossier_of
from engine.last_read import LastRead
from engine.reading.yaml_strict import Source, parse_yaml
from tests.assembly.test_reuse import CHRS, DAY, EHPAD
from tests.bibliotheques import OURS


def described(departement: str, gestionnaire: str, **said: Any) -> Source:
    """A contract of a département."""
    data = yaml.safe_load(EHPAD.read_text(encoding="utf-8")) | {"departement": departement} | said
    data["gestionnaire"] |= {"raison_sociale": gestionnaire}
    data["collectivite"] = {"president": {"civilite": "M.", "prenom": "Jean", "nom": f"EXEMPLE {departement}"}}
    return parse_yaml(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=False).encode(), "c")


def test_the_last_one_alike_comes_first_then_the_last_of_the_model() -> None:
    last: LastRead[str] = LastRead(8)
    ehpad, chrs = open_model("ehpad", OURS), open_model("chrs", OURS)
    assert last.like(described("35", "Un"), ehpad) is None
    last.keep(described("35", "Un", effet="2026-01-01"), ehpad, "35 en 2026")
    last.keep(described("35", "Deux", effet="2027-01-01"), ehpad, "35 en 2027")
    last.keep(described("22", "Trois", effet="2026-01-01"), ehpad, "22 en 2026")

    assert last.like(described("35", "Quatre", effet="2026-01-01"), ehpad) == "35 en 2026"
    assert last.like(described("35", "Quatre", effet="2027-01-01"), ehpad) == "35 en 2027"
    assert last.like(described("44", "Cinq", effet="2026-01-01"), ehpad) == "22 en 2026"
    assert last.like(parse_yaml(CHRS.read_bytes(), "chrs"), chrs) is None


def test_what_a_departement_says_is_read_once_for_its_contracts() -> None:
    def opened(departement: str, gestionnaire: str) -> Dossier:
        return dossier_of(described(departement, gestionnaire), Path("c.yaml"), DAY, OURS)

    first, other, again = opened("35", "Un"), opened("22", "Deux"), opened("35", "Trois")
    assert again.contrat.collectivite is first.contrat.collectivite
    assert again.contrat.collectivite != other.contrat.collectivite
    assert [one.contrat.gestionnaire.raison_sociale for one in (first, other, again)] == ["Un", "Deux", "Trois"]


def test_rows_of_other_names_have_the_very_same_controls() -> None:
    first = dossier_of(described("35", "Un"), Path("c.yaml"), DAY, OURS)
    source = described("35", "Un")
    source.data["etablissements"][0]["nom"] = "EHPAD d’un autre nom"
    second = dossier_of(source, Path("c.yaml"), DAY, OURS)
    assert any(grille.controles for grille in second.grilles.values())
    for nom, grille in second.grilles.items():
        assert grille.controles == first.grilles[nom].controles
        assert not grille.controles or grille.controles is first.grilles[nom].controles
