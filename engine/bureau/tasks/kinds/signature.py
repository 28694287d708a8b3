"""The version that the parties sign: its PDF and its description, frozen with their hashes."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from sqlalchemy import Connection, select

import cpom
from engine.bureau.dossiers.files import FIGE, added
from engine.bureau.dossiers.life import MovedOnError, sent_to_signature
from engine.bureau.opening import opened
from engine.bureau.states.journal import state
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers
from engine.bureau.tasks.task import RefusedError, Task

_MOVED = "Quelqu’un a changé ce dossier depuis : relisez-le, puis envoyez à la signature ce qu’il dit maintenant."


def run(task: Task) -> None:
    """Write the final PDF of a state (`etat`), keep both, and let nobody change the description from then on."""
    wanted = task.arguments
    with reading(task.base) as db:
        row = db.execute(select(dossiers).where(dossiers.c.id == task.dossier)).mappings().one()
        of = state(db, task.dossier)
    if of.numero != wanted["etat"]:
        raise RefusedError(_MOVED)
    task.say("Le contrat définitif se rédige.")
    try:
        pdf = opened(task.base, row, of.texte, date.today()).ecrire(
            "pdf", definitif=True, avec_reserves=wanted["avec_reserves"], moteur=wanted["moteur"]
        )
    except cpom.Erreur as error:
        raise RefusedError("\n".join(f"{one.message} {one.conseil}".strip() for one in error.constats)) from None
    files = {f"{row['titre']}.pdf": pdf, f"{row['titre']}.yaml": of.texte.encode()}

    def freeze(db: Connection) -> None:
        for name, content in files.items():
            added(db, task.dossier, FIGE, name, content, who=task.demandeur.nom, etat=of.numero)
        hashes = {name: sha256(content).hexdigest() for name, content in files.items()}
        sent_to_signature(db, task.dossier, task.demandeur, of.numero, hashes)

    try:
        task.write(freeze)
    except MovedOnError:
        raise RefusedError(_MOVED) from None
    task.lead_to(f"/dossiers/{task.dossier}/documents", "Voir ce qui a été figé")
