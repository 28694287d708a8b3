"""Who may do what: one table, which every page is held to (engine/bureau/routing.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

ADMINISTRATEUR, REDACTEUR, LECTEUR = "administrateur", "redacteur", "lecteur"
ROLES: Mapping[str, str] = MappingProxyType(
    {ADMINISTRATEUR: "administre le bureau", REDACTEUR: "rédige les contrats", LECTEUR: "lit les contrats"}
)
INVITE_QUI_REMET, INVITE = "invite_qui_remet", "invite"
PERSONNE = ""


class Right(Enum):
    """What a page asks of whoever opens it."""

    PUBLIC = "public"  # nobody needs to be known
    ENTRER = "entrer"  # anybody who is known: an account or an invitation
    LIRE = "lire"  # a dossier, its contract, its states
    REPONDRE = "repondre"  # to questions, to requests for correction; files attached
    INVITER = "inviter"  # somebody to fill in beside oneself
    REMETTRE = "remettre"  # hand in what was filled in
    SON_COMPTE = "son_compte"  # one's own password, one's tokens: an account, and no invitation
    TOUT_LIRE = "tout_lire"  # every dossier, the programmations, the calendar
    REDIGER = "rediger"  # make dossiers, words, documents, avenants
    ADMINISTRER = "administrer"  # accounts


_OF_GUESTS = {Right.PUBLIC, Right.ENTRER, Right.LIRE, Right.REPONDRE}
_OF_READERS = {Right.PUBLIC, Right.ENTRER, Right.LIRE, Right.SON_COMPTE, Right.TOUT_LIRE}
_OF_OFFICERS = {*_OF_READERS, Right.REPONDRE, Right.INVITER, Right.REMETTRE, Right.REDIGER}
RIGHTS: Mapping[str, frozenset[Right]] = MappingProxyType(
    {
        PERSONNE: frozenset({Right.PUBLIC}),
        INVITE: frozenset(_OF_GUESTS),
        INVITE_QUI_REMET: frozenset({*_OF_GUESTS, Right.INVITER, Right.REMETTRE}),
        LECTEUR: frozenset(_OF_READERS),
        REDACTEUR: frozenset(_OF_OFFICERS),
        ADMINISTRATEUR: frozenset({*_OF_OFFICERS, Right.ADMINISTRER}),
    }
)
"""What each role may. A guest may it in one dossier: that of the invitation."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who opens a page: nobody known, an account, or the bearer of an invitation or of a token.

    `par` is how the journal names them for ever (« compte:… »), `dossier` the only one that an invitation opens,
    `partie` whose questions they answer (empty: everybody's), `csrf` what their forms carry.
    """

    role: str = PERSONNE
    nom: str = ""
    par: str = ""
    dossier: str = ""
    partie: str = ""
    csrf: str = ""

    @property
    def is_guest(self) -> bool:
        """Whether an invitation, and no account, lets them in."""
        return self.role in (INVITE, INVITE_QUI_REMET)

    @property
    def compte(self) -> str:
        """The account of a browser that is signed in, empty where there is none."""
        kind, _, name = self.par.partition(":")
        return name if kind == "compte" else ""

    @property
    def by_token(self) -> bool:
        """Whether a program, and no browser, asks in the name of an account."""
        return self.par.startswith("jeton:")

    def may(self, right: Right, dossier: str = "") -> bool:
        """Whether they may do this, in this dossier where it is about one."""
        if right not in RIGHTS[self.role]:
            return False
        return not (dossier and self.is_guest) or dossier == self.dossier


NOBODY = Visitor()
