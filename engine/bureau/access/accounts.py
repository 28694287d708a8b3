"""Accounts: who works at the desk, by their mail; made by whoever administers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.bureau.access.attempts import counted, succeeded
from engine.bureau.access.passwords import hash_of, is_old, is_right
from engine.bureau.access.rights import ADMINISTRATEUR
from engine.bureau.access.sessions import hashed
from engine.bureau.access.tokens import CONNEXION, given, revoked
from engine.bureau.storage.connect import new_id, reading, writing
from engine.bureau.storage.tables import comptes, seances

LINK_LASTS: Final = timedelta(days=7)


class TakenError(Exception):
    """An account has this mail already."""


class LastAdministratorError(Exception):
    """Nobody would be left to administer the desk."""


def mail(said: str) -> str:
    """A mail as accounts are found by it."""
    return said.strip().casefold()


def created(db: Connection, courriel: str, nom: str, role: str) -> str:
    """A new account, without a password: a link signs it in.

    Raises:
        TakenError: where another has this mail.
    """
    name = new_id()
    try:
        with db.begin_nested():
            db.execute(insert(comptes).values(id=name, courriel=mail(courriel), nom=nom, role=role))
    except IntegrityError:
        raise TakenError from None
    return name


def changed(db: Connection, compte: str, *, courriel: str, nom: str, role: str, actif: bool) -> None:
    """Change an account; one that is not active any more has no session left.

    Raises:
        TakenError: where another has this mail.
        LastAdministratorError: where no other active account administers the desk.
    """
    if not (actif and role == ADMINISTRATEUR):
        # The rows are held until the end, so that two administrators do not leave together.
        others = select(comptes.c.id).where(comptes.c.role == ADMINISTRATEUR, comptes.c.actif).with_for_update()
        administrators = set(db.execute(others).scalars())
        if administrators == {compte}:
            raise LastAdministratorError
    told = {"courriel": mail(courriel), "nom": nom, "role": role, "actif": actif}
    try:
        with db.begin_nested():
            db.execute(update(comptes).where(comptes.c.id == compte).values(**told))
    except IntegrityError:
        raise TakenError from None
    if not actif:
        db.execute(delete(seances).where(seances.c.compte == compte))
        revoked(db, compte, usage=CONNEXION)


def link_of(db: Connection, compte: str, lasts: timedelta = LINK_LASTS) -> str:
    """The secret of a link that signs an account in once; the links before it sign nobody in any more."""
    revoked(db, compte, usage=CONNEXION)
    return given(db, compte, "lien de connexion", CONNEXION, lasts)


def with_password(db: Connection, compte: str, password: str, session: str) -> None:
    """Give an account its password: its other sessions end, and its links."""
    db.execute(update(comptes).where(comptes.c.id == compte).values(mot_de_passe=hash_of(password)))
    db.execute(delete(seances).where(seances.c.compte == compte, seances.c.empreinte != hashed(session)))
    revoked(db, compte, usage=CONNEXION)


def recognised(base: Engine, courriel: str, password: str, address: str) -> str:
    """The account of a mail and its password, typed at an address of the network; empty where they are not right.

    Raises:
        HTTPException: 429, where too many were tried.
    """
    said = mail(courriel)
    counted(base, "adresse", address)
    counted(base, "compte", said)
    counted(base, "couple", said, address)
    with reading(base) as db:
        found = by_mail(db, said)
    if not is_right(found["mot_de_passe"] if found else None, password) or found is None or not found["actif"]:
        return ""
    succeeded(base, "couple", said, address)
    if is_old(found["mot_de_passe"]):
        with writing(base) as db:
            db.execute(update(comptes).where(comptes.c.id == found["id"]).values(mot_de_passe=hash_of(password)))
    return str(found["id"])


def known_as(db: Connection, sujet: str, courriel: str) -> str:
    """The active account that the provider of identities names, empty where there is none.

    The first time it is found by its mail; from then on by how the provider names it, whatever its mail becomes.
    """
    found = db.execute(select(comptes).where(comptes.c.sujet == sujet)).mappings().first()
    if found is None:
        found = by_mail(db, courriel)
        if found is None or found["sujet"] or not found["actif"]:
            return ""
        db.execute(update(comptes).where(comptes.c.id == found["id"]).values(sujet=sujet))
    return str(found["id"]) if found["actif"] else ""


def by_mail(db: Connection, courriel: str) -> RowMapping | None:
    """The account of a mail, None where there is none."""
    return db.execute(select(comptes).where(comptes.c.courriel == mail(courriel))).mappings().first()


def by_name(db: Connection, compte: str) -> RowMapping | None:
    """An account by its name, None where there is none."""
    return db.execute(select(comptes).where(comptes.c.id == compte)).mappings().first()


def listed(db: Connection) -> Sequence[RowMapping]:
    """Every account: those that are active first, then by name."""
    return db.execute(select(comptes).order_by(comptes.c.actif.desc(), func.lower(comptes.c.nom))).mappings().all()


def are_there(db: Connection) -> bool:
    """Whether the desk has any account."""
    return db.execute(select(comptes.c.id).limit(1)).first() is not None
