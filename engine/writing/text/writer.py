"""The plain text of a contract as a file; its words are settled in engine.writing.layout.plain."""

from __future__ import annotations

from engine.document import Document
from engine.writing.layout.plain import write_text
from engine.writing.layout.setting import Setting, Written


def write(document: Document, setting: Setting) -> Written:  # noqa: ARG001 - plain text shows nothing of a letterhead
    """Write the contract in UTF-8."""
    return write_text(document).encode(), []
