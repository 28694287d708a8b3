"""Invitations: a link that opens one dossier to somebody without an account, until it expires or is taken back.

The base keeps a hash of the link alone: who reads the base cannot open a dossier, and nobody shows a link twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select, update

from engine.bureau.access.keys import is_signed, signed
from engine.bureau.access.rights import Visitor
from engine.bureau.access.sessions import hashed, opened
from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import dossiers, evenements, invitations, now, seances

USAGE = "invitation"
DAYS = 60
MOST_DAYS = 400
PARTIES = MappingProxyType(
    {
        "gestionnaire": "le gestionnaire : ses seules questions",
        "departement": "l’autorité : ses seules questions",
        "": "les deux : toutes les questions",
    }
)
"""Whose questions somebody answers who is invited."""


@dataclass(frozen=True, slots=True)
class Invite:
    """Who is invited: their name, their mail, whose questions they answer, whether they hand in, for how many days."""

    nom: str
    courriel: str = ""
    partie: str = "gestionnaire"
    peut_remettre: bool = True
    jours: int = DAYS


def invited(db: Connection, dossier: str, who: Invite, visitor: Visitor) -> tuple[str, str]:
    """A new invitation to a dossier: its name, and the secret of its link, which is never known again.

    A guest invites a colleague of the same party, who does not hand in, and whose link does not outlive their own.
    """
    secret, name, parent = signed(db, USAGE), new_id(), _parent(db, visitor)
    until = now() + timedelta(days=min(max(who.jours, 1), MOST_DAYS))
    db.execute(
        insert(invitations).values(
            id=name,
            dossier=dossier,
            empreinte=hashed(secret),
            partie=parent["partie"] if parent else who.partie,
            peut_remettre=who.peut_remettre and not parent,
            nom=who.nom,
            courriel=who.courriel,
            invite_par=visitor.nom,
            parente=parent["id"] if parent else None,
            expire_le=min(until, parent["expire_le"]) if parent else until,
        )
    )
    _told(db, dossier, visitor, "invitation", who.nom)
    return name, secret


def renewed(db: Connection, found: RowMapping, visitor: Visitor) -> str:
    """A new link for an invitation, as long as the first; the one before, and what it opened, work no more."""
    secret, lasting = signed(db, USAGE), found["expire_le"] - found["creee_le"]
    until = now() + lasting
    if parent := _parent(db, visitor):
        until = min(until, parent["expire_le"])
    db.execute(
        update(invitations)
        .where(invitations.c.id == found["id"])
        .values(empreinte=hashed(secret), creee_le=now(), expire_le=until, revoquee_le=None, vue_le=None)
    )
    db.execute(delete(seances).where(seances.c.invitation == found["id"]))
    _told(db, found["dossier"], visitor, "nouveau_lien", found["nom"])
    return secret


def revoked(db: Connection, found: RowMapping, visitor: Visitor) -> None:
    """Take an invitation back, with those that whoever had it sent: what they opened is closed at once."""
    colleagues = db.execute(select(invitations.c.id).where(invitations.c.parente == found["id"])).scalars()
    names = [found["id"], *colleagues]
    db.execute(
        update(invitations)
        .where(invitations.c.id.in_(names), invitations.c.revoquee_le.is_(None))
        .values(revoquee_le=now())
    )
    db.execute(delete(seances).where(seances.c.invitation.in_(names)))
    _told(db, found["dossier"], visitor, "invitation_retiree", found["nom"])


def of(db: Connection, secret: str) -> RowMapping | None:
    """The invitation of a link, with the title of its dossier; None where it is made up, expired or taken back."""
    if not is_signed(db, USAGE, secret):
        return None
    asked = (
        select(invitations, dossiers.c.titre)
        .join(dossiers, dossiers.c.id == invitations.c.dossier)
        .where(
            invitations.c.empreinte == hashed(secret),
            invitations.c.expire_le > now(),
            invitations.c.revoquee_le.is_(None),
        )
    )
    return db.execute(asked).mappings().first()


def entered(db: Connection, found: RowMapping) -> str:
    """Open a session for whoever has the link: the secret of its cookie."""
    db.execute(update(invitations).where(invitations.c.id == found["id"]).values(vue_le=now()))
    return opened(db, invitation=found["id"], moyen=USAGE)


def listed(db: Connection, dossier: str, visitor: Visitor) -> Sequence[RowMapping]:
    """The invitations to a dossier that a visitor sees: all of them, or those that they sent."""
    asked = select(invitations).where(invitations.c.dossier == dossier).order_by(invitations.c.creee_le.desc())
    return db.execute(_seen_by(asked, visitor)).mappings().all()


def one(db: Connection, dossier: str, name: str, visitor: Visitor) -> RowMapping | None:
    """An invitation to a dossier, None where this visitor does not see it."""
    asked = select(invitations).where(invitations.c.dossier == dossier, invitations.c.id == name)
    return db.execute(_seen_by(asked, visitor)).mappings().first()


def situation(found: RowMapping, moment: datetime) -> str:
    """What became of an invitation, in the words of the page."""
    if found["revoquee_le"]:
        return "retirée"
    return "expirée" if found["expire_le"] <= moment else "ouverte" if found["vue_le"] else "pas encore ouverte"


def _seen_by(asked: Select[Any], visitor: Visitor) -> Select[Any]:
    return asked.where(invitations.c.parente == _of(visitor)) if visitor.is_guest else asked


def _of(visitor: Visitor) -> str:
    return visitor.par.partition(":")[2]


def _parent(db: Connection, visitor: Visitor) -> RowMapping | None:
    if not visitor.is_guest:
        return None
    return db.execute(select(invitations).where(invitations.c.id == _of(visitor))).mappings().one()


def _told(db: Connection, dossier: str, visitor: Visitor, quoi: str, nom: str) -> None:
    db.execute(insert(evenements).values(dossier=dossier, qui=visitor.nom, quoi=quoi, detail={"nom": nom}))
