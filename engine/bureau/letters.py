"""The text that goes with a link, ready to be sent by whoever invites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from engine.bureau.settings import Settings
from engine.bureau.templating import environment


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to send: to whom (empty where the address is not known), its subject, its words, the link in them."""

    a: str
    objet: str
    texte: str
    lien: str

    @property
    def mailto(self) -> str:
        """What opens it in the mail program of whoever sends it."""
        return f"mailto:{quote(self.a)}?subject={quote(self.objet)}&body={quote(self.texte)}"


def letter(settings: Settings, title: str, invitation: Mapping[str, Any], secret: str) -> Letter:
    """The mail of an invitation (a row of `invitations`) to the dossier of this title."""
    link = f"{settings.public_url}/invitation/{secret}"
    text = environment().get_template("invitations/texte.txt").render(titre=title, invitation=invitation, lien=link)
    return Letter(invitation["courriel"], f"Contrat à compléter : {title}", text, link)
