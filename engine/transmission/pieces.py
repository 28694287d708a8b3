"""The documents of the folder: the contract, its annexes, the project of délibération, each under a name that stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.actes.acte import with_acte
from engine.conformity.checked import left_of
from engine.conformity.conformity import Conformity
from engine.conformity.document import document_of
from engine.dossier import Dossier
from engine.redaction import Redaction, annexes_of, redaction_of
from engine.writing import written
from models.records import dataclass

CONTRACT, ANNEXES, FIGURES = "contrat.pdf", "annexes.pdf", "annexes.xlsx"
SHEET, DELIBERATION = "fiche-de-conformite.pdf", "projet-de-deliberation.docx"
ACT = "actes/deliberation"
_LOCAL = frozenset(("collectivites", "signataires"))
"""The authorities that have an assembly."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the folder, and what it is, in French."""

    name: str
    what: str
    content: bytes


def has_an_assembly(dossier: Dossier) -> bool:
    """Whether a collectivité signs the contract, whose assembly deliberates."""
    return not _LOCAL.isdisjoint(dossier.modele.plan.autorites)


def pieces(dossier: Dossier, made: Redaction, conformity: Conformity, engine: str) -> Iterator[Piece]:
    """The documents of a contract that is drafted (`made`), its PDF typeset by `engine`.

    `conformity` is what became of each article of the model as published, and where each compulsory mention is.

    Raises:
        InputError: where one cannot be written.
    """
    yield Piece(CONTRACT, "le contrat", made.file("pdf", engine)[0])
    if any(True for _ in dossier.grilles):
        annexes = annexes_of(dossier)
        if not annexes.empty:
            yield Piece(ANNEXES, "les annexes chiffrées, à lire", annexes.file("pdf", engine)[0])
        yield Piece(FIGURES, "les annexes chiffrées, qui se calculent", annexes.file("xlsx")[0])
    yield Piece(SHEET, "la fiche de conformité au modèle publié", _sheet(conformity, engine))
    if has_an_assembly(dossier):
        act = redaction_of(with_acte(dossier, ACT, {}, day_of_the_act(dossier) or dossier.droit.jour), document=ACT)
        what = "le projet de délibération, rédigé par cpom sans modèle officiel, à relire"
        yield Piece(DELIBERATION, what, act.file("docx")[0])


def _sheet(found: Conformity, engine: str) -> bytes:
    document = document_of(found, left_of(found), len(found.assembled.missing))
    return written(document, "pdf", None, engine)[0]


def day_of_the_act(dossier: Dossier) -> date | None:
    """The day of the délibération, where the description gives it."""
    said = getattr(getattr(dossier.contrat, "collectivite", None), "deliberation", None)
    return said if isinstance(said, date) else None
