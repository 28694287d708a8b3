"""The first way in: a new desk has no account, and nobody to make one."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address

from sqlalchemy import Connection, Engine

from engine.bureau.access.accounts import TakenError, are_there, by_mail, created, link_of
from engine.bureau.access.rights import ADMINISTRATEUR
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import writing

FIRST = "administrateur@localhost"
_LASTS = timedelta(hours=24)


def first_link(base: Engine, settings: Settings) -> str:
    """The address that signs the first administrator in, once, to be printed where the desk starts.

    Empty where the desk has an account already, and where it listens to others than this machine: its first
    administrator is then made by name (`administrator_link`).
    """
    if not is_here(settings.adresse):
        return ""
    with writing(base) as db:
        if are_there(db):
            return ""
        try:
            return _address(db, settings, created(db, FIRST, "Administrateur", ADMINISTRATEUR))
        except TakenError:
            return ""  # another process was first


def administrator_link(base: Engine, settings: Settings, courriel: str) -> str:
    """The address that signs an administrator in, whose account is made where there is none: for who has the server."""
    with writing(base) as db:
        found = by_mail(db, courriel)
        compte = found["id"] if found else created(db, courriel, courriel.partition("@")[0], ADMINISTRATEUR)
        return _address(db, settings, compte)


def is_here(address: str) -> bool:
    """Whether a server at this address (« 127.0.0.1:8000 ») is reached from this machine alone."""
    host = address.rpartition(":")[0].strip("[]")
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _address(db: Connection, settings: Settings, compte: str) -> str:
    return f"{settings.public_url}/connexion/lien/{link_of(db, compte, _LASTS)}"
