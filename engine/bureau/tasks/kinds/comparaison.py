"""Two states compared, as a DOCX whose tracked changes make one of the other."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

import cpom
from engine.bureau.access.rights import INVITE, REDACTEUR, Visitor
from engine.bureau.negotiation.sides import compared, sides
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers
from engine.bureau.tasks.task import RefusedError, Task


def run(task: Task) -> None:
    """Write it; `a` and `b` are numbers of states, `autre` the dossier of the second one."""
    wanted = task.arguments
    # The page held whoever asked to their rights.
    reader = Visitor(INVITE if task.is_for_a_guest else REDACTEUR, dossier=task.dossier)
    with reading(task.base) as db:
        about = db.execute(select(dossiers).where(dossiers.c.id == task.dossier)).mappings().one()
        both = sides(db, about, reader, a=wanted["a"], b=wanted["b"], autre=wanted["autre"])
    task.say("Les deux contrats se comparent.")
    try:
        content = compared(task.base, both, date.today()).ecrire("docx", auteur=task.demandeur.nom)
    except cpom.Erreur as error:
        raise RefusedError("\n".join(f"{one.message} {one.conseil}".strip() for one in error.constats)) from None
    task.keep(f"comparaison {both[0].nom} {both[1].nom}.docx", content, "comparaison")
