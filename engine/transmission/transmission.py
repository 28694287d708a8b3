"""The whole folder of a contract, in memory: its documents, their bordereau, their manifest."""

from __future__ import annotations

from engine.comparing.side import of_description
from engine.conformity.checked import missing_mentions
from engine.conformity.conformity import conformity_of
from engine.definitif import NOT_WRITTEN, Final
from engine.dossier import Dossier
from engine.errors import Finding, InputError
from engine.redaction import USUAL_ENGINE, Redaction, redaction_of
from engine.transmission.bordereau import Asked, acts, as_json, as_text
from engine.transmission.manifest import manifest, sums
from engine.transmission.pieces import Piece, pieces
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Transmission:
    """The files of a folder, in the order of reading, the contract that they are of, the mentions that it misses."""

    pieces: tuple[Piece, ...]
    redaction: Redaction
    absent: tuple[Finding, ...]


def transmission_of(dossier: Dossier, final: Final, asked: Asked, engine: str = USUAL_ENGINE) -> Transmission:
    """The folder of a contract: nothing of it is written, nor sent.

    Raises:
        InputError: where the contract may not be written, or where a document of the folder cannot be.
    """
    made = redaction_of(dossier, final)
    if made.refusal:
        errors = [one for one in made.findings if one in dossier.errors]
        raise InputError([*errors, Finding(NOT_WRITTEN, f"rien n'a été écrit, {made.refusal}.")])
    conformity = conformity_of(of_description(dossier, dossier.source.name), dossier)
    documents = tuple(pieces(dossier, made, conformity, engine))
    found = tuple(acts(dossier, made, (one.name for one in documents), asked))
    files = (
        *documents,
        Piece("bordereau.txt", "ce que demande le formulaire de transmission, à recopier", as_text(found)),
        Piece("bordereau.json", "le même, pour un programme", as_json(found)),
    )
    files = (*files, manifest(dossier, final, engine, files))
    return Transmission((*files, sums(files)), made, dossier.located(tuple(missing_mentions(conformity))))
