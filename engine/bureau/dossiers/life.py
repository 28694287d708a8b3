"""A dossier goes from one situation to the next: handed in, taken back, sent to signature, closed; each is told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, insert, select, update

from engine.bureau.access.rights import Visitor
from engine.bureau.states.situations import CLOS, REDACTION, REMIS, SIGNATURE
from engine.bureau.storage.tables import dossiers, evenements, folded

REMISE, REOUVERTURE, FIGE, CLOTURE, NOM = "remise", "reouverture", "signature", "cloture", "nom"
EVENTS: Mapping[str, str] = MappingProxyType(
    {
        REMISE: "questionnaire remis",
        REOUVERTURE: "repris en rédaction",
        FIGE: "envoyé à la signature",
        CLOTURE: "dossier clos",
        NOM: "dossier renommé",
        "invitation": "invitation",
        "nouveau_lien": "nouveau lien d’invitation",
        "invitation_retiree": "invitation retirée",
        "demande": "demande de correction",
        "demande-reponse": "réponse à une demande de correction",
        "demande-correction": "correction dite faite",
        "demande-cloture": "demande de correction close",
        "demande-reouverture": "demande de correction rouverte",
        "retour": "document revenu",
        "avenant": "avenant écrit",
        "avenant-prepare": "avenant préparé dans un autre dossier",
        "bibliotheque": "bibliothèque changée",
        "import": "ouvert d’un fichier",
        "renouvellement": "ouvert du contrat de la période précédente",
        "fichier": "fichier joint",
        "retrait": "fichier retiré",
    }
)
"""What the events of a dossier are called, in the words of its page."""
_DETAIL = ("nom", "vers", "etat", "motif", "sha256")


def words_of(quoi: str, detail: Mapping[str, Any]) -> str:
    """What happened, with what it was about: whom, which file or state, why, the hashes of what was frozen."""
    said = {key: detail[key] for key in _DETAIL if detail.get(key)}
    if quoi == "bibliotheque":
        said = {"nom": " sur ".join(detail.get("titres", ()))}
    told = {
        "nom": lambda one: f" : « {one} »",
        "vers": lambda one: f" : « {detail['de']} » devient « {one} »",
        "etat": lambda one: f", état {one}",
        "motif": lambda one: f" ({one})",
        "sha256": lambda one: "".join(f" ; {name}, SHA-256 {digest}" for name, digest in one.items()),
    }
    return EVENTS.get(quoi, quoi) + "".join(told[key](value) for key, value in said.items())


class MovedOnError(Exception):
    """The dossier is not any more what was shown to whoever asked: nothing was done."""


def handed_in(db: Connection, dossier: str, visitor: Visitor, numero: int) -> None:
    """The gestionnaire says that it has answered: the state that it saw becomes the officer's to go on with.

    Raises:
        MovedOnError: where the dossier was handed in already, or where somebody answered in between.
    """
    _move(db, dossier, (REDACTION,), REMIS, numero)
    told(db, dossier, visitor, REMISE, {"etat": numero})


def reopened(db: Connection, dossier: str, visitor: Visitor, situation: str, motif: str) -> None:
    """Take a dossier back to drafting, from the situation that was shown; what was frozen stays.

    Raises:
        MovedOnError: where its situation is another by now.
    """
    _move(db, dossier, (situation,) if situation in (REMIS, SIGNATURE, CLOS) else (), REDACTION)
    told(db, dossier, visitor, REOUVERTURE, {"de": situation, "motif": motif})


def sent_to_signature(db: Connection, dossier: str, visitor: Visitor, numero: int, sha256: Mapping[str, str]) -> None:
    """A state is what the parties sign: `sha256` are the hashes of the files that are kept of it, by name.

    Raises:
        MovedOnError: where somebody changed the description in between, or where it is not being drafted.
    """
    _move(db, dossier, (REDACTION, REMIS), SIGNATURE, numero)
    told(db, dossier, visitor, FIGE, {"etat": numero, "sha256": dict(sha256)})


def closed(db: Connection, dossier: str, visitor: Visitor, motif: str) -> None:
    """Close a dossier, whatever it is: signed, or abandoned.

    Raises:
        MovedOnError: where it is closed already.
    """
    _move(db, dossier, (REDACTION, REMIS, SIGNATURE), CLOS)
    told(db, dossier, visitor, CLOTURE, {"motif": motif})


def renamed(db: Connection, dossier: str, visitor: Visitor, title: str) -> None:
    """Give a dossier another name; the description does not change.

    Raises:
        LookupError: where there is no such dossier.
    """
    row = db.execute(select(dossiers.c.titre, dossiers.c.modele).where(dossiers.c.id == dossier)).first()
    if row is None:
        raise LookupError(dossier)
    found = {"titre": title, "cherche": folded(f"{title} {row.modele}")}
    db.execute(update(dossiers).where(dossiers.c.id == dossier).values(**found))
    told(db, dossier, visitor, NOM, {"de": row.titre, "vers": title})


def told(db: Connection, dossier: str, visitor: Visitor, quoi: str, detail: Mapping[str, Any]) -> None:
    """Say an event of a dossier."""
    db.execute(insert(evenements).values(dossier=dossier, qui=visitor.nom, quoi=quoi, detail=dict(detail)))


def events(db: Connection, dossier: str) -> list[dict[str, Any]]:
    """What happened to a dossier, the last first."""
    asked = select(evenements).where(evenements.c.dossier == dossier).order_by(evenements.c.id.desc())
    return [dict(row) for row in db.execute(asked).mappings()]


def _move(db: Connection, dossier: str, before: tuple[str, ...], after: str, numero: int | None = None) -> None:
    asked = update(dossiers).where(dossiers.c.id == dossier, dossiers.c.situation.in_(before))
    if numero is not None:
        asked = asked.where(dossiers.c.dernier_etat == numero)
    if not db.execute(asked.values(situation=after)).rowcount:
        raise MovedOnError
