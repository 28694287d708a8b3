"""Something at the end of each address of the desk: one dossier, one task… that any page may be opened on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import insert

import cpom
from engine.bureau.access.invitations import Invite, invited
from engine.bureau.access.rights import LECTEUR
from engine.bureau.catalogue import PAGES
from engine.bureau.negotiation.rereadings import received_back
from engine.bureau.states.journal import Next, State, appended
from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import taches
from engine.bureau.uploads.received import Received
from tests.bureau.conftest import EXEMPLES, OFFICER, Desk
from tests.bureau.visiteurs import programmation
from tests.rereading.retouches import typed

QUERIES = {
    "/dossiers/nouveau/modele": "?modele=saad",
    "/dossiers/{dossier}/contrat/fait": "?chemin=duree",
    "/taches/{tache}": "?fixe",
}
"""What an address asks for besides its parts."""

ELSEWHERE = ("/connexion/fournisseur", "/connexion/retour")
"""What leads to a provider of identities, and back: this desk has none."""

FILES = ("{fichier}", "{format}", "/fichier")
"""How addresses end that give a file, besides those whose name has a suffix: other tests open them."""


@dataclass(frozen=True)
class Furnished:
    """A desk with something in it."""

    desk: Desk
    dossier: str
    tache: str
    rapport: str
    passage: str
    section: str

    def address(self, pattern: str) -> str:
        """The address of a page, with what it is about."""
        for name, part in PARTS.items():
            pattern_part = "{" + name + "}"
            if pattern_part in pattern:
                pattern = pattern.replace(pattern_part, part(self))
        assert "{" not in pattern, f"{pattern}: tell what it is about in tests/bureau/navigateur/adresses.py"
        return pattern


PARTS: Mapping[str, Callable[[Furnished], str]] = {
    "dossier": lambda known: known.dossier,
    "tache": lambda known: known.tache,
    "programmation": lambda known: known.rapport.split("/")[2],
    "rapport": lambda known: known.rapport.split("/")[4],
    "numero": lambda _: "1",
    "passage": lambda known: known.passage,
    "compte": lambda known: known.desk.account(LECTEUR),
    "secret_de_connexion": lambda _: "inconnu",
    "section:path": lambda known: known.section,
    "clause:path": lambda _: "litiges",
    "retour": lambda known: _returned(known),  # noqa: PLW0108
    "secret": lambda known: _link(known),  # noqa: PLW0108 - it is written below
}


def opened_by_get() -> list[str]:
    """The addresses that show a page."""
    shown = (
        one.path for one in PAGES if "GET" in one.methods and "." not in one.path and not one.path.startswith("/api/")
    )
    return [path for path in shown if not path.endswith(FILES + ELSEWHERE)]


def furnished(desk: Desk) -> Furnished:
    """Put in a desk what its pages are about."""
    dossier = desk.dossier("saad-premier-jet")
    appended(desk.base, dossier, _shorter, OFFICER)
    text = (EXEMPLES / "saad-premier-jet.yaml").read_text(encoding="utf-8")
    lu = cpom.lire(text)
    passage, section = cpom.passages(lu)[3].id, cpom.rubriques(lu)[1].nom
    return Furnished(desk, dossier, _task(desk, dossier), programmation(desk), passage, section)


def _link(known: Furnished) -> str:
    """The secret of an invitation."""
    with known.desk.base.begin() as db:
        return invited(db, known.dossier, Invite("Jeanne Exemple"), OFFICER)[1]


def _returned(known: Furnished) -> str:
    """A document that came back, in which a fact was changed."""
    written = cpom.ouvrir("data/exemples/saad-premier-jet.yaml").ecrire("docx")
    changed = typed(written, {"duree": "quatre ans"})
    with known.desk.base.begin() as db:
        return received_back(db, known.dossier, Received("retour.docx", changed, "docx"), OFFICER)


def _shorter(last: State) -> Next:
    """A second state, that differs from the first."""
    changed = last.texte.replace("duree: 5 ans", "duree: 4 ans")
    return Next(cpom.lire(changed), "reponses", [{"chemin": "duree", "avant": "5 ans", "apres": "4 ans"}])


def _task(desk: Desk, dossier: str) -> str:
    """A task that is done."""
    made = {"id": new_id(), "genre": "documents", "dossier": dossier, "arguments": {}, "situation": "faite"}
    with desk.base.begin() as db:
        db.execute(insert(taches).values(**made, demandee_par=OFFICER.nom, par=OFFICER.par))
    return str(made["id"])
