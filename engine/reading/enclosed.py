"""The description that a document carries (.docx, .odt, .pdf), read as the YAML that it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from engine.carried import Carried, DamagedError, LaterFormatError
from engine.containers import Container, ContainerError, Limits
from engine.errors import Finding, InputError, Place, Severity
from engine.reading.attached import carried_in_pdf
from engine.reading.decoding import printable, read_bytes
from engine.reading.natures import refuse_other_file, refuse_other_yaml
from engine.reading.packed import carried_in
from engine.reading.yaml_strict import Source, parse_part, read_part

LARGEST_FILE: Final = 50_000_000
LIMITS: Final = Limits(whole=300_000_000)
PDF: Final = b"%PDF-"
_ZIP: Final = b"PK\x03\x04"
_COMPARED: Final = "Ses mots se comparent tout de même avec une description : cpom relire {name} FICHIER.yaml"


def read_description(path: Path) -> Source:
    """Read what can be read of a description: a file in YAML, or the one that a document was made from.

    Raises:
        InputError: where the file is something else, cannot be read, or is a document that lost its description.
    """
    if (carried := _carried(path)) is not None:
        name = printable(path)
        source = parse_part(carried.description.encode(errors="surrogatepass"), f"{name} (description)")
        try:
            refuse_other_yaml(source)
        except InputError:  # an arrêté, which a document of Word names better
            refuse_other_file(path)
            raise
        return replace(source, file=carried.name, remarks=(_told(name), *source.remarks))
    refuse_other_file(path)
    source = read_part(path)
    refuse_other_yaml(source)
    return source


def _carried(path: Path) -> Carried | None:
    """What a file was made from; None where it is no document, or carries nothing."""
    try:
        with path.open("rb") as file:
            head = file.read(len(PDF))
    except (OSError, ValueError):  # told by its reader
        return None
    if head == PDF:
        return carried_in_pdf(read_bytes(path, LARGEST_FILE))
    if not head.startswith(_ZIP):
        return None
    try:
        container = Container(read_bytes(path, LARGEST_FILE), LIMITS)
        container.check()
    except ContainerError:  # told by what it is
        return None
    carried, wrong = carried_or_why(container, printable(path))
    if wrong:
        raise InputError([replace(one, severity=Severity.ERROR) for one in wrong])
    return carried


def carried_or_why(container: Container, name: str) -> tuple[Carried | None, list[Finding]]:
    """What a document carries, None where it carries nothing, or why it cannot be had."""
    try:
        return carried_in(container), []
    except LaterFormatError:
        message = "ce document a été écrit par une version plus récente de cpom : sa description n'a pas été lue."
        hint = f"Mettez cpom à jour. {_COMPARED.format(name=name)}"
        return None, [Finding("document-version", message, Severity.WARNING, hint, place=Place(name))]
    except (DamagedError, ContainerError):
        message = (
            "la description que ce document porte est abîmée : une partie de ses propriétés a été changée ou perdue."
        )
        hint = _COMPARED.format(name=name)
        return None, [Finding("document-description", message, Severity.WARNING, hint, place=Place(name))]


def _told(name: str) -> Finding:
    message = "la description lue est celle que ce document porte, telle qu'elle était quand cpom l'a écrit."
    hint = f"Ce qui a été changé à la main dans le document se relit par : cpom relire {name}"
    return Finding("document-description-lue", message, Severity.INFORMATION, hint, place=Place(name))
