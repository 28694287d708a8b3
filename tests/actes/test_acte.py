"""An act prints the facts of the contract that it accompanies, under its own day, whatever the contract's model."""

from __future__ import annotations

from datetime import date
from pathlib import Path as FilePath

import pytest

from engine.actes.acte import with_acte
from engine.assembly.soundness import open_model
from engine.dossier import open_dossier
from engine.errors import InputError, Path
from engine.libraries.accompagnement import accompagne, noms_d_accompagnement
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import model_names
from engine.libraries.ouverture import opened
from engine.redaction import redaction_of
from engine.writing import written

LE_2_MARS = date(2027, 3, 2)

PLAN = """
modele: courriers/essai
intitule: Courrier d'essai
articles: [corps]
reprend: [signatures]
"""
CORPS = """---
source: essai
questions:
  courrier.objet: {type: texte, libelle: objet du courrier, qui: departement, exemple: prorogation}
si: {autorite_principale: [collectivites, agence_regionale]}
---
Objet : {{ courrier.objet }}

Le contrat conclu le {{ signature.date }} avec {{ gestionnaire.raison_sociale }} arrive à échéance le {{ echeance }}.
"""
ETAT = """---
source: essai
si: {autorite_principale: [prefet_region]}
---
Objet : {{ courrier.objet }}

Le contrat que l'État a conclu avec {{ gestionnaire.raison_sociale }} arrive à échéance le {{ echeance }}.
"""


@pytest.fixture
def library(tmp_path: FilePath) -> Bibliotheque:
    """A library with one letter, worded apart where the préfet signs."""
    act = tmp_path / "courriers" / "essai"
    act.mkdir(parents=True)
    (tmp_path / "bibliotheque.yaml").write_text("format: 1\nnom: Essai\nversion: 1\n", encoding="utf-8")
    (act / "modele.yaml").write_text(PLAN.replace("[corps]", "[{parmi: [corps, etat]}]"), encoding="utf-8")
    (act / "corps.md").write_text(CORPS, encoding="utf-8")
    (act / "etat.md").write_text(ETAT, encoding="utf-8")
    return opened([tmp_path])


def _lettre(example: str, library: Bibliotheque) -> str:
    contrat = open_dossier(FilePath(f"data/exemples/{example}.yaml"), LE_2_MARS, library)
    facts: dict[Path, str] = {("courrier", "objet"): "prorogation"}
    made = redaction_of(with_acte(contrat, "courriers/essai", facts, LE_2_MARS), document="courriers/essai")
    assert not made.refusal
    assert made.document.date == LE_2_MARS
    return written(made.document, "txt", None)[0].decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_letter_prints_the_facts_of_its_contract(library: Bibliotheque) -> None:
    text = _lettre("saad-habilite", library)
    assert "Objet : prorogation" in text
    assert "Le contrat conclu le 15 janvier 2024 avec Association Exemple arrive à échéance le 31 janvier 2029." in text
    assert "Le Président du Conseil départemental" in text


def test_the_wording_may_depend_on_the_authority_that_signs(library: Bibliotheque) -> None:
    assert "que l’État a conclu" in _lettre("chrs-complet", library)
    assert "que l’État a conclu" not in _lettre("ehpad-complet", library)


def test_an_act_goes_with_every_model(library: Bibliotheque) -> None:
    for name in model_names(library):
        model = accompagne(open_model(name, library), "courriers/essai")
        assert set(model.clauses) == set(open_model(name, library).clauses)
        assert "courrier.objet" in model.questions


def test_an_act_that_does_not_exist_is_told_with_those_that_do(library: Bibliotheque) -> None:
    assert "courriers/essai" in noms_d_accompagnement(library, "courriers")
    with pytest.raises(InputError) as error:
        accompagne(open_model("saad", library), "courriers/relance")
    assert [one.code for one in error.value.findings] == ["acte-inconnu"]
    assert "courriers/essai" in error.value.findings[0].hint
