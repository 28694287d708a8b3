"""What a document was made from, found in it whatever an editor did to the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from engine.carried import NAMESPACE, PROPERTY, Carried, DamagedError, LaterFormatError, unpacked
from engine.containers import Container, ContainerError, Limits
from engine.elements import attribute
from engine.errors import Finding, Place, Severity
from engine.reading.attached import carried_in_pdf
from engine.reading.decoding import PDF, ZIP
from engine.seals import origin_in

_KEPT: Final = (("docProps/custom.xml", "property"), ("meta.xml", "user-defined"))
"""Where a DOCX, or else an ODT, keeps the properties that its user gives, and what each is called there."""
_ITEM: Final = re.compile(r"customXml/[^/]+\.xml")
LIMITS: Final = Limits(whole=300_000_000)
COMPARED: Final = "Ses mots se comparent tout de même avec une description : cpom relire {name} FICHIER.yaml"
"""What can still be done with a document that does not say what it was made from."""
_TEXTS: Final = ("description", "bibliotheque")
_IN_JSON: Final = re.compile(rb'\n "origine": "([0-9A-Za-z+/=.]*)"')
"""How the tree in JSON says it: no text of it has the end of a line."""
_NAME: Final = re.compile(re.escape(PROPERTY.partition("{")[0]) + r"(\d{1,6})")


def carried_of(data: bytes, name: str) -> tuple[Carried | None, list[Finding]]:
    """What the bytes of a document carry, as `carried_or_why`; None too where they are no document."""
    if data.startswith(PDF):
        return _or_why(lambda: carried_in_pdf(data), name)
    if not data.startswith(ZIP):
        return _or_why(lambda: carried_in_text(data), name)
    try:
        container = Container(data, LIMITS)
        container.check()
    except ContainerError:  # told by what it is
        return None, []
    return carried_or_why(container, name)


def carried_or_why(container: Container, name: str) -> tuple[Carried | None, list[Finding]]:
    """What a document carries, None where it carries nothing, or why it cannot be had."""
    return _or_why(lambda: carried_in(container), name)


def _or_why(read: Callable[[], Carried | None], name: str) -> tuple[Carried | None, list[Finding]]:
    try:
        return read(), []
    except LaterFormatError:
        message = "ce document a été écrit par une version plus récente de cpom : sa description n'a pas été lue."
        hint = f"Mettez cpom à jour. {COMPARED.format(name=name)}"
        return None, [Finding("document-version", message, Severity.WARNING, hint, place=Place(name))]
    except (DamagedError, ContainerError):
        message = (
            "la description que ce document porte est abîmée : une partie de ses propriétés a été changée ou perdue."
        )
        hint = COMPARED.format(name=name)
        return None, [Finding("document-description", message, Severity.WARNING, hint, place=Place(name))]


def carried_in_text(data: bytes) -> Carried | None:
    """What a page or a tree in JSON was made from; None where it says nothing.

    Raises:
        LaterFormatError: where a later version wrote it.
        DamagedError: where it is not whole.
    """
    pieces = origin_in(data)
    if not pieces and (found := _IN_JSON.search(data)):
        pieces = [found[1].decode()]
    return unpacked(pieces) if pieces else None


def carried_in(container: Container) -> Carried | None:
    """What a DOCX or an ODT was made from; None where nothing of it is left.

    The XML part is read where the properties are lost, or are not whole.

    Raises:
        LaterFormatError: where a later version wrote it.
        DamagedError: where it is not whole.
        ContainerError: where a part that may hold it cannot be read.
    """
    pieces = _pieces(container)
    try:
        return unpacked(pieces) if pieces else _of_the_part(container)
    except DamagedError:
        if (other := _of_the_part(container)) is not None:
            return other
        raise


def _pieces(container: Container) -> list[str]:
    for part, tag in _KEPT:
        if part in container:
            found = ((attribute(one, "name"), "".join(one.itertext())) for one in container.elements(part, tag))
            return _in_order(found)
    return []


def _in_order(found: Iterable[tuple[str, str]]) -> list[str]:
    """The pieces by their number, with an empty one, which cannot be unpacked, in place of those that are lost."""
    numbered = {int(match[1]): words.strip() for name, words in found if (match := _NAME.fullmatch(name))}
    if not numbered:
        return []
    whole = sorted(numbered) == list(range(1, len(numbered) + 1))
    return [numbered[number] for number in sorted(numbered)] if whole else [""]


def _of_the_part(container: Container) -> Carried | None:
    """What the XML part says of a contract: not the words as they were written."""
    for part in container.parts:
        if _ITEM.fullmatch(part) and NAMESPACE.encode() in container.read(part):
            try:
                root = container.root(part)
                texts = {name: [one.text or "" for one in root.iter(f"{{{NAMESPACE}}}{name}")] for name in _TEXTS}
                (description,), libraries = texts["description"], tuple(texts["bibliotheque"])
                day = date.fromisoformat(root.get("jour", ""))
            except (ContainerError, ValueError):
                raise DamagedError from None
            return (
                Carried(description, root.get("nom", ""), day, root.get("cpom", ""), libraries) if description else None
            )
    return None
