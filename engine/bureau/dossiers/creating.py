"""Making a dossier: its row, its first state, and what the table tells of it, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, insert

import cpom
from engine.bureau.access.rights import Visitor
from engine.bureau.libraries import current
from engine.bureau.libraries import library as kept_library
from engine.bureau.opening import NOMME, is_safe
from engine.bureau.settings import Settings
from engine.bureau.states.journal import Next, first
from engine.bureau.storage.connect import new_id, writing
from engine.bureau.storage.tables import dossiers, fichiers
from engine.writing.temporary import temporary_folder


@dataclass(frozen=True, slots=True)
class New:
    """A dossier to make: its title, the text of its description, where it comes from.

    `nature` and `motif` are those of its first state; `origine` the dossier that it comes from; `programmation` and
    `contrat` the programmation and its name there; `nommes` the files that its description names (name, bytes).
    `bibliotheque` is the kept library that it rests on; without it, that of the desk as it is now.
    """

    titre: str
    texte: str
    nature: str = "creation"
    motif: str = ""
    origine: str = ""
    programmation: str = ""
    contrat: str = ""
    nommes: Sequence[tuple[str, bytes]] = ()
    bibliotheque: str = ""


def created(base: Engine, settings: Settings, new: New, visitor: Visitor, day: date) -> str:
    """Make a dossier; what names it.

    Raises:
        cpom.PasUneDescription: where its text is no description.
        cpom.Refus: where the library of the desk cannot be opened.
        ValueError: where a file has a name that leads out of its folder.
    """
    named = new.bibliotheque
    library_name, library = (named, kept_library(base, named)) if named else current(base, settings)
    with temporary_folder("dossier") as folder:
        for name, content in new.nommes:
            if not is_safe(name):
                raise ValueError(name)
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_bytes(content)
        read = cpom.lire(new.texte, dossier=folder, bibliotheque=library, jour=day)
        made = Next(read, new.nature, [{"tout": True}], new.motif)
    name = new_id()
    with writing(base) as db:
        db.execute(
            insert(dossiers).values(
                id=name, titre=new.titre, modele=read.modele, bibliotheque=library_name,
                programmation=new.programmation or None, contrat=new.contrat or None, origine=new.origine or None,
                cree_par=visitor.nom,
            )
        )  # fmt: skip
        first(db, name, made, visitor)
        for file, content in new.nommes:
            db.execute(
                insert(fichiers).values(
                    id=new_id(), dossier=name, nom=file, nature=NOMME, contenu=content, qui=visitor.nom,
                    sha256=sha256(content).hexdigest(),
                )
            )  # fmt: skip
    return name
