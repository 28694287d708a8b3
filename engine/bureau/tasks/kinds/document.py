"""A contract, or another document of its model, written in a format."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

import cpom
from engine.bureau.dossiers.uncommented import uncommented
from engine.bureau.opening import opened
from engine.bureau.states.journal import state
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers
from engine.bureau.tasks.task import RefusedError, Task


def run(task: Task) -> None:
    """Write it: `format`; and `document`, `definitif`, `avec_reserves`, `moteur`, or the state (`etat`), if asked."""
    wanted = task.arguments
    with reading(task.base) as db:
        row = db.execute(select(dossiers).where(dossiers.c.id == task.dossier)).mappings().one()
        of = state(db, task.dossier, wanted.get("etat"))
    task.say("Le contrat se rédige.")
    text = uncommented(of.texte) if task.is_for_a_guest else of.texte  # a document carries its description
    dossier = opened(task.base, row, text, date.today())
    try:
        made = dossier.ecrit(
            wanted["format"],
            document=wanted.get("document", ""),
            definitif=wanted.get("definitif", False),
            avec_reserves=wanted.get("avec_reserves", False),
            moteur=wanted.get("moteur", "weasyprint"),
        )
    except cpom.Erreur as error:
        raise RefusedError("\n".join(f"{one.message} {one.conseil}".strip() for one in error.constats)) from None
    task.say("\n".join(f"{one.message} {one.conseil}".strip() for one in made.constats))
    name = "-".join(part for part in (row["titre"], wanted.get("document", "")) if part)
    task.keep(f"{name}.{wanted['format']}", made.contenu, etat=of.numero)
