"""The journal of a dossier as a page shows it: without the texts, the last state first, and by which link each came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from engine.bureau.storage.tables import etats, invitations, jetons

A_PAGE = 50
NATURES = {
    "creation": "Ouverture du dossier",
    "reponses": "Réponses",
    "import": "Texte reçu",
    "formulaire": "Formulaire repris",
    "annexes": "Annexes chiffrées reprises",
    "relecture": "Document relu",
    "restauration": "Retour à un état",
    "adaptation": "Clause adaptée",
    "avenant": "Avenant",
    "renouvellement": "Repris du contrat de la période précédente",
}
"""What made a state, in the words of the journal; another is said as it is."""
_SEEN = [one for one in etats.c if one.name != "texte"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A state in the journal; `lien` is by what whoever made it came (« compte », « invitation du gestionnaire »…)."""

    etat: RowMapping
    nature: str
    lien: str


def entries(db: Connection, dossier: str, before: int | None = None) -> Sequence[Entry]:
    """A page of the journal: the last states, or those before a number."""
    asked = select(*_SEEN).where(etats.c.dossier == dossier).order_by(etats.c.numero.desc()).limit(A_PAGE)
    if before is not None:
        asked = asked.where(etats.c.numero < before)
    rows = db.execute(asked).mappings().all()
    links = _links(db, {row["par"] for row in rows})
    return [Entry(row, NATURES.get(row["nature"], row["nature"]), links[row["par"]]) for row in rows]


def link(db: Connection, par: str) -> str:
    """By what whoever made a state came."""
    return _links(db, {par})[par]


def _links(db: Connection, asked: set[str]) -> dict[str, str]:
    guests = _known(db, select(invitations.c.id, invitations.c.partie), asked, "invitation")
    tokens = _known(db, select(jetons.c.id, jetons.c.nom), asked, "jeton")
    found = {}
    for par in asked:
        kind, _, name = par.partition(":")
        if kind == "invitation":
            party = {"gestionnaire": " du gestionnaire", "departement": " de l’autorité"}.get(guests.get(name, ""), "")
            found[par] = f"par le lien d’invitation{party}"
        elif kind == "jeton":
            found[par] = f"par le jeton « {tokens[name]} »" if name in tokens else "par un jeton"
        else:
            found[par] = {"compte": "par son compte", "commande": "par une commande"}.get(kind, par)
    return found


def _known(db: Connection, asked: object, par: set[str], kind: str) -> dict[str, str]:
    names = [one.partition(":")[2] for one in par if one.startswith(f"{kind}:")]
    if not names:
        return {}
    table = invitations if kind == "invitation" else jetons
    return {row[0]: row[1] for row in db.execute(asked.where(table.c.id.in_(names)))}  # type: ignore[attr-defined]
