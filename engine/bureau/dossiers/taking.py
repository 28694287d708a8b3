"""A form or a workbook of annexes that came back: its answers in a new state, or why none of them is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import RowMapping

import cpom
from engine.bureau.dossiers.apart import CONTRAT
from engine.bureau.dossiers.uncommented import uncommented
from engine.bureau.libraries import library
from engine.bureau.opening import opened
from engine.bureau.preview.parties import party_of
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call
from engine.bureau.states.journal import Next, State, appended
from engine.bureau.uploads.isolated import isolated
from engine.bureau.uploads.received import Received

FORMULAIRE, ANNEXES = "formulaire", "annexes"
"""What may come back: the questionnaire, or the workbook of annexes; the nature of the state that it makes."""


@dataclass
class Taken:
    """What came of it: the state, the facts that it changes, those that it contradicts, what is to be known."""

    etat: State
    reprises: list[dict[str, Any]] = field(default_factory=list)
    conflits: list[dict[str, Any]] = field(default_factory=list)
    constats: list[str] = field(default_factory=list)


def taken(call: Call, file: Received, kind: str) -> Taken:
    """Take what a file answers into a dossier: all of it, but what somebody answered otherwise since it was sent.

    Raises:
        RefusedError: where it is no such file, has a cell that is refused, or answers what is not theirs to answer.
        HeldError: where the dossier may not change any more.
    """
    about = call.about
    books = library(call.base, about["bibliotheque"])
    found: dict[str, Any] = {}

    def make(last: State) -> Next:
        found.update(
            isolated(
                f"engine.bureau.dossiers.apart:{kind}", file.contenu, name=file.nom,
                beside={CONTRAT: last.texte.encode()}, bibliotheque=str(books.etal), jour=call.jour.isoformat(),
            )
        )  # fmt: skip
        read = opened(call.base, about, found["texte"], call.jour)
        _refuse_others(call, read, found["reprises"])
        changed = [{"tout": True}, *found["reprises"]]
        return Next(read, kind, changed, f"De « {file.nom} ».")

    after = appended(call.base, about["id"], make, call.visitor)
    return Taken(after, found["reprises"], found["conflits"], found["constats"])


def blank(call: Call, about: RowMapping, text: str, kind: str, wanted: str) -> bytes:
    """A form to fill in, with what is answered already: of the visitor's questions, or of all; or the annexes.

    Raises:
        cpom.Refus: where the description cannot be read whole, or has no annexes.
    """
    read = opened(call.base, about, uncommented(text) if call.visitor.is_guest else text, call.jour)
    if kind == ANNEXES:
        return read.annexes(formats=["xlsx"]).ecrire("xlsx")
    party: Any = call.visitor.partie or None
    return read.formulaire(party, nom_du_format="docx" if wanted == "docx" else "xlsx")


def _refuse_others(call: Call, read: cpom.Dossier, changes: list[dict[str, Any]]) -> None:
    """A file may answer anything, whatever it was made for: an invitation answers the questions of its party."""
    mine = call.visitor.partie
    if others := [one["chemin"] for one in changes if mine and party_of(read, one["chemin"]) != mine]:
        raise RefusedError(422, "formulaire-d-un-autre", others)
