"""A document that came back, read away from here: what was changed in it by hand, as JSON; and what a choice gives."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine

import cpom
from engine.bureau.libraries import library
from engine.bureau.opening import folder
from engine.bureau.uploads.isolated import isolated

_SECONDS = 60.0
"""Reading takes one or two; a long contract on a machine at work, more. The page waits away from the engine."""
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


_READ: OrderedDict[tuple[str, Returned], Any] = OrderedDict()
"""What was read lately: a page that is opened again reads nothing."""
_MOST = 16
_LOCK = Lock()


def read_apart(base: Engine, one: Returned) -> Any:
    """What was changed by hand in a file: see `read`.

    Raises:
        RefusedError: where it cannot be read, or is of another contract.
    """
    with _LOCK:
        if (known := _READ.get((str(base.url), one))) is not None:
            return known
    return _kept(base, one, _isolated("read", base, one))


def applied_apart(base: Engine, one: Returned, faits: Mapping[str, str], mots: Sequence[int]) -> Any:
    """The description with these facts and these words of a file alone: see `apply`.

    Raises:
        RefusedError: as `read_apart` does, and where the description would become wrong.
    """
    said = _isolated("apply", base, one, faits=dict(faits), mots=list(mots))
    _kept(base, replace(one, texte=said["texte"]), said["lu"])
    return said


def _kept(base: Engine, one: Returned, said: Any) -> Any:
    with _LOCK:
        _READ[str(base.url), one] = said
        while len(_READ) > _MOST:
            _READ.popitem(last=False)
    return said


def _isolated(work: str, base: Engine, one: Returned, **said: Any) -> Any:
    return isolated(
        f"{__name__}:{work}", one.contenu, name=one.nom, texte=one.texte,
        jour=one.jour.isoformat(), revisions=one.revisions, bibliotheque=str(library(base, one.bibliotheque).etal),
        dossier=str(folder(base, one.dossier)), seconds=_SECONDS, **said,
    )  # fmt: skip


# --- In the process that is apart -------------------------------------------------------------------------------------


def read(file: Path, texte: str, **said: Any) -> dict[str, Any]:
    """What was changed: facts, words, figures, remarks, tracked changes, each as `cpom.Relecture` says it."""
    return _as_json(cpom.relire(file, _description(texte, **said), revisions=said["revisions"]))


def apply(file: Path, texte: str, faits: Mapping[str, str], mots: Sequence[int], **said: Any) -> dict[str, Any]:
    """The description with what was chosen, its clauses in other words, what to know of them; and read against that."""
    kept = cpom.relire(file, _description(texte, **said), revisions=said["revisions"]).retenant(faits, mots)
    made = kept.appliquee()
    return {
        "texte": made.yaml(),
        "clauses": list(kept.clauses_reprises),
        "constats": _told(kept.constats_des_mots),
        "lu": _as_json(cpom.relire(file, made, revisions=said["revisions"])),
    }


def _description(texte: str, jour: str, bibliotheque: str, dossier: str, revisions: str) -> cpom.Dossier:  # noqa: ARG001
    books = cpom.Bibliotheque.etalee(bibliotheque)
    return cpom.lire(texte, dossier=dossier, bibliotheque=books, jour=date.fromisoformat(jour))


def _as_json(found: cpom.Relecture) -> dict[str, Any]:
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


def _told(found: Sequence[cpom.Constat]) -> list[dict[str, str]]:
    return [{"gravite": one.gravite, "code": one.code, "message": one.message, "conseil": one.conseil} for one in found]
