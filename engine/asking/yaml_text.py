"""Values written as YAML that reads back as typed."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

# What other readers of YAML would take for something else than the text that it is.
_TYPED = re.compile(r"0\d+|~|null|true|false|yes|no|on|off|y|n|[-+.]?\.?(?:inf|nan)|0[xo].*", re.IGNORECASE)
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _reads_back(written: str, text: str) -> bool:
    try:
        return bool(yaml.load(f"k: {written}\n", Loader=_LOADER) == {"k": text})  # noqa: S506 - it types nothing
    except yaml.YAMLError:
        return False


def scalar(text: str) -> str:
    """One line of YAML for a text: as it is where it can be, between quotes otherwise."""
    plain = text.isprintable() and not _TYPED.fullmatch(text) and _reads_back(text, text)
    return text if plain and text else json.dumps(text, ensure_ascii=False)


def entry(opening: str, text: str | None, indent: int) -> list[str]:
    """Write a key or a dash (`opening`, up to its « : » or « - ») with its text, or with nothing.

    A text of several lines becomes a « | » block at `indent` spaces, where it reads back the same.
    """
    if text is None:
        return [opening]
    chomping = "|" if text.endswith("\n") else "|-"
    lines = [" " * indent + line if line else "" for line in text.removesuffix("\n").split("\n")]
    if "\n" in text and _reads_back("\n".join([chomping, *lines]), text):
        return [f"{opening} {chomping}", *lines]
    return [f"{opening} {scalar(text)}"]
