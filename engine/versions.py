"""The versions of cpom and of what it is made with, as their packages say them."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def version_of(package: str = "cpom") -> str:
    """The version of a package; empty where it is not installed, as cpom that is run from its folder."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
