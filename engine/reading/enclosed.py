"""The description that a document carries (.docx, .odt, .pdf), read as the YAML that it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.errors import Finding, InputError, Place, Severity
from engine.reading.decoding import PDF, ZIP, begins, printable, read_bytes
from engine.reading.form_or_contract import form_refused
from engine.reading.natures import ActError, refuse_act, refuse_other_file, refuse_other_yaml
from engine.reading.yaml_strict import Source, parse_part, read_part

if TYPE_CHECKING:
    from engine.carried import Carried

LARGEST_FILE: Final = 50_000_000


def read_description(path: Path) -> Source:
    """Read what can be read of a description: a file in YAML, or the one that a document was made from.

    Raises:
        InputError: where the file is something else, cannot be read, or is a document that lost its description.
        FormError: where it is a form, whose answers are not in the description that it carries.
    """
    if (carried := _carried(path)) is not None:
        name = printable(path)
        source = parse_part(carried.description.encode(errors="surrogatepass"), f"{name} (description)")
        try:
            refuse_act(source, carried.document)
            refuse_other_yaml(source)
        except ActError:
            raise
        except InputError:  # an arrêté, which a document of Word names better
            refuse_other_file(path)
            raise
        if not carried.bases:  # a contract carries those of its clauses
            raise form_refused(name)
        return replace(source, file=carried.name, remarks=(_told(name), *source.remarks))
    refuse_other_file(path)
    source = read_part(path)
    refuse_other_yaml(source)
    return source


def _carried(path: Path) -> Carried | None:
    """What a file was made from; None where it is no document, or carries no description, as a blank form."""
    if not begins(path, PDF, ZIP):
        return None
    from engine.reading.packed import carried_of  # noqa: PLC0415 - what reads XML is not needed to read YAML

    carried, wrong = carried_of(read_bytes(path, LARGEST_FILE), printable(path))
    if wrong:
        raise InputError([replace(one, severity=Severity.ERROR) for one in wrong])
    return carried if carried and carried.description else None


def _told(name: str) -> Finding:
    message = "la description lue est celle que ce document porte, telle qu'elle était quand cpom l'a écrit."
    hint = f"Ce qui a été changé à la main dans le document se relit par : cpom relire {name}"
    return Finding("document-description-lue", message, Severity.INFORMATION, hint, place=Place(name))
