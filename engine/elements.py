"""The names of XML elements and of their attributes, as those who read and write the parts of an archive need them."""

from __future__ import annotations

from typing import Any, Final

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of WordprocessingML (ECMA-376, part 1, 17)."""
W: Final = f"{{{WORD}}}"
"""What the names of its elements begin with."""
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
"""The attribute by which an element keeps its spaces (XML 1.0, 2.10)."""


def local(element: Any) -> str:
    """The name of an element without its namespace (the strict and the transitional formats have each their own)."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str:
    """An attribute, whatever the prefix of its namespace; empty where it is not there."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
