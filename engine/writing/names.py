"""The names of files that not every system takes.

Source: Microsoft, « Naming Files, Paths, and Namespaces ».
"""

from __future__ import annotations

from models.regexes import regex

_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³")
_DEVICES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS))
_REFUSED = regex(r'[<>:"|?*\\\x00-\x1f]')


def is_device(stem: str) -> bool:
    """Whether Windows takes a name for a device, whatever follows its first dot."""
    return stem.partition(".")[0].rstrip().casefold() in _DEVICES


def refused_by_windows(stem: str) -> str:
    """Why a file of this name, before its extension, cannot be on a disk of Windows; empty where it can."""
    if is_device(stem):
        return "c'est le nom d'un périphérique"
    if found := _REFUSED.search(stem):
        return f"« {found[0]} » n'y est pas admis" if found[0].isprintable() else "il contient un caractère invisible"
    return ""
