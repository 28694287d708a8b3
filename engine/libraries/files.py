"""The files of a clause library: their bytes, their text in UTF-8, and the names that a plan may give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from engine.errors import Finding, InputError, Place, Severity
from engine.reading.decoding import decode, forbidden_characters, read_bytes
from engine.reading.encodings import SAVE_AS_UTF8
from engine.reading.invisibles import cleaned
from engine.reading.suspects import MAY_BE_SUSPECT, suspicions
from engine.reading.yaml_strict import Source, parse_part, parse_yaml
from models.regexes import regex

IDENTIFIER = regex(r"[^\W_][\w-]*(?:/[^\W_][\w-]*)*")
"""How a plan names a clause: the path of its file in the folder of the model, without « .md »."""


def content(file: Path, name: str) -> bytes:
    """The bytes of a file that messages call `name`.

    Raises:
        InputError: where it cannot be read.
    """
    try:
        return read_bytes(file)
    except InputError as error:
        raise InputError(one.at(Place(name)) for one in error.findings) from None


def text(file: Path, name: str) -> str:
    """The text of a file: in UTF-8, or in UTF-16 that says so; a library that many read is not guessed at.

    Raises:
        InputError: where it cannot be read, or is in another encoding.
    """
    words, findings = decode(content(file, name), name)
    findings += forbidden_characters(words, name)
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    _check([*findings, *_suspect(words, name)])
    return cleaned(words)


def yaml_source(file: Path, name: str) -> Source:
    """A YAML file of the library; `errors` is what is wrong with it, where the rest can be read.

    Raises:
        InputError: with all that is wrong in it, where nothing can be read.
    """
    source = parsed(content(file, name), name, part=True)
    _check([*(one for one in source.remarks if one.code == "encodage-reconnu"), *_suspect(source.text, name)])
    return source


def _suspect(words: str, name: str) -> Iterator[Finding]:
    """What a wrong reading left in a file, and what nobody sees in it; what can be taken out without a loss is."""
    for number, line in enumerate(words.split("\n"), start=1) if MAY_BE_SUSPECT.search(words) else ():
        for one in suspicions(line):
            if one.severity is Severity.ERROR:
                yield Finding(one.code, one.message, hint=one.hint, place=Place(name, number, one.start + 1))


def parsed(data: bytes, name: str, *, part: bool = False) -> Source:
    """The YAML of a file of the library, or the part of it that can be read.

    Raises:
        InputError: with all that is wrong in it.
    """
    try:
        return (parse_part if part else parse_yaml)(data, name)
    except InputError as error:
        hint = "Dites-y au moins d'où il vient (« source »), ou supprimez-le."
        raise InputError(
            replace(one, hint=hint) if one.code == "yaml-vide" else one for one in error.findings
        ) from None


def _check(findings: Iterable[Finding]) -> None:
    if wrong := [replace(one, severity=Severity.ERROR, hint=one.hint or f"{SAVE_AS_UTF8}.") for one in findings]:
        raise InputError(wrong)
