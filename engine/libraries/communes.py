"""Sentences that several models share: « {commun NOM} » in a clause is the text of clauses/communes/NOM.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from engine.errors import Finding, InputError, Place
from models.regexes import regex

Header = TypeVar("Header")

_COMMON = regex(r"\{commun (?P<name>[\w-]+)\}")


def with_commons(
    body: str, common: Callable[[str], tuple[str, Header] | None], first: Place, folder: str
) -> tuple[str, list[Header]]:
    """The text with the sentences that it shares, each on one line, and their front matters.

    `common` gives the words of a shared sentence with its front matter; nothing where there is none of that name.
    `folder` is what messages call the folder of the shared sentences.

    Raises:
        InputError: where a shared sentence does not exist.
    """
    headers: list[Header] = []
    missing: list[Finding] = []

    def words(mark: re.Match[str]) -> str:
        found = common(mark["name"])
        if found is None:
            message = f"« {mark.group()} » : il n'y a pas de {folder}/{mark['name']}.md."
            line = first.line + body.count("\n", 0, mark.start())
            missing.append(Finding("commune-inconnue", message, hint="Corrigez son nom, ou écrivez-la.",
                                   place=Place(first.file, line)))  # fmt: skip
            return ""
        headers.append(found[1])
        return _on_one_line(found[0])

    text = _COMMON.sub(words, body)
    if missing:
        raise InputError(missing)
    return text, headers


def spelt_out(body: str, words: Mapping[str, str]) -> str:
    """The text with some of the sentences that it shares, by their names, each on one line."""
    return _COMMON.sub(lambda mark: _on_one_line(words.get(mark["name"], mark.group())), body)


def _on_one_line(words: str) -> str:
    return re.sub(r"\s*\n\s*", " ", words)


def named_commons(text: str) -> list[str]:
    """The shared sentences that a text calls, by their names."""
    return [mark["name"] for mark in _COMMON.finditer(text)]
