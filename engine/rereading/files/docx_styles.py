"""What the styles of a DOCX say of a paragraph or a run (ECMA-376, part 1, 17.7)."""

from __future__ import annotations

import re
from typing import Any, Final

from engine.containers import Container
from engine.elements import W, local
from engine.rereading.files.docx_words import value

_HEADING: Final = re.compile(r"heading [1-9]", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"toc (?:heading|[1-9])|contents (?:heading|[1-9])", re.IGNORECASE)
_OFF: Final = ("0", "false", "off")


class Styles:
    """The styles of a document, by their identifiers."""

    def __init__(self, container: Container, part: str) -> None:
        """Read a part, where it is there.

        Raises:
            ContainerError: where it is damaged.
        """
        styles = container.root(part).iter(f"{W}style") if part in container else ()
        self._styles: dict[str, Any] = {style.get(f"{W}styleId", ""): style for style in styles}

    def _based(self, identifier: str) -> list[Any]:
        """A style and those that it rests on, nearest first."""
        found: list[Any] = []
        while (style := self._styles.get(identifier)) is not None and style not in found:
            found.append(style)
            identifier = value(style, "basedOn")
        return found

    def is_heading(self, paragraph: Any) -> bool:
        """Whether a paragraph is of the outline."""
        properties = paragraph.find(f"{W}pPr")
        based = self._based(value(properties, "pStyle"))
        said = [properties, *(style.find(f"{W}pPr") for style in based)]
        level = next(filter(None, (value(one, "outlineLvl") for one in said)), "")
        return level in [*"012345678"] or any(_HEADING.fullmatch(value(style, "name")) for style in based)

    def is_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph is of the table of contents."""
        style = self._styles.get(value(paragraph.find(f"{W}pPr"), "pStyle"))
        return style is not None and bool(_CONTENTS.fullmatch(value(style, "name")))

    def is_item(self, paragraph: Any) -> bool:
        """Whether a paragraph is of a list, by itself or by its style; 0 is of none (17.9.18)."""
        properties = paragraph.find(f"{W}pPr")
        based = self._based(value(properties, "pStyle"))
        for one in (properties, *(style.find(f"{W}pPr") for style in based)):
            if one is not None and (numbers := one.find(f"{W}numPr")) is not None and value(numbers, "numId"):
                return value(numbers, "numId") != "0"
        return False

    def looks(self, run: Any) -> tuple[bool, bool]:
        """Whether a run is bold, and italic, by itself or by a style of characters."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False, False
        based = [style.find(f"{W}rPr") for style in self._based(value(properties, "rStyle"))]
        said = [one for one in (properties, *based) if one is not None]
        return _is_on(said, "b"), _is_on(said, "i")


def _is_on(said: list[Any], name: str) -> bool:
    for properties in said:
        for one in properties:
            if local(one) == name:
                return one.get(f"{W}val", "1") not in _OFF
    return False
