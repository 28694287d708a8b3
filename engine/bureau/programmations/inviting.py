"""The gestionnaires of a programmation invited in one go: who is not yet, what is sent to each, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, exists, not_, select

from engine.bureau.access.invitations import Invite
from engine.bureau.access.invitations import invited as invitation_of
from engine.bureau.access.mails import is_mail
from engine.bureau.access.rights import Visitor
from engine.bureau.letters import Letter, letter
from engine.bureau.programmations.spreadsheets import as_csv
from engine.bureau.settings import Settings
from engine.bureau.states.situations import REDACTION
from engine.bureau.storage.tables import dossiers, invitations, now

AT_ONCE = 500
"""The contracts of one page; those after them come once these are invited."""
_HEADINGS = ("Dossier", "Contrat", "Nom", "Courriel")


@dataclass(frozen=True, slots=True)
class Person:
    """Who is invited to a dossier: their name, their mail, which may not be known."""

    dossier: str
    nom: str
    courriel: str = ""


def to_invite(db: Connection, programmation: str, names: Sequence[str] | None = None) -> Sequence[RowMapping]:
    """The contracts that are being drafted and whose gestionnaire nobody invited, among `names` where given."""
    theirs = invitations.c.dossier == dossiers.c.id, invitations.c.partie.in_(("gestionnaire", ""))
    valid = exists().where(*theirs, invitations.c.revoquee_le.is_(None), invitations.c.expire_le > now())
    asked = select(dossiers.c.id, dossiers.c.titre, dossiers.c.contrat).where(
        dossiers.c.programmation == programmation, dossiers.c.situation == REDACTION, not_(valid)
    )
    if names is not None:
        asked = asked.where(dossiers.c.id.in_(names))
    return db.execute(asked.order_by(dossiers.c.contrat, dossiers.c.id)).mappings().all()


def prepared(
    db: Connection, settings: Settings, programmation: str, people: Sequence[Person], visitor: Visitor, days: int
) -> list[tuple[RowMapping, Letter]]:
    """Invite these people, but where somebody did meanwhile: each contract, with the mail to send."""
    by_dossier = {one.dossier: one for one in people}
    made = []
    for row in to_invite(db, programmation, [*by_dossier]):
        who = by_dossier[row["id"]]
        name, secret = invitation_of(db, row["id"], Invite(who.nom, who.courriel, jours=days), visitor)
        found = db.execute(select(invitations).where(invitations.c.id == name)).mappings().one()
        made.append((row, letter(settings, row["titre"], dict(found), secret)))
    return made


def letters_as_csv(made: Sequence[tuple[RowMapping, Letter]]) -> bytes:
    """The mails as a table, for a mail merge."""
    rows = ((row["titre"], one.a, one.lien, one.objet, one.texte) for row, one in made)
    return as_csv(("Contrat", "Courriel", "Lien", "Objet", "Texte"), rows)


def people_as_csv(rows: Sequence[RowMapping]) -> bytes:
    """The table to complete with a name and a mail for each contract."""
    return as_csv(_HEADINGS, ((row["id"], row["titre"], row["titre"], "") for row in rows))


def completed(rows: Sequence[RowMapping], table: Sequence[Mapping[str, str]]) -> dict[str, Person]:
    """Who is invited to each contract, of a table that came back: found by its dossier, or else by its title."""
    by_title = {row["titre"]: row["id"] for row in rows}
    known = {row["id"] for row in rows}
    found = {}
    for one in table:
        name = one.get("dossier", "")
        name = name if name in known else by_title.get(one.get("contrat", ""), "")
        if name:
            found[name] = Person(name, one.get("nom", "")[:200], one.get("courriel", "")[:200])
    return found


def wrong(people: Sequence[Person]) -> dict[str, str]:
    """What is wrong with each of those who cannot be invited as they are."""
    found = {}
    for one in people:
        if not 1 < len(one.nom) <= 200:
            found[one.dossier] = "Dites qui est invité : prénom et nom, ou le nom de l’organisme."
        elif one.courriel and not is_mail(one.courriel):
            found[one.dossier] = (
                f"« {one.courriel} » n’est pas une adresse complète : prenom.nom@exemple.fr, par exemple."
            )
    return found
