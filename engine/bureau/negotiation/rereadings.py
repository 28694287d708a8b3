"""The documents that came back to a dossier: kept, gone through in as many sittings as it takes, applied as a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from engine.bureau.access.rights import Visitor
from engine.bureau.demandes.requests import ask
from engine.bureau.dossiers.files import RETOUR, added
from engine.bureau.dossiers.life import told
from engine.bureau.negotiation.choices import TAKE, Change, accepted, changes_of
from engine.bureau.negotiation.returned import Returned, applied_apart, read_apart
from engine.bureau.opening import opened
from engine.bureau.states.journal import Next, State, appended
from engine.bureau.storage.connect import writing
from engine.bureau.storage.tables import fichiers, now, relectures
from engine.bureau.uploads.received import Received

NATURE = "relecture"
"""The nature of a state that was made of it."""
REVISIONS = ("acceptees", "refusees")


class ChosenElsewhereError(Exception):
    """Somebody else chose meanwhile: nothing was kept of these choices."""


@dataclass(frozen=True, slots=True)
class Rereading:
    """A document that came back: its file, what was chosen of it so far, and the state that was made of it last."""

    id: str
    nom: str
    recu_le: Any
    de: str
    revisions: str
    choix: Mapping[str, Any]
    version: int
    etat: int | None
    finie_le: Any
    finie_par: str

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, by change."""
        return dict(self.choix.get("changements", {}))


def received_back(db: Connection, dossier: str, file: Received, visitor: Visitor) -> str:
    """Keep a document that came back; its id. The same bytes are the same document."""
    digest = sha256(file.contenu).hexdigest()
    same = select(fichiers.c.id).where(
        fichiers.c.dossier == dossier, fichiers.c.nature == RETOUR, fichiers.c.sha256 == digest
    )
    if (known := db.execute(same).scalar()) is not None:
        return str(known)
    name = added(db, dossier, RETOUR, file.nom, file.contenu, who=visitor.nom)
    db.execute(insert(relectures).values(fichier=name, dossier=dossier))
    told(db, dossier, visitor, RETOUR, {"fichier": name, "nom": file.nom})
    return name


def rereadings(db: Connection, dossier: str) -> list[Rereading]:
    """The documents that came back, the last one first."""
    columns = (
        fichiers.c.id, fichiers.c.nom, fichiers.c.recu_le, fichiers.c.qui.label("de"), relectures.c.revisions,
        relectures.c.choix, relectures.c.version, relectures.c.etat, relectures.c.finie_le,
        relectures.c.qui.label("finie_par"),
    )  # fmt: skip
    asked = (
        select(*columns).join(relectures, relectures.c.fichier == fichiers.c.id).where(fichiers.c.dossier == dossier)
    )
    return [Rereading(**row) for row in db.execute(asked.order_by(fichiers.c.recu_le.desc())).mappings()]


def content_of(db: Connection, dossier: str, name: str) -> bytes:
    """The bytes of a document that came back.

    Raises:
        LookupError: where the dossier has none of this name.
    """
    asked = select(fichiers.c.contenu).where(
        fichiers.c.id == name, fichiers.c.dossier == dossier, fichiers.c.nature == RETOUR
    )
    if (found := db.execute(asked).scalar()) is None:
        raise LookupError(name)
    return bytes(found)


def returned(about: RowMapping, one: Rereading, content: bytes, texte: str, day: date) -> Returned:
    """A document against a text of the description of its dossier."""
    return Returned(one.nom, content, about["id"], about["bibliotheque"], texte, one.revisions, day)


def chosen(db: Connection, one: Rereading, version: int, **said: Any) -> None:
    """Keep choices, and whatever else is said of a rereading, if it is still what was shown.

    Raises:
        ChosenElsewhereError: where it is not.
    """
    here = update(relectures).where(relectures.c.fichier == one.id, relectures.c.version == version)
    if not db.execute(here.values(version=version + 1, **said)).rowcount:
        raise ChosenElsewhereError


def applied(base: Engine, about: RowMapping, one: Rereading, file: Returned, visitor: Visitor) -> tuple[State, Any]:
    """Write what is accepted as one state: the last state, and what is to be known of its words.

    Raises:
        RefusedError: where the description would become wrong.
    """
    said: dict[str, Any] = {"constats": [], "clauses": []}

    def make(last: State) -> Next | None:
        here = returned(about, one, file.contenu, last.texte, file.jour)
        read = read_apart(base, here)
        facts, words = accepted(changes_of(read), one.chosen)
        if not (facts or words):
            return None
        said.update(applied_apart(base, here, facts, words))
        before = {fact["chemin"]: fact["ancien"] for fact in read["faits"]}
        changes: list[dict[str, Any]] = [{"tout": True}]
        changes += [{"chemin": path, "avant": before[path], "apres": text} for path, text in facts.items()]
        made = opened(base, about, said["texte"], file.jour)
        return Next(made, NATURE, changes, f"relu dans {one.nom}")

    return appended(base, about["id"], make, visitor), said


def asked_of_remarks(
    base: Engine, about: RowMapping, changes: Sequence[Change], one: Rereading, visitor: Visitor
) -> dict[str, str]:
    """Make requests of the remarks that somebody chose to follow, each once: their ids, by change."""
    made = dict(one.choix.get("demandes", {}))
    for change in changes:
        if change.genre != "remarque" or change.key in made or one.chosen.get(change.key, ("",))[0] != TAKE:
            continue
        quoted = (
            f" (« {change.said['sur']} », {change.said['ou']})" if change.said["sur"] else f" ({change.said['ou']})"
        )
        with writing(base) as db:
            texte = f"{change.said['auteur']}, dans {one.nom}{quoted} : {change.said['texte']}"
            made[change.key] = ask(db, about, visitor, texte)
    return made


def finished(db: Connection, one: Rereading, visitor: Visitor, *, done: bool) -> None:
    """Say that a document was gone through, or that it is not after all."""
    values = {"finie_le": now() if done else None, "qui": visitor.nom if done else ""}
    db.execute(update(relectures).where(relectures.c.fichier == one.id).values(**values))
