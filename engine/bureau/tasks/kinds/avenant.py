"""An avenant and the contract that it makes, written; or an avenant that changes no contract."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

import cpom
from engine.bureau.dossiers.files import DOCUMENT
from engine.bureau.dossiers.life import told
from engine.bureau.negotiation.avenants import NATURE, drafted, opened_as, signed_of
from engine.bureau.opening import opened
from engine.bureau.states.journal import Next, State, appended, state
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers
from engine.bureau.tasks.task import RefusedError, Task

_MOVED = "Quelqu’un a changé ce dossier depuis : relisez l’avenant, puis écrivez ce qu’il dit maintenant."
_FORMATS = ("docx", "pdf")


def run(task: Task) -> None:
    """Write the avenant of a state (`etat`), the consolidated contract, and its description as the next state."""
    today = date.today()
    with reading(task.base) as db:
        row = db.execute(select(dossiers).where(dossiers.c.id == task.dossier)).mappings().one()
        last, signed = state(db, task.dossier), signed_of(db, row["origine"])
    again = last.nature == NATURE and last.numero == task.arguments["etat"] + 1  # it died once this was written
    if signed is None or not (again or last.numero == task.arguments["etat"]):
        raise RefusedError(_MOVED)
    task.say("L’avenant se rédige.", 0, 4)
    try:
        made = drafted(task.base, signed, (row["id"], row["bibliotheque"]), last.texte, today)
        if made.refus:
            raise RefusedError("\n".join(_said(one) for one in made.constats if one.gravite == "erreur") or made.refus)
        number = made.numero
        documents = {f"avenant {number}": made.redaction, f"consolidé par l’avenant {number}": made.contrat_consolide}
        files = {}
        for title, redaction in documents.items():
            for each in _FORMATS:
                files[f"{row['titre']}, {title}.{each}"] = redaction.ecrire(each, moteur=task.arguments["moteur"])
                task.say(f"{title}, en {each.upper()}", len(files), 4)
    except cpom.Erreur as error:
        raise RefusedError("\n".join(map(_said, error.constats))) from None

    def make(now: State) -> Next | None:
        if now.numero != last.numero:
            raise RefusedError(_MOVED)
        read = opened(task.base, row, made.yaml(), today)
        return Next(read, NATURE, [{"tout": True}], f"contrat consolidé par l’avenant n° {number}")

    consolidated = appended(task.base, task.dossier, make, task.demandeur)
    for name, content in files.items():
        task.keep(name, content, DOCUMENT, consolidated.numero)
    task.write(lambda db: told(db, task.dossier, task.demandeur, NATURE, {"etat": consolidated.numero}))
    task.lead_to(f"/dossiers/{task.dossier}/avenant", "Revenir à l’avenant")


def run_alone(task: Task) -> None:
    """Write an avenant that changes no contract (`acte`, its kind), of what was sent to signature."""
    wanted, today = task.arguments, date.today()
    with reading(task.base) as db:
        row = db.execute(select(dossiers).where(dossiers.c.id == task.dossier)).mappings().one()
        signed = signed_of(db, task.dossier)
        if signed is None:
            raise RefusedError("Ce contrat n’a pas été envoyé à la signature.")
        text = state(db, task.dossier, signed.etat).texte
    try:
        made = cpom.avenant_seul(
            opened_as(task.base, row["id"], row["bibliotheque"], text, today),
            wanted["acte"],
            date=date.fromisoformat(wanted["date"]) if wanted["date"] else None,
            convention=wanted["convention"],
            annee=wanted["annee"],
            faits=wanted["faits"],
            jour=today,
        )
        for each in _FORMATS:
            task.say(f"L’avenant se rédige, en {each.upper()}.")
            content = made.ecrire(each, moteur=wanted["moteur"])
            task.keep(f"{row['titre']}, {wanted['acte']}.{each}", content, DOCUMENT, signed.etat)
    except cpom.Erreur as error:
        raise RefusedError("\n".join(map(_said, error.constats))) from None


def _said(one: cpom.Constat) -> str:
    return f"{one.message} {one.conseil}".strip()
