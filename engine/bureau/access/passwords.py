"""Passwords: argon2id, and what a password must be (CNIL, délibération n° 2022-100 du 21 juillet 2022)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 12
LONGEST: Final = 200
"""Attempts are limited: the twelve characters that the CNIL asks for then need not be of every kind."""
_HASHER = PasswordHasher()


def hash_of(password: str) -> str:
    """What the base keeps of a password."""
    return _HASHER.hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was kept; it takes as long where none was."""
    try:
        return _HASHER.verify(kept or _nobody_s(), password[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_old(kept: str) -> bool:
    """Whether it was hashed with less care than today: it is hashed again when it is known."""
    return _HASHER.check_needs_rehash(kept)


def wrong_with(password: str, *about: str) -> str:
    """What is wrong with a new password, in the words of the page; empty where it will do.

    `about` is what others know of whoever chooses it: their name, their mail.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        return f"Choisissez un mot de passe d’au moins {SHORTEST} caractères, et d’au plus {LONGEST}."
    if len(set(password.casefold())) < 6:
        return "Ce mot de passe répète trop peu de caractères : mêlez plusieurs mots, par exemple."
    words = {word for one in about for word in one.casefold().replace("@", " ").replace(".", " ").split()}
    if any(len(word) > 3 and word in password.casefold() for word in words):
        return "Ce mot de passe contient votre nom ou votre adresse : choisissez-en un qui n’en dise rien."
    return ""


@lru_cache(maxsize=1)
def _nobody_s() -> str:
    """The hash of a password that nobody has: an account that does not exist is refused as slowly as one that does."""
    return _HASHER.hash("personne n’a ce mot de passe")
