"""A document of which only some changes are accepted: the others are as if nobody had made them."""

from __future__ import annotations

from datetime import date

import pytest

import cpom
from tests import hands

DAY = date(2024, 1, 15)


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> tuple[cpom.Dossier, cpom.Relecture]:
    dossier = cpom.ouvrir("data/exemples/saad-habilite.yaml", jour=DAY)
    file = tmp_path_factory.mktemp("retour") / "retour.docx"
    file.write_bytes(dossier.ecrire("docx"))
    hands.replace(file, "25,10 €/h", "25,40 €/h")
    hands.replace(file, "30 septembre", "31 octobre", article="4")
    hands.replace(file, "par simple avenant", "par avenant motivé", article="6")
    hands.replace(file, "lettre recommandée avec accusé de réception.", "tout moyen donnant date certaine.")
    return dossier, cpom.relire(file, dossier)


def rank_of(read: cpom.Relecture, words: str) -> int:
    return next(rank for rank, one in enumerate(read.mots) if words in one.apres)


def test_everything_accepted_is_the_whole(returned: tuple[cpom.Dossier, cpom.Relecture]) -> None:
    _, read = returned
    facts = {one.chemin: one.texte for one in read.faits}
    assert read.retenant(facts, range(len(read.mots))).appliquee().yaml() == read.appliquee().yaml()


def test_nothing_accepted_changes_nothing(returned: tuple[cpom.Dossier, cpom.Relecture]) -> None:
    dossier, read = returned
    assert read.retenant({}, ()).appliquee().yaml() == dossier.yaml()


def test_one_fact_and_one_clause_are_accepted_without_the_others(
    returned: tuple[cpom.Dossier, cpom.Relecture],
) -> None:
    _, read = returned
    kept = read.retenant({"suivi.reunion_avant": "31 octobre"}, [rank_of(read, "par avenant motivé")])
    text = kept.appliquee().yaml()
    assert "reunion_avant: 31 octobre" in text
    assert 'tarif_horaire: "25,10"' in text
    assert kept.clauses_reprises == ("revision",)
    assert "date certaine" not in text


def test_a_fact_is_settled_by_other_words(returned: tuple[cpom.Dossier, cpom.Relecture]) -> None:
    _, read = returned
    assert "reunion_avant: 15 octobre" in read.retenant({"suivi.reunion_avant": "15 octobre"}, ()).appliquee().yaml()


def test_what_the_document_did_not_change_cannot_be_accepted(
    returned: tuple[cpom.Dossier, cpom.Relecture],
) -> None:
    _, read = returned
    with pytest.raises(ValueError, match=r"gestionnaire\.siren"):
        read.retenant({"gestionnaire.siren": "1"}, ())
    with pytest.raises(ValueError, match="99"):
        read.retenant({}, [99])
