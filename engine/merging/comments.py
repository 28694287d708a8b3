"""The comments that people wrote in what they sent back, kept above what they are about, or else told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import yaml

from engine.asking.questionnaire import questionnaire
from engine.errors import Finding, Path, Place, Severity
from engine.libraries.modele import Modele
from engine.reading.yaml_strict import Source, parse_yaml
from models.champs import Repondant
from models.records import dataclass

_LOADER = getattr(yaml, "CLoader", yaml.Loader)
_PARTIES: tuple[Repondant | None, ...] = (None, "departement", "gestionnaire")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its words, its line, and what it is about, by its path in the file (nothing for the end)."""

    words: str
    line: int
    path: Path


def new_comments(side: Source, base: Source, model: Modele) -> list[Comment]:
    """The comments of a file that are neither those of the file that was sent nor the help of a questionnaire."""
    known = {one.words for one in _comments(base)}
    found = [one for one in _comments(side) if one.words not in known and any(map(str.isalpha, one.words))]
    if not found:
        return []
    help_ = {one.words for text in _questionnaires(model, base) for one in _comments(parse_yaml(text.encode(), ""))}
    return [one for one in found if one.words not in help_]


def _questionnaires(model: Modele, base: Source) -> Iterator[str]:
    for party in _PARTIES:
        yield questionnaire(model, party)
        for rest in (False, True):
            yield questionnaire(model, party, valeurs=base.data, rest=rest)


def _comments(source: Source) -> Iterator[Comment]:
    """Every comment: a « # » after a space, or first of its line, that is in no text."""
    lines = source.text.splitlines()
    texts: dict[int, list[tuple[int, int]]] = {}
    for token in yaml.scan(source.text, Loader=_LOADER):
        if isinstance(token, yaml.ScalarToken):
            for at in range(token.start_mark.line, token.end_mark.line + 1):
                start = token.start_mark.column if at == token.start_mark.line else 0
                end = token.end_mark.column if at == token.end_mark.line else 1_000_000
                texts.setdefault(at, []).append((start, end))
    keys = sorted((place.line, place.column, path) for path, place in source.key_places.items())
    for at, line in enumerate(lines):
        marks = (mark for mark, letter in enumerate(line) if letter == "#" and (not mark or line[mark - 1] in " \t"))
        free = (mark for mark in marks if not any(start <= mark < end for start, end in texts.get(at, ())))
        if (mark := next(free, None)) is not None:
            path = next((path for number, _, path in keys if number >= at + 1), ())
            yield Comment(line[mark:].strip("# \t"), at + 1, path)


def with_comments(
    result: Source, comments: Iterable[Comment], found: Callable[[Path], Path | None]
) -> tuple[Source, list[Comment]]:
    """A text with comments above what they are about, where it begins a line; and those that have no such place.

    `found` is where something stands now.
    """
    lines, left, above = result.text.split("\n"), [], dict[int, list[str]]()
    known = {one.words for one in _comments(result)}
    for one in comments:
        path = found(one.path) if one.path else None
        place = result.key_places.get(path) if path else None
        before = lines[place.line - 1][: place.column - 1] if place else "x"
        if one.words in known:
            continue
        if place is None or before.strip(" -"):
            left.append(one)
        else:
            indent = before[: len(before) - len(before.lstrip(" "))]
            above.setdefault(place.line - 1, []).append(f"{indent}# {one.words}")
    if not above:
        return result, left
    text = "\n".join(line for at, held in enumerate(lines) for line in (*above.get(at, ()), held))
    return parse_yaml(text.encode(), result.name), left


def told(comments: Iterable[Comment], name: str) -> Iterator[Finding]:
    """The comments that are kept nowhere."""
    for one in comments:
        message = f"ce commentaire n'a pas été repris : « {one.words} »."
        hint = "Recopiez-le dans la description s'il doit y rester."
        yield Finding("commentaire-non-repris", message, Severity.INFORMATION, hint, place=Place(name, one.line))
