"""A clause that the parties change, leave out or add, through the Python interface; and the way back, to the letter."""

from __future__ import annotations

from datetime import date

import pytest

import cpom

MOTIF = "accord du 3 mai"


@pytest.fixture(scope="module")
def dossier() -> cpom.Dossier:
    return cpom.ouvrir("data/exemples/saad-habilite.yaml", jour=date(2024, 1, 15))


@pytest.fixture(scope="module")
def adapted(dossier: cpom.Dossier) -> cpom.Dossier:
    said = cpom.clause_du_contrat(dossier, "revision")
    words = said.texte.replace("par simple avenant", "par avenant motivé")
    assert words != said.texte
    return cpom.adapter(dossier, "revision", texte=words.replace("\n", "\r\n"), motif=MOTIF)


def test_a_clause_has_other_words_and_its_reason(adapted: cpom.Dossier) -> None:
    clause = cpom.clause_du_contrat(adapted, "revision")
    assert clause.negociee == "adaptée"
    assert clause.motif == MOTIF
    assert "par avenant motivé" in clause.texte
    assert "par simple avenant" in clause.texte_du_modele
    assert "par avenant motivé" in adapted.ecrire("txt").decode().replace("\u00a0", " ")
    assert not adapted.erreurs


def test_its_words_are_changed_again_and_what_it_comes_from_stays(adapted: cpom.Dossier) -> None:
    words = cpom.clause_du_contrat(adapted, "revision").texte.replace("motivé", "écrit")
    again = cpom.adapter(adapted, "revision", texte=words, titre="Révision", motif="réunion du 4 juin")
    assert "par avenant écrit" in again.yaml()
    assert "motif: réunion du 4 juin" in again.yaml()
    assert "titre: Révision" in again.yaml()
    assert again.yaml().count("origine:") == 1


def test_the_words_of_the_model_give_it_back_to_the_letter(dossier: cpom.Dossier, adapted: cpom.Dossier) -> None:
    model = cpom.clause_du_contrat(adapted, "revision").texte_du_modele
    assert cpom.adapter(adapted, "revision", texte=model, motif="").yaml() == dossier.yaml()
    assert cpom.retablir(adapted, "revision").yaml() == dossier.yaml()


def test_what_is_wrong_in_its_words_is_told(dossier: cpom.Dossier) -> None:
    wrong = cpom.adapter(dossier, "revision", texte="Le contrat {{ inconnu }} dure.", motif=MOTIF)
    told = cpom.clause_du_contrat(wrong, "revision").constats
    assert [one.gravite for one in told] == ["erreur"]
    assert "inconnu" in told[0].message


def test_a_clause_is_left_out_then_given_back(dossier: cpom.Dossier) -> None:
    without = cpom.supprimer(dossier, "litiges", motif=MOTIF)
    assert cpom.clause_du_contrat(without, "litiges").negociee == "supprimée"
    assert cpom.retablir(without, "litiges").yaml() == dossier.yaml()
    again = cpom.adapter(without, "litiges", texte="Les parties se concilient.", motif=MOTIF)
    assert cpom.clause_du_contrat(again, "litiges").negociee == "adaptée"
    assert not again.erreurs


def test_a_clause_is_added_changed_and_taken_away(dossier: cpom.Dossier) -> None:
    more = cpom.ajouter(dossier, "comite", texte="Un comité se réunit.", titre="Comité", motif=MOTIF, apres="revision")
    assert [one.negociee for one in more.decisions if one.clause == "comite"] == ["ajoutée"]
    changed = cpom.adapter(more, "comite", texte="Un comité se réunit deux fois.", motif=MOTIF)
    assert "deux fois" in cpom.clause_du_contrat(changed, "comite").texte
    assert cpom.supprimer(changed, "comite", motif="").yaml() == dossier.yaml()


def test_what_the_model_forbids_is_refused_and_told() -> None:
    dossier = cpom.ouvrir("data/exemples/ehpad-complet.yaml")
    names = [one.clause for one in dossier.decisions if one.gardee]
    held = [one for one in (cpom.clause_du_contrat(dossier, name) for name in names) if one.interdits]
    assert held
    with pytest.raises(cpom.Refus):
        cpom.supprimer(dossier, held[0].nom, motif=MOTIF)


def test_an_unknown_clause_is_no_clause(dossier: cpom.Dossier) -> None:
    with pytest.raises(KeyError):
        cpom.clause_du_contrat(dossier, "inconnue")
