"""Shows Fontconfig the shipped fonts alone: it would replace a missing one by any of the machine without a word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from engine.writing.layout.fonts import fonts_directory

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@contextmanager
def only_our_fonts() -> Iterator[None]:
    """Hide the fonts of the machine from what reads Fontconfig's configuration inside this block.

    Fontconfig takes its configuration from the environment, which is put back as it was on leaving.
    """
    former = os.environ.get("FONTCONFIG_FILE")
    with TemporaryDirectory(prefix="cpom-") as directory:
        configuration = Path(directory) / "fonts.conf"
        settings = CONFIGURATION.format(fonts=escape(str(fonts_directory())), cache=escape(directory))
        configuration.write_text(settings, encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        try:
            yield
        finally:
            if former is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = former


@cache
def font_configuration() -> Any:
    """Read the shipped fonts, once a process."""
    return new_font_configuration()


def new_font_configuration() -> Any:
    """Read the shipped fonts, for a style sheet that adds fonts of its own."""
    with only_our_fonts():
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - costs 0.7 s, and needs Pango

        return FontConfiguration()
