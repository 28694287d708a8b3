"""People at work on a desk that is served, from elsewhere than a browser: what they send, and what is acknowledged."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

import httpx2

from engine.bureau.access.rights import REDACTEUR
from engine.bureau.access.sessions import cookie_name
from tests.bureau.conftest import Desk
from tests.bureau.test_programmations import HEAD, TABLE

HASH = re.compile(r'data-empreinte="([^"]*)"')


@dataclass(frozen=True)
class Filler:
    """Somebody who answers the questions of one dossier."""

    client: httpx2.Client
    dossier: str

    def answers(self, chemin: str, shown: str, now: str, etat: int = 1) -> dict[str, Any]:
        """Save one answer, as the script of a page does; what the desk says of it."""
        said = {"etat": str(etat), f"v:{chemin}": shown, f"f:{chemin}": now}
        answer = self.client.post(f"/dossiers/{self.dossier}/reponses", data=said)
        answer.raise_for_status()
        return dict(answer.json())

    def sees(self, shown: dict[str, str]) -> dict[str, str]:
        """Ask for what changed of the contract; its pieces by their hashes, as the page then has them."""
        answer = self.client.post(f"/dossiers/{self.dossier}/contrat", data=shown)
        answer.raise_for_status()
        said = answer.json()
        now = {name: HASH.search(html) for name, html in said["changes"].items()}
        return {name: found[1] if (found := now.get(name)) else shown[name] for name in said["ordre"]}


def visitor(desk: Desk, **who: str) -> httpx2.Client:
    """Somebody who is signed in, by `compte=` or `invitation=`, and asks for JSON as a script does."""
    secret, token = desk.session(**who)
    return httpx2.Client(
        base_url=desk.settings.public_url,
        cookies={cookie_name(desk.settings): secret},
        headers={"X-CSRF": token, "Accept": "application/json"},
        timeout=120,
    )


def filler(desk: Desk, dossier: str, **who: str) -> Filler:
    """Somebody who fills in a dossier."""
    return Filler(visitor(desk, **who), dossier)


def programmation(desk: Desk) -> str:
    """A programmation of two contracts, sent in as an officer does: the address of the report of its import."""
    files = {"programmation.yaml": HEAD, "etablissements.csv": TABLE}
    sent = [("fichiers", (name, content.encode())) for name, content in files.items()]
    with visitor(desk, compte=desk.account(REDACTEUR)) as client:
        task = client.post("/programmations/nouvelle", files=sent).headers["location"]
        said = client.get(task).json()
        while said["situation"] in ("attente", "en_cours"):
            time.sleep(0.1)
            said = client.get(task).json()
    assert said["situation"] == "faite", said
    return str(said["vers"])
