"""What a text wants in a contract, where it is, and the error where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import cpom
from engine.libraries.modele import load_model
from engine.libraries.regles import Mentions

EHPAD, CHRS, SAAD = (Path(f"data/exemples/{name}.yaml") for name in ("ehpad-complet", "chrs-complet", "saad-habilite"))


def without(path: Path, folder: Path, *lines: str) -> Path:
    """An example without the lines that begin so."""
    said = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for start in lines:
        assert any(one.lstrip().startswith(start) for one in said), start
    kept = [one for one in said if not one.lstrip().startswith(lines)]
    made = folder / path.name
    made.write_text("".join(kept), encoding="utf-8")
    return made


def missing(path: Path) -> list[tuple[str, str]]:
    found = cpom.conformite(path)
    told = [one.source for one in found.constats if one.code == "mention-absente"]
    assert len(told) == len([one for one in found.mentions if one.absente])
    return [(one.source, one.rang) for one in found.mentions if one.absente]


def test_the_complete_examples_of_the_arretes_have_every_mention() -> None:
    assert missing(EHPAD) == []
    assert missing(CHRS) == []


def test_a_mention_names_the_articles_where_it_is() -> None:
    found = {one.objet: one.ou for one in cpom.conformite(EHPAD).mentions}
    assert found["les soins palliatifs"] == ("objectif « Développer les soins palliatifs et la bientraitance »",)
    assert found["la synthèse du diagnostic partagé"] == ("Annexe 1 : La synthèse du diagnostic partagé",)
    assert found["les modalités de réunion du comité"] == ("Article 5 › La composition du comité de suivi",)


def test_an_ehpad_contract_says_what_its_arrete_wants(tmp_path: Path) -> None:
    path = without(EHPAD, tmp_path, "organigramme:", "mentions: [soins palliatifs]")
    assert [rank for _, rank in missing(path)] == ["soins palliatifs", "5e tiret"]
    constat = next(one for one in cpom.conformite(path).constats if "organigramme" in one.message)
    assert constat.gravite == "avertissement"
    assert (
        constat.source
        == "arrêté du 3 mars 2017, annexe, modèle, article 1er (« Présentation du gestionnaire »), 5e tiret"
    )
    assert constat.conseil == "Donnez gestionnaire.organigramme."


def test_a_chrs_contract_says_what_annexe_ii_wants(tmp_path: Path) -> None:
    path = without(CHRS, tmp_path, "attributions:", "evaluation_finale:")
    assert missing(path) == [
        ("arrêté du 25 octobre 2019, annexe II, IV", "1er tiret"),
        ("arrêté du 25 octobre 2019, annexe II, IV", "dernier alinéa"),
    ]


def test_a_home_care_contract_says_what_the_code_wants() -> None:
    assert [rank for _, rank in missing(SAAD)] == ["6°", "7°", "8°"]
    other = cpom.conformite("data/exemples/saad-non-habilite.yaml").mentions
    assert {one.due for one in other if "R. 314-136-1" in one.source} == {False}


@pytest.mark.parametrize(("model", "source"), [("ehpad", "001_417cf541ab022309"), ("chrs", "004_4a2130da77fe9ae0")])
def test_the_mentions_of_an_arrete_name_their_place_in_it(model: str, source: str) -> None:
    read = load_model(model)
    assert read.plan.source.fichier.startswith(source)
    groups: list[Mentions] = read.regles.mentions
    assert groups
    assert all(group.source.startswith("arrêté du ") and one.rang for group in groups for one in group.contenu)
