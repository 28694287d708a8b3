"""Shows Fontconfig the shipped fonts alone: it would replace a missing one by any of the machine without a word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from engine.writing.layout.fonts import fonts_directory
from engine.writing.temporary import temporary_folder

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@contextmanager
def only_our_fonts() -> Iterator[None]:
    """Hide the fonts of the machine from what reads Fontconfig's configuration inside this block.

    Fontconfig takes its configuration from the environment, which is put back as it was on leaving. That is for
    WeasyPrint's import alone, which reads it and offers no other way: once a process, and under a lock.
    """
    former = os.environ.get("FONTCONFIG_FILE")
    with temporary_folder("polices") as directory:
        configuration = Path(directory) / "fonts.conf"
        configuration.write_text(_configuration(directory), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        try:
            yield
        finally:
            if former is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = former


def _configuration(cache_directory: str) -> str:
    return CONFIGURATION.format(fonts=escape(str(fonts_directory())), cache=escape(cache_directory))


@cache
def font_configuration() -> Any:
    """Read the shipped fonts, once a process."""
    return new_font_configuration()


def new_font_configuration() -> Any:
    """Read the shipped fonts, for a style sheet that adds fonts of its own.

    WeasyPrint's own way reads the configuration that the environment names; here the text of ours is given instead.
    """
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2  # noqa: PLC0415 - costs 0.7 s, and needs Pango
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration.__new__(FontConfiguration)
    fonts._folder, fonts.strut_layouts, fonts.font_features = None, {}, {}
    ffi.cdef("FcConfig * FcConfigCreate (void); FcBool FcConfigBuildFonts (FcConfig *config);", override=True)
    fonts._config = fontconfig.FcConfigCreate()
    with temporary_folder("polices") as directory:
        settings = _configuration(directory).encode()
        fontconfig.FcConfigParseAndLoadFromMemory(fonts._config, settings, ffi.cast("FcBool", 1))
        fontconfig.FcConfigBuildFonts(fonts._config)
    fonts.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
    pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", fonts.font_map), fonts._config)
    fontconfig.FcConfigDestroy(fonts._config)  # the map of fonts keeps it
    return fonts
