"""The fingerprint of a clause of a library, by which a contract that has other words knows that it changed since."""

from __future__ import annotations

from hashlib import sha256

from engine.libraries.clause import Clause

_LENGTH = 12


def fingerprint(clause: Clause) -> str:
    """The first digits of the digest of a clause's title and body, as the library writes them."""
    return sha256(f"{clause.en_tete.titre}\n{clause.ecrit}".encode()).hexdigest()[:_LENGTH]
