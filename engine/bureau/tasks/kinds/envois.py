"""Invitations sent by mail, each once: one that was being sent when all stopped is told, and not sent again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from engine.bureau.letters import Letter
from engine.bureau.mail import MailError, Send, connected
from engine.bureau.programmations.inviting import Person, prepared
from engine.bureau.storage.tables import invitations, now
from engine.bureau.tasks.kinds.reporting import kept_report
from engine.bureau.tasks.task import RefusedError, Task

COMMENCE, FAIT, REFUSE, DEJA = "commence", "envoye", "refuse", "deja"


def run(task: Task) -> None:
    """Invite and write to `personnes` (their dossier, their name, their mail), for `jours` days.

    Raises:
        RefusedError: where the server of mail does not answer; nobody was invited then.
    """
    people = [Person(**one) for one in task.arguments["personnes"]]
    sent: dict[str, Any] = task.avancement.setdefault("envois", {})
    try:
        with connected(task.settings) as send:
            for rank, one in enumerate(people):
                if one.dossier not in sent:
                    _sent(task, send, one, sent)
                task.say(f"{one.nom}.", rank + 1, len(people))
    except MailError as error:
        gone = sum(one["sort"] == FAIT for one in sent.values())
        told = f"{gone} messages étaient partis ; recommencez pour les autres." if gone else "Personne n’a été invité."
        raise RefusedError(f"{error} {told}") from None
    lines = [{"dossier": one.dossier, "nom": one.nom, "courriel": one.courriel, **sent[one.dossier]} for one in people]
    task.lead_to(kept_report(task, "envois", {"envois": lines}), "Voir le compte rendu")
    task.say(f"Messages envoyés : {sum(one['sort'] == FAIT for one in lines)} sur {len(lines)}.")


def _sent(task: Task, send: Send, who: Person, sent: dict[str, Any]) -> None:
    found: list[tuple[RowMapping, Letter]] = []

    def invite(db: Connection) -> None:
        days = task.arguments["jours"]
        found.extend(prepared(db, task.settings, task.programmation, [who], task.demandeur, days))

    sent[who.dossier] = {"sort": COMMENCE, "pourquoi": ""}
    task.write(invite)  # the invitation, and that its mail is being sent: both of them or none
    if not found:
        _told(task, sent, who, DEJA)
        return
    row, mail = found[0]
    try:
        send(mail, f"{task.id}.{row['id']}")
    except MailError as error:
        _withdrawn(task, who)
        _told(task, sent, who, REFUSE, str(error))
    else:
        _told(task, sent, who, FAIT)


def _told(task: Task, sent: dict[str, Mapping[str, str]], who: Person, sort: str, why: str = "") -> None:
    sent[who.dossier] = {"sort": sort, "pourquoi": why}
    task.write(lambda _: None)


def _withdrawn(task: Task, who: Person) -> None:
    """Take back the invitation whose mail was refused: nobody has its link, and the contract is still to be invited."""
    last = select(invitations.c.id).where(invitations.c.dossier == who.dossier, invitations.c.courriel == who.courriel)
    name = last.order_by(invitations.c.creee_le.desc()).limit(1).scalar_subquery()
    task.write(lambda db: db.execute(update(invitations).where(invitations.c.id == name).values(revoquee_le=now())))
