"""What the form of an approved operator asks of each act, to be copied there: nature, matière, number, date, object.

The names of the natures are those of the programme @CTES; its codes, and those of matières, are not in our sources:
they are left to whoever fills the form, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from engine.dossier import Dossier
from engine.json_text import json_text
from engine.redaction import Redaction
from engine.transmission.pieces import ANNEXES, CONTRACT, DELIBERATION, day_of_the_act, has_an_assembly
from models.records import dataclass

FORMAT = 1
_TO_CHECK = "à vérifier"
_NOTHING_IS_SENT = (
    "Rien n'est envoyé : ces renseignements se recopient dans le formulaire de l'opérateur de transmission homologué."
)
_WITHOUT = "Aucune collectivité ne signe ce contrat : ni délibération, ni transmission n'est préparée."
_LABELS = {
    "piece": "pièce", "nature": "nature", "matiere": "matière", "numero": "numéro", "date": "date", "objet": "objet",
    "annexes": "pièces jointes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What only the collectivité knows of an act: its matière, by the code of its nomenclature, and its number."""

    matiere: str = ""
    numero: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What the form asks of an act; what is empty is to be filled, and `to_check` says what is to be verified."""

    piece: str
    nature: str
    matiere: str
    numero: str
    date: date | None
    objet: str
    annexes: tuple[str, ...]
    to_check: tuple[str, ...]


def acts(dossier: Dossier, made: Redaction, names: Iterable[str], asked: Asked) -> Iterator[Act]:
    """The acts of a folder that holds files of these `names`; none where no collectivité signs."""
    if not has_an_assembly(dossier):
        return
    beside = tuple(name for name in names if name == ANNEXES)
    contract = made.document
    parties = " et ".join(filter(None, (contract.letterhead.authority, contract.letterhead.manager)))
    objet = f"{contract.title} : {parties}" if parties else contract.title
    signed = dossier.contrat.signature.date
    yield _act(CONTRACT, "Contrats, conventions et avenants", objet, signed, beside, asked)
    title = f"Approbation d'un contrat. {objet}"
    yield _act(DELIBERATION, "Délibérations", title, day_of_the_act(dossier), (CONTRACT, *beside), Asked(asked.matiere))


def _act(piece: str, nature: str, objet: str, day: date | None, annexes: tuple[str, ...], asked: Asked) -> Act:
    doubts = [f"nature : le code de « {nature} » dans la nomenclature de l'opérateur"]
    doubts.append(
        "matière : le code donné n'a pas été contrôlé"
        if asked.matiere
        else "matière : son code, selon la nomenclature que la convention avec le préfet annexe"
    )
    doubts += [] if asked.numero else ["numéro : celui que la collectivité donne à l'acte"]
    doubts += [] if day else ["date : elle n'est pas dans la description"]
    return Act(piece, nature, asked.matiere, asked.numero, day, objet, annexes, tuple(doubts))


def as_json(found: tuple[Act, ...]) -> bytes:
    """The bordereau for a program."""
    said = {"format": FORMAT, "avertissement": _NOTHING_IS_SENT if found else _WITHOUT, "actes": [*map(_data, found)]}
    return json_text(said).encode(errors="replace")


def _data(act: Act) -> dict[str, object]:
    return {
        "piece": act.piece,
        "nature": act.nature,
        "matiere": act.matiere or None,
        "numero": act.numero or None,
        "date": act.date.isoformat() if act.date else None,
        "objet": act.objet,
        "annexes": list(act.annexes),
        "a_verifier": list(act.to_check),
    }


def as_text(found: tuple[Act, ...]) -> bytes:
    """The same, to be read and copied."""
    lines = ["Bordereau", "=========", "", _NOTHING_IS_SENT if found else _WITHOUT]
    for act in found:
        said = {**_data(act), "annexes": ", ".join(act.annexes) or "aucune"}
        lines += ["", *(f"{label} : {said[key] or f'[{_TO_CHECK}]'}" for key, label in _LABELS.items())]
        lines += [f"{_TO_CHECK} : {one}" for one in act.to_check]
    return ("\n".join(lines) + "\n").encode(errors="replace")
