"""Whoever writes is held to the situation of the dossier, by the journal itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

import cpom
from engine.bureau.access.rights import INVITE_QUI_REMET, Visitor
from engine.bureau.dossiers.life import MovedOnError, closed, events, handed_in, reopened, sent_to_signature
from engine.bureau.states.journal import Next, State, appended, history
from engine.bureau.states.situations import CLOS, REDACTION, REMIS, SIGNATURE, HeldError
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers
from tests.bureau.conftest import OFFICER, Desk

GUEST = Visitor(INVITE_QUI_REMET, "Jeanne Exemple", "invitation:essai")


def _noted(last: State) -> Next:
    return Next(cpom.lire(f"{last.texte}# une note\n"), "reponses", [])


@pytest.mark.parametrize(
    ("situation", "who", "writes"),
    [
        (REDACTION, GUEST, True),
        (REDACTION, OFFICER, True),
        (REMIS, GUEST, False),
        (REMIS, OFFICER, True),
        (SIGNATURE, OFFICER, False),
        (CLOS, OFFICER, False),
    ],
)
def test_who_writes_in_which_situation(desk: Desk, situation: str, who: Visitor, writes: bool) -> None:
    dossier = desk.dossier()
    with desk.base.begin() as db:
        db.execute(update(dossiers).values(situation=situation))
    if writes:
        assert appended(desk.base, dossier, _noted, replace(who, dossier=dossier)).numero == 2
    else:
        with pytest.raises(HeldError, match=situation):
            appended(desk.base, dossier, _noted, replace(who, dossier=dossier))
        with reading(desk.base) as db:
            assert len(history(db, dossier)) == 1


def test_the_life_of_a_dossier_is_told(desk: Desk) -> None:
    dossier = desk.dossier()
    with desk.base.begin() as db:
        handed_in(db, dossier, GUEST, 1)
        reopened(db, dossier, OFFICER, REMIS, "Il manque le tarif.")
        sent_to_signature(db, dossier, OFFICER, 1, {"contrat.pdf": "abc"})
        closed(db, dossier, OFFICER, "Signé.")
        told = events(db, dossier)
    assert [(one["quoi"], one["qui"]) for one in told] == [
        ("cloture", OFFICER.nom), ("signature", OFFICER.nom), ("reouverture", OFFICER.nom), ("remise", GUEST.nom),
    ]  # fmt: skip
    assert told[2]["detail"] == {"de": REMIS, "motif": "Il manque le tarif."}


def test_nothing_is_sent_to_signature_that_changed_since_it_was_seen(desk: Desk) -> None:
    dossier = desk.dossier()
    appended(desk.base, dossier, _noted, OFFICER)
    with pytest.raises(MovedOnError), desk.base.begin() as db:
        sent_to_signature(db, dossier, OFFICER, 1, {})
    with pytest.raises(MovedOnError), desk.base.begin() as db:
        handed_in(db, dossier, GUEST, 1)
    with pytest.raises(MovedOnError), desk.base.begin() as db:
        reopened(db, dossier, OFFICER, REDACTION, "")
