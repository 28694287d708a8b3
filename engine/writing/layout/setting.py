"""What every writer is given beside the tree, and what it gives back: one signature for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engine.document import Document
from engine.errors import Finding
from models.records import dataclass

if TYPE_CHECKING:  # few documents have a letterhead of their own
    from engine.writing.layout.stationery import Stationery

PageNumbers = Callable[[Document], Mapping[str, int]]
"""Tells the page of each heading of the table of contents, by its anchor."""

Written = tuple[bytes, list[Finding]]
"""The content of a file, and what its reader must know of it."""


def unnumbered(document: Document) -> Mapping[str, int]:  # noqa: ARG001
    """No page: the reader's own software fills the table of contents."""
    return {}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set; a writer takes of it what its format can show.

    `charte` is the file of a letterhead, None for the library's own, and `stationery` the page that it makes, for the
    formats that draw one; `numbers` fills a table of contents.
    """

    charte: Path | None = None
    stationery: Stationery | None = None
    numbers: PageNumbers = unnumbered


Writer = Callable[[Document, Setting], Written]
"""Writes a document in a format; raises InputError where it cannot be written, or not with this letterhead."""
