"""The names of XML elements and of their attributes, as those who read and write the parts of an archive need them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of WordprocessingML (ECMA-376, part 1, 17)."""
W: Final = f"{{{WORD}}}"
"""What the names of its elements begin with."""
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
"""The attribute by which an element keeps its spaces (XML 1.0, 2.10)."""

_PREFIXES: Final[Mapping[str, str]] = {
    "w": WORD,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
"""The namespaces of a document of Word, by the prefixes that the standard gives them."""


@lru_cache(maxsize=512)
def qn(name: str) -> str:
    """A name with its namespace, of one with its prefix: « w:p »."""
    prefix, _, own = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{own}"


def nsdecls(*prefixes: str) -> str:
    """The declarations of namespaces, as attributes of an element."""
    return " ".join(f'xmlns:{prefix}="{_PREFIXES[prefix]}"' for prefix in prefixes)


def local(element: Any) -> str:
    """The name of an element without its namespace (the strict and the transitional formats have each their own)."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str:
    """An attribute, whatever the prefix of its namespace; empty where it is not there."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
