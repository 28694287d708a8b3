"""The words of a clause inside a description: where each of their lines stands in its file."""

from __future__ import annotations

from dataclasses import replace

from engine.errors import Finding, Place
from engine.errors import Path as YamlPath
from engine.reading.yaml_strict import Source
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """The body of a clause, and where its first line stands.

    Of a text that is not written after « | », no line has a place of its own (`lines` is False).
    """

    body: str
    first: Place
    lines: bool = True

    def placed(self, one: Finding) -> Finding:
        """A finding on these words where the file has them."""
        inside = one.place is not None and one.place.file == self.first.file
        return replace(one, place=self.first) if inside and not self.lines else one


def written_at(source: Source, path: YamlPath, text: str) -> Written:
    """The body of a clause that a description says at a path."""
    place = source.place(path)
    lines = source.text.split("\n")
    opening = lines[place.line - 1][place.column - 1 :] if place.line <= len(lines) else ""
    body = text.strip("\n")
    if not opening.startswith("|") or path not in source.places:
        return Written(body, place, lines="\n" not in body)
    line = place.line + 1 + len(text) - len(text.lstrip("\n"))
    said = lines[line - 1] if line <= len(lines) else ""
    return Written(body, Place(source.name, line, len(said) - len(said.lstrip(" ")) + 1))
