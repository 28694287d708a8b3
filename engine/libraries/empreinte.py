"""The fingerprint of a clause of a library, by which a contract that has other words knows that it changed since."""

from __future__ import annotations

from hashlib import sha256

from engine.libraries.clause import Clause

_LENGTH = 12


def fingerprint(clause: Clause) -> str:
    """The first digits of the digest of a clause's title and body, as their author wrote them.

    That of a clause that a contract adapted is that of the library's.
    """
    if clause.negociee and clause.negociee.base:
        return clause.negociee.base
    return sha256(f"{written_title(clause)}\n{clause.ecrit}".encode()).hexdigest()[:_LENGTH]


def written_title(clause: Clause) -> str:
    """The title of a clause as its author wrote it, its marks unread; empty where it has none."""
    return str(clause.lu.data.get("titre") or "") if clause.lu else clause.en_tete.titre
