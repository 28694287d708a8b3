"""What a party answers: its own questions alone, whatever it posts, and it learns nothing of the others."""

from __future__ import annotations

from engine.bureau.access.rights import INVITE, Visitor
from tests.bureau.test_saisie import Journal, _read

GUEST = Visitor(INVITE, "Gestionnaire Exemple", "invitation:1", partie="gestionnaire")


def test_a_gestionnaire_answers_its_own_questions_alone() -> None:
    journal = Journal()
    made = journal.send(
        1,
        [
            ("f:collectivite.president.nom", "EXEMPLE"),
            ("f:modele", "ehpad"),
            ("f:adaptations.revision.texte", "x"),
            ("f:inconnu", "x"),
            ("efface:services[1].autorisation", ""),
            ("f:gestionnaire.adresse", "1 rue Exemple"),
            ("ajoute:moyens.evolution", ""),
            ("ajoute:adaptations", ""),
        ],
        GUEST,
    )
    assert made.enregistre == ["gestionnaire.adresse"]
    assert {one.chemin for one in made.erreurs} == {
        "services[1].autorisation",
        "adaptations",
        "collectivite.president.nom",
        "modele",
        "adaptations.revision.texte",
        "inconnu",
        "moyens.evolution",
    }
    assert [one["chemin"] for one in made.changements] == ["gestionnaire.adresse"]


def test_a_gestionnaire_does_not_remove_what_the_other_party_answered() -> None:
    journal = Journal()
    journal.send(1, [("f:services[1].habilitation_aide_sociale", "oui")])
    made = journal.send(2, [("retire:services[1]", "")], GUEST)
    assert "autre partie" in made.erreurs[0].message
    assert journal.send(2, [("retire:services[2]", "")], GUEST).whole
    assert _read(journal.text).combien("services") == 1


def test_a_gestionnaire_learns_nothing_of_what_the_other_party_answered() -> None:
    journal = Journal("modele: saad\ncollectivite: {president: {nom: SECRET}}\n")
    right = journal.send(1, [("v:collectivite.president.nom", ""), ("f:collectivite.president.nom", "SECRET")], GUEST)
    wrong = journal.send(1, [("v:collectivite.president.nom", ""), ("f:collectivite.president.nom", "AUTRE")], GUEST)
    assert [one.message for one in right.erreurs] == [one.message for one in wrong.erreurs]
    assert not right.enregistre
    assert not wrong.conflits
