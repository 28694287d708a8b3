"""The numbers of a contract that was signed never move: what is new is « bis », what is gone is « abrogé »."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from engine.assembly.frozen import Counted, frozen
from engine.document import Number
from engine.dossier import Dossier, dossier_of, open_dossier
from engine.libraries.plan import Niveau
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.written_lines import lines_of

JOUR = date(2026, 11, 28)
EXEMPLES = Path("data/exemples")
AVENANT = "\navenants:\n  - {numero: 1, date: 2026-03-02, effet: 2026-04-01, motif: accord}\n"
ARTICLES = [Niveau(prefixe="Article ", numero="premier", suffixe=" : "), Niveau(motif="{parent}-{n}")]


def _signed(name: str) -> dict[str, str]:
    return open_dossier(EXEMPLES / f"{name}.yaml", JOUR).assembled().numbers.signed


def _consolide(name: str, more: str = "", without: str = "") -> Dossier:
    """An example that an avenant changed: with more lines, and without one of them."""
    path = EXEMPLES / f"{name}.yaml"
    numbers = json.dumps(_signed(name), ensure_ascii=False)
    text = path.read_text(encoding="utf-8").replace(without, "") + f"{more}{AVENANT}numeros: {numbers}\n"
    return dossier_of(parse_yaml(text.encode(), path.name), path, JOUR)


def _titles(dossier: Dossier) -> list[str]:
    assert not dossier.errors
    return [one.text.replace("\u00a0", " ") for one in lines_of(dossier.assembled().document) if one.kind == "heading"]


@pytest.mark.parametrize(
    "name",
    ["saad-habilite", "saad-mixte", "ehpad-complet", "chrs-complet", "sad-ille-et-vilaine-association",
     "saad-seine-et-marne-association"],
)  # fmt: skip
def test_a_contract_whose_articles_stay_has_the_same_numbers(name: str) -> None:
    made = _consolide(name)
    assert made.assembled().numbers.signed == _signed(name)
    first = open_dossier(EXEMPLES / f"{name}.yaml", JOUR)
    said = [one.text for one in lines_of(made.assembled().document)]
    assert "Version consolidée au 1er avril 2026" in said[1].replace("\u00a0", " ")
    assert [said[0], *said[2:]] == [one.text for one in lines_of(first.assembled().document)]


def test_what_is_new_is_bis_and_what_is_gone_is_abroge() -> None:
    more = """
adaptations:
  litiges: {supprimee: oui, motif: accord}
  objectifs/dotation: {supprimee: oui, motif: accord}
clauses_ajoutees:
  - {nom: comite, apres: revision, titre: Comité, texte: Un comité., motif: accord}
  - {nom: bureau, apres: revision, titre: Bureau, texte: Un bureau., motif: accord}
  - {nom: fin, apres: duree, titre: Fin, texte: Une fin., motif: accord}
  - {nom: debut, avant: objet, titre: Début, texte: Un début., motif: accord}
"""
    titles = _titles(_consolide("saad-habilite", more))
    for expected in (
        "Article 1er A : Début", "2-2 (abrogé)", "Article 6 bis : Comité", "Article 6 ter : Bureau",
        "Article 7 : Dénonciation et résiliation du contrat", "Article 8 (abrogé)", "Article 11 : Fin",
    ):  # fmt: skip
        assert expected in titles


def test_an_annexe_that_is_gone_keeps_its_number() -> None:
    more = "\nadaptations:\n  annexes/formation: {supprimee: oui, motif: accord}\n"
    assert "Annexe 5 (abrogée)" in _titles(_consolide("chrs-complet", more))


def test_an_alternative_of_the_plan_takes_the_number_of_the_other() -> None:
    path = EXEMPLES / "saad-habilite.yaml"
    numbers = json.dumps(_signed("saad-habilite"), ensure_ascii=False)
    text = path.read_text(encoding="utf-8").replace("habilitation_aide_sociale: oui", "habilitation_aide_sociale: non")
    made = dossier_of(parse_yaml(f"{text}{AVENANT}numeros: {numbers}\n".encode(), path.name), path, JOUR)
    signed = made.assembled().numbers.signed
    assert signed["moyens-non-habilite"] == "3"
    assert signed["moyens-non-habilite/reste-a-charge"] == "3-3"
    assert signed["suivi"] == "4"


def test_a_clause_that_the_parties_had_added_and_that_is_gone_keeps_its_number() -> None:
    made = _consolide("saad-habilite")
    text = made.source.text.replace('"revision": "6", ', '"revision": "6", "comite": "6 bis", ')
    again = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), made.path, JOUR)
    titles = _titles(again)
    assert titles[titles.index("Article 6 bis (abrogé)") + 1].startswith("Article 7 :")


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ({"a": "1er", "c": "2"}, ["1er", "1er bis", "2", "3"]),
        ({"a": "1er", "c": "1er bis"}, ["1er", "1er bis A", "1er bis", "2"]),
        ({"b": "1er", "c": "2"}, ["1er A", "1er", "2", "3"]),
        ({"a": "4 quater", "d": "5"}, ["4 quater", "4 quinquies", "4 sexies", "5"]),
        ({"a": "5 bis A", "d": "5 bis"}, ["5 bis A", "5 bis B", "5 bis C", "5 bis"]),
    ],
)
def test_a_number_comes_between_those_that_stay(signed: dict[str, str], expected: list[str]) -> None:
    order = [Counted(key, "", 0) for key in "abcd"]
    of = {key: Number("Article ", "?", " : ") for key in "abcd"}
    made = frozen(order, of, signed, ARTICLES, {key: key for key in "abcd"})
    assert [made[key].value for key in "abcd"] == expected


def test_what_stands_under_a_new_article_is_counted_under_it() -> None:
    order = [
        Counted("a", "", 0),
        Counted("b", "", 0),
        Counted("b1", "b", 1),
        Counted("c", "", 0),
        Counted("c1", "c", 1),
    ]
    keys = [one.key for one in order]
    of = {key: Number("", "?", "") for key in keys}
    made = frozen(order, of, {"a": "1er", "c": "2", "c1": "2-4"}, ARTICLES, {key: key for key in keys})
    assert [made[key].value for key in keys] == ["1er", "1er bis", "1 bis-1", "2", "2-4"]


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ({"litiges": "-3"}, ["litiges"]),
        ({"litiges": "« mot » **gras**"}, ["litiges"]),
        ({"litiges": "8 ter B", "duree": "8 nonanties"}, ["duree"]),
        ({"litiges": "3"}, ["litiges"]),
        ({"moyens-habilite/dotation": "3-1"}, ["moyens-habilite/dotation"]),
        ({"moyens-habilite/dotation": "3.2"}, ["moyens-habilite/dotation"]),
        ({"annexes/objectifs": "1"}, ["annexes/objectifs"]),
        ({"ancien-comite": "6 bis", "autre-comite": "6 bis"}, ["autre-comite"]),
        ({"ancien-comite": "6 bis", "autre-comite": "6 bis A"}, []),
    ],
)
def test_a_number_edited_by_hand_is_not_printed(numbers: dict[str, str], wrong: list[str]) -> None:
    path = EXEMPLES / "saad-habilite.yaml"
    said = json.dumps(_signed("saad-habilite") | numbers, ensure_ascii=False)
    text = path.read_text(encoding="utf-8") + f"{AVENANT}numeros: {said}\n"
    found = dossier_of(parse_yaml(text.encode(), path.name), path, JOUR).errors
    assert [(one.code, one.path) for one in found] == [("numeros-signes", ("numeros", name)) for name in wrong]
