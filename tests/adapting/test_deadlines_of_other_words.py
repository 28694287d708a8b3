"""A calendar says of a clause put in other words that they may no longer say its deadlines."""

from __future__ import annotations

from tests.adaptations import adapted, opened

DOUBT = "la clause est adaptée, et peut ne plus le dire"


def test_the_notice_of_an_adapted_clause_is_to_be_verified_in_the_calendar() -> None:
    deadlines = {one.kind: one for one in opened(adapted("Révisé à la demande d'une partie.")).deadlines}
    assert deadlines["preavis"].more.endswith(
        f"article 6 ; la partie qui souhaite la prorogation ; à vérifier : {DOUBT}"
    )
    assert deadlines["echeance"].doute == ""


def test_a_deadline_that_a_clause_declares_itself_is_too() -> None:
    deadlines = opened(adapted("Les parties se réunissent.", name="suivi")).deadlines
    assert {one.kind: one.doute for one in deadlines if one.article == "article 4"} != {}
    assert {one.doute for one in deadlines if one.article == "article 4"} == {DOUBT}


def test_what_the_notes_of_the_model_alone_say_names_no_article_of_the_contract() -> None:
    told = {one.more for one in opened("").deadlines if one.kind.startswith("donnees-cnsa")}
    assert told == {"le Département ; note de l'article 3-2 du modèle"}
