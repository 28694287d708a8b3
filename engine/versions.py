"""The versions of cpom and of what it is made with, as their packages say them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from models.regexes import regex

_INSTALLED = ".dist-info"
_SEPARATORS = regex(r"[-_.]+")


@cache
def version_of(package: str = "cpom") -> str:
    """The version of a package; empty where it is not installed, as cpom that is run from its folder."""
    if found := _by_their_folders().get(_plain(package)):
        return found
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - it loads what reads mails

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@cache
def _by_their_folders() -> Mapping[str, str]:
    """The versions that the folders of installed packages are called by: « jinja2-3.1.6.dist-info ».

    Source: packaging.python.org, Recording installed projects.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or os.curdir):
                package, _, version = name.removesuffix(_INSTALLED).partition("-")
                if name.endswith(_INSTALLED) and version:
                    found.setdefault(_plain(package), version)
    return found


def _plain(package: str) -> str:
    """The name of a package, however it is written: « python-docx » is in « python_docx »."""
    return _SEPARATORS.sub("-", package).lower()
