"""Answers saved while others write: kept, told as a conflict, or refused with what to write; nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import cpom
from engine.bureau.access.rights import REDACTEUR, Visitor
from engine.bureau.form.posted import posted
from engine.bureau.form.saved import Saved
from engine.bureau.form.saving import saved
from engine.bureau.states.journal import State
from engine.bureau.states.moved import moved

OFFICER = Visitor(REDACTEUR, "Camille Exemple", "compte:1")
OTHER = Visitor(REDACTEUR, "Jeanne Exemple", "compte:2")
START = """\
modele: saad
gestionnaire:
  raison_sociale: Association Exemple  # son nom
services:
  - nom: Service A
    siren: "123456782"
  - nom: Service B
diagnostic:
  enjeux: |
    Une ligne.
    Une autre.
pieces_annexees:
  - Statuts
  - Rapport
"""


def _read(text: str) -> cpom.Reponses:
    return cpom.reponses(cpom.lire(text))


class Journal:
    """States of a description, in memory."""

    def __init__(self, text: str = START) -> None:
        self.states = [self._state(text, "compte:0", [{"tout": True}])]

    def _state(self, text: str, par: str, changes: list[dict[str, object]], qui: str = "") -> State:
        number = len(getattr(self, "states", [])) + 1
        return State("d", number, text, datetime.now(UTC), qui, par, "reponses", "", tuple(changes), "", "")

    def post(self, etat: int, visitor: Visitor = OFFICER, **fields: str) -> Saved:
        """Post fields (« f__effet ») from a state."""
        return self.send(etat, [(name.replace("__", ":"), value) for name, value in fields.items()], visitor)

    def send(self, etat: int, fields: list[tuple[str, str]], visitor: Visitor = OFFICER) -> Saved:
        """Post fields from a state; what it makes is the last state."""
        form = posted([("etat", str(etat)), *fields])
        before, after = self.states[form.etat - 1], self.states[form.etat :]
        made = saved(form, before, after, cpom.lire(self.text), _read, visitor)
        if made.dossier.yaml() != self.text:
            self.states.append(self._state(made.dossier.yaml(), visitor.par, made.changements, visitor.nom))
        return made

    def whole(self, text: str, visitor: Visitor = OTHER) -> None:
        """Put a whole text in."""
        self.states.append(self._state(text, visitor.par, [{"tout": True}], visitor.nom))

    @property
    def text(self) -> str:
        """That of the last state."""
        return self.states[-1].texte

    def says(self, chemin: str) -> str:
        """What it answers at a path."""
        return _read(self.text).de(chemin)


@pytest.fixture
def journal() -> Journal:
    return Journal()


def test_an_answer_is_saved_and_its_comment_stays(journal: Journal) -> None:
    made = journal.send(1, [("f:gestionnaire.raison_sociale", "Association Nouvelle")])
    assert made.enregistre == ["gestionnaire.raison_sociale"]
    assert made.changements == [
        {"chemin": "gestionnaire.raison_sociale", "avant": "Association Exemple", "apres": "Association Nouvelle"}
    ]
    assert "raison_sociale: Association Nouvelle  # son nom" in journal.text


def test_a_form_posted_back_as_it_was_shown_changes_nothing(journal: Journal) -> None:
    fields = [
        (f"f:{one.chemin}", one.reponse.replace("\n", "\r\n"))
        for section in cpom.rubriques(cpom.lire(START))
        for one in section.demandes
    ]
    made = journal.send(1, fields)
    assert made.changements == []
    assert made.whole
    assert journal.text == START


def test_an_empty_field_erases_nothing_and_a_button_does(journal: Journal) -> None:
    journal.send(1, [("f:gestionnaire.raison_sociale", "")])
    assert journal.text == START
    journal.send(1, [("efface:gestionnaire.raison_sociale", "")])
    assert journal.says("gestionnaire.raison_sociale") == ""


def test_not_knowing_yet_erases_a_choice_that_was_made(journal: Journal) -> None:
    journal.send(1, [("f:services[1].habilitation_aide_sociale", "oui")])
    journal.send(2, [("f:services[2].habilitation_aide_sociale", "?")])
    assert len(journal.states) == 2
    journal.send(2, [("f:services[1].habilitation_aide_sociale", "?")])
    assert journal.says("services[1].habilitation_aide_sociale") == ""


def test_a_day_is_written_as_a_description_writes_it(journal: Journal) -> None:
    journal.send(1, [("f:effet", "1/2/2024")])
    assert "effet: 2024-02-01" in journal.text
    assert journal.send(2, [("f:effet", "01/02/2024")]).changements == []


def test_what_two_changed_in_two_ways_is_told_to_the_second(journal: Journal) -> None:
    journal.send(1, [("f:effet", "2024-02-01")], OTHER)
    made = journal.send(1, [("f:effet", "2024-03-01"), ("f:duree", "5 ans")])
    conflict = made.conflits[0]
    assert (conflict.chemin, conflict.mien, conflict.autre, conflict.qui) == (
        "effet",
        "2024-03-01",
        "2024-02-01",
        "Jeanne Exemple",
    )
    assert (journal.says("effet"), journal.says("duree")) == ("2024-02-01", "5 ans")


def test_my_own_saves_do_not_hide_what_another_changed(journal: Journal) -> None:
    """A page that shows an old value of another field must not pass over it because it saved a third one since."""
    journal.send(1, [("f:effet", "2024-02-01")], OTHER)
    journal.send(1, [("v:duree", ""), ("f:duree", "5 ans")])
    made = journal.send(3, [("v:effet", ""), ("f:effet", "2024-03-01")])
    assert [one.chemin for one in made.conflits] == ["effet"]


def test_the_same_answer_given_twice_is_no_conflict(journal: Journal) -> None:
    journal.send(1, [("f:effet", "2024-02-01")], OTHER)
    made = journal.send(1, [("f:effet", "1/02/2024")])
    assert made.enregistre == ["effet"]
    assert made.whole


def test_an_answer_goes_to_its_own_item_wherever_others_put_it(journal: Journal) -> None:
    journal.send(1, [("deplace:services[2]", "1"), ("ajoute:services", "")], OTHER)
    made = journal.send(1, [("f:services[2].siren", "123456782")])
    assert made.ici == {"services[2].siren": "services[1].siren"}
    assert [journal.says(f"services[{rank}].nom") for rank in (1, 2, 3)] == ["Service B", "Service A", ""]
    assert journal.says("services[1].siren") == "123456782"


def test_an_answer_to_an_item_that_is_gone_is_told(journal: Journal) -> None:
    journal.send(1, [("retire:services[2]", "")], OTHER)
    conflict = journal.send(1, [("f:services[2].siren", "123456782")]).conflits[0]
    assert (conflict.retire, conflict.mien, conflict.qui) == (True, "123456782", "Jeanne Exemple")
    assert journal.says("services[1].nom") == "Service A"


def test_an_item_that_another_changed_is_not_removed(journal: Journal) -> None:
    journal.send(1, [("f:services[2].siren", "123456782")], OTHER)
    made = journal.send(1, [("retire:services[2]", "")])
    assert "Jeanne Exemple a changé cet élément" in made.erreurs[0].message
    assert journal.says("services[2].siren") == "123456782"
    assert journal.send(2, [("retire:services[2]", "")]).whole
    assert _read(journal.text).combien("services") == 1


def test_my_own_answers_do_not_keep_me_from_removing_an_item(journal: Journal) -> None:
    journal.send(1, [("f:services[2].siren", "123456782")])
    assert journal.send(1, [("retire:services[2]", "")]).whole


def test_no_item_comes_from_an_answer(journal: Journal) -> None:
    made = journal.send(1, [("f:services[3].nom", "Service C")])
    assert "n'existe pas" in made.erreurs[0].message
    assert journal.text == START


def test_an_item_is_added_when_it_is_asked_and_then_filled(journal: Journal) -> None:
    made = journal.send(1, [("ajoute:services", "")])
    assert made.changements == [{"operation": "ajouter", "liste": "services", "rang": 3}]
    journal.send(2, [("f:services[3].nom", "Service C")])
    assert journal.says("services[3].nom") == "Service C"


def test_both_add_an_item_and_each_fills_its_own(journal: Journal) -> None:
    journal.send(1, [("ajoute:services", "")])
    journal.send(2, [("ajoute:services", "")], OTHER)
    journal.send(3, [("f:services[4].nom", "D")], OTHER)
    journal.send(2, [("f:services[3].nom", "C")])
    assert [journal.says(f"services[{rank}].nom") for rank in (3, 4)] == ["C", "D"]


def test_an_item_of_an_item_is_added_and_removed() -> None:
    journal = Journal("modele: ehpad\nobjectifs:\n  - intitule: A\n")
    journal.send(1, [("ajoute:objectifs[1].operationnels", "")])
    journal.send(2, [("ajoute:objectifs[1].operationnels[1].actions", "")])
    assert journal.send(3, [("f:objectifs[1].operationnels[1].actions[1].intitule", "Agir")]).whole
    assert journal.says("objectifs[1].operationnels[1].actions[1].intitule") == "Agir"
    assert journal.send(4, [("retire:objectifs[1].operationnels[1]", "")]).whole
    assert _read(journal.text).combien("objectifs[1].operationnels") == 0


def test_none_is_undone_by_an_item() -> None:
    journal = Journal("modele: ehpad\n")
    journal.send(1, [("f:siege.organisation", "aucun"), ("f:gestionnaire.dotation_globalisee", "aucun")])
    journal = Journal("modele: ehpad\nprojets: aucun\n")
    assert journal.send(1, [("ajoute:projets", "")]).whole
    assert _read(journal.text).combien("projets") == 1


def test_a_list_of_texts_is_one_field(journal: Journal) -> None:
    journal.send(1, [("f:pieces_annexees", "Statuts\r\n\r\nBudget\r\nComptes\r\n")])
    assert journal.says("pieces_annexees") == "Statuts\nBudget\nComptes"
    journal.send(2, [("f:pieces_annexees", "Comptes")])
    assert journal.says("pieces_annexees") == "Comptes"
    journal.send(3, [("efface:pieces_annexees", "")])
    assert journal.says("pieces_annexees") == ""


def test_two_people_add_to_a_list_of_texts(journal: Journal) -> None:
    journal.send(1, [("f:pieces_annexees", "Statuts\nRapport\nBudget")], OTHER)
    assert journal.send(1, [("f:pieces_annexees", "Statuts\nComptes")]).whole
    assert journal.says("pieces_annexees") == "Statuts\nBudget\nComptes"
    journal.send(2, [("f:pieces_annexees", "Statuts\nRapports\nBudget")], OTHER)
    assert journal.send(2, [("f:pieces_annexees", "Statuts\nLe rapport\nBudget")]).conflits


def test_a_value_that_cannot_be_read_stays_in_its_page(journal: Journal) -> None:
    made = journal.send(1, [("f:effet", "31/02/2024"), ("f:duree", "5 ans"), ("f:gestionnaire.siren", "12")])
    told = {one.chemin: one for one in made.erreurs}
    assert told.keys() == {"effet", "gestionnaire.siren"}
    assert told["effet"].mien == "31/02/2024"
    assert told["effet"].message == "« 31/02/2024 » n'est pas un jour du calendrier."
    assert told["effet"].conseil == "Exemple : 01/02/2024."
    assert made.enregistre == ["duree"]
    assert journal.says("effet") == ""


def test_what_breaks_a_rule_is_kept_and_told(journal: Journal) -> None:
    assert journal.send(1, [("f:duree", "9 ans")]).whole
    assert [one.chemin for one in cpom.lire(journal.text).controles if one.gravite == "erreur"] == ["duree"]


def test_a_description_that_was_wrong_already_can_be_answered() -> None:
    journal = Journal("modele: saad\neffet: 31/02/2024\n")
    assert journal.send(1, [("f:duree", "5 ans")]).whole
    assert journal.send(2, [("f:effet", "1/3/2024")]).whole
    assert cpom.lire(journal.text).entier


def test_an_item_is_found_again_in_a_text_that_came_in_whole(journal: Journal) -> None:
    journal.whole(START.replace("services:\n", "services:\n  - nom: Service Z\n"))
    assert journal.send(1, [("f:services[2].siren", "123456782")]).ici == {"services[2].siren": "services[3].siren"}
    journal.whole(START)
    assert moved("services[2].siren", journal.states[0], journal.states[1:], _read).chemin == "services[2].siren"


def test_names_that_are_no_path_are_passed_over(journal: Journal) -> None:
    made = journal.send(
        1, [("f:a..b", "x"), ("f:services[0].nom", "x"), ("f:", "x"), ("autre", "x"), ("retire:services", "")]
    )
    assert made.whole
    assert journal.text == START


@pytest.mark.parametrize(
    "forged",
    ["services[1].inconnue", "services[1]", "services[1].services", "pieces_annexees[1]", "inconnue", "effet.x"],
)
def test_nothing_is_added_where_the_model_has_no_list(journal: Journal, forged: str) -> None:
    made = journal.send(1, [(f"ajoute:{forged}", "1")])
    assert [one.chemin for one in made.erreurs] == [forged]
    assert journal.text == START
