"""A document that came back, read away from here: what was changed in it by hand, as JSON; and what a choice gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

import cpom
from engine.bureau.libraries import laid_out
from engine.bureau.opening import folder
from engine.bureau.uploads.isolated import isolated

_LIBRARY = "bibliotheque.zip"
KINDS = ("docx", "odt", "pdf")
"""What may come back. A PDF keeps the words that it was written with: it says so, and changes nothing."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back (its name and its bytes), and the description of a dossier that it is read against.

    `revisions` says how its tracked changes are read: « acceptees » or « refusees ».
    """

    nom: str
    contenu: bytes
    dossier: str
    bibliotheque: str
    texte: str
    revisions: str
    jour: date


@lru_cache(maxsize=16)
def read_apart(base: Engine, one: Returned) -> Any:
    """What was changed by hand in a file: see `read`.

    Raises:
        RefusedError: where it cannot be read, or is of another contract.
    """
    return _isolated("read", base, one)


def applied_apart(base: Engine, one: Returned, faits: Mapping[str, str], mots: Sequence[int]) -> Any:
    """The description with these facts and these words of a file alone: see `apply`.

    Raises:
        RefusedError: as `read_apart` does, and where the description would become wrong.
    """
    return _isolated("apply", base, one, faits=dict(faits), mots=list(mots))


def _isolated(work: str, base: Engine, one: Returned, **said: Any) -> Any:
    archive, where = laid_out(base, one.bibliotheque)
    return isolated(
        f"{__name__}:{work}", one.contenu, name=one.nom, beside={_LIBRARY: archive}, texte=one.texte,
        jour=one.jour.isoformat(), revisions=one.revisions, bibliotheque=str(where),
        dossier=str(folder(base, one.dossier)), **said,
    )  # fmt: skip


# --- In the process that is apart -------------------------------------------------------------------------------------


def read(file: Path, **said: Any) -> dict[str, Any]:
    """What was changed: facts, words, figures, remarks, tracked changes, each as `cpom.Relecture` says it."""
    found = _reread(file, **said)
    return {
        "porte_sa_description": found.porte_sa_description,
        "faits": [{**asdict(one), "constats": _told(one.constats)} for one in found.faits],
        "mots": [asdict(one) for one in found.mots],
        "chiffres": [asdict(one) for one in found.chiffres],
        "remarques": [asdict(one) for one in found.remarques],
        "revisions": [asdict(one) for one in found.revisions],
        "clauses_perdues": [asdict(one) for one in found.clauses_perdues],
        "constats": _told([one for one in found.constats if not one.chemin]),
    }


def apply(file: Path, faits: Mapping[str, str], mots: Sequence[int], **said: Any) -> dict[str, Any]:
    """The text of the description with what was chosen, its clauses in other words, and what to know of them."""
    kept = _reread(file, **said).retenant(faits, mots)
    return {
        "texte": kept.appliquee().yaml(),
        "clauses": list(kept.clauses_reprises),
        "constats": _told(kept.constats_des_mots),
    }


def _reread(file: Path, texte: str, jour: str, bibliotheque: str, dossier: str, revisions: Any) -> cpom.Relecture:
    library = cpom.Bibliotheque.gardee(Path(_LIBRARY).read_bytes(), bibliotheque)
    read = cpom.lire(texte, dossier=dossier, bibliotheque=library, jour=date.fromisoformat(jour))
    return cpom.relire(file, read, revisions=revisions)


def _told(found: Sequence[cpom.Constat]) -> list[dict[str, str]]:
    return [{"gravite": one.gravite, "code": one.code, "message": one.message, "conseil": one.conseil} for one in found]
