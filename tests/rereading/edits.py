"""Words changed as people change them in a document: lines as they are printed, edited by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from engine.carried import Line, Words
from engine.dossier import Dossier, dossier_of
from engine.reading.yaml_strict import parse_yaml

EXAMPLES = Path(__file__).parents[2] / "data" / "exemples"
DAY = date(2024, 1, 15)
SENTENCE = " Les parties en conviennent : 10 % au plus."
PARAGRAPH = "313. Un paragraphe * [nouveau] de l'association, d'un {commun} accord."


@cache
def dossier(example: str, more: str = "") -> Dossier:
    """An example of the product, with more of a description after it."""
    path = EXAMPLES / f"{example}.yaml"
    return dossier_of(parse_yaml((path.read_text() + more).encode(), path.name), path, DAY)


def changed(lines: Sequence[Line], before: str, after: str) -> tuple[Line, ...]:
    """Lines with other words in place of some; « ¶ » ends a line, or joins it to the next where it stood."""
    found: list[Line] = []
    for line in lines:
        if before and before in line.text:
            for said in line.text.replace(before, after).split("¶"):
                found += [replace(line, words=(Words(said),))] if said.strip() else []
        else:
            found.append(line)
    return tuple(found)


def paragraph(text: str) -> Line:
    """A paragraph of these words."""
    return Line((Words(text),), "paragraph", "essai")


def edited(lines: Sequence[Line], random: Random) -> tuple[str, tuple[Line, ...]]:
    """Lines with one edit, and its name; the lines of tables and titles are only edited in their words."""
    found = list(lines)
    at = random.randrange(len(found))
    line = found[at]
    apart = line.kind in ("cell", "heading")
    name = random.choice(["word", "sentence", "bold"] if apart else list(_EDITS))
    if name in ("word", "bold") and not _plain_words(line):
        name = "sentence"
    if name == "bold" and apart:
        name = "word"
    if name in ("swap", "join") and (at + 1 == len(found) or found[at + 1].kind != line.kind):
        name = "added"
    found[at : at + _EDITS[name][0]] = _EDITS[name][1](found[at : at + _EDITS[name][0]], random)
    return name, tuple(one for one in found if any(map(str.isalnum, one.text)))


def _plain_words(line: Line) -> list[int]:
    """The words of a line that are no fact, and that no contract numbers."""
    return [at for at, one in enumerate(line.words) if not one.fact and len(one.text.split(" ")) > 4]


def _of_words(lines: Sequence[Line], random: Random, *, bold: bool = False) -> list[Line]:
    (line,) = lines
    at = random.choice(_plain_words(line))
    one = line.words[at]
    said = one.text.split(" ")
    rank = random.randrange(4 if line.kind == "heading" else 1, len(said))
    around = [" ".join(said[:rank]) + " ", " ".join(["", *said[rank + 1 :]])]
    middle = replace(one, text=said[rank], bold=not one.bold) if bold else replace(one, text="autrement")
    parts = (replace(one, text=around[0]), middle, replace(one, text=around[1]))
    words = (*line.words[:at], *(part for part in parts if part.text), *line.words[at + 1 :])
    return [replace(line, words=words)]


def _split(lines: Sequence[Line], random: Random) -> list[Line]:
    (line,) = lines
    ranks = _plain_words(line)
    if not ranks:
        return [line, _new(line)]
    at = random.choice(ranks)
    one = line.words[at]
    said = one.text.split(" ")
    rank = random.randrange(2, len(said) - 1)
    first = (*line.words[:at], replace(one, text=" ".join(said[:rank])))
    return [
        replace(line, words=first),
        replace(line, words=(replace(one, text=" ".join(said[rank:])), *line.words[at + 1 :])),
    ]


def _new(line: Line) -> Line:
    return replace(line, words=(Words(PARAGRAPH),))


def _sentence(line: Line) -> Line:
    return replace(line, words=(*line.words, Words(SENTENCE)))


_EDITS: dict[str, tuple[int, Callable[[list[Line], Random], list[Line]]]] = {
    "word": (1, _of_words),
    "bold": (1, lambda lines, random: _of_words(lines, random, bold=True)),
    "sentence": (1, lambda lines, _: [_sentence(lines[0])]),
    "removed": (1, lambda _, __: []),
    "added": (1, lambda lines, _: [lines[0], _new(lines[0])]),
    "swap": (2, lambda lines, _: lines[::-1]),
    "split": (1, _split),
    "join": (2, lambda lines, _: [replace(lines[0], words=(*lines[0].words, Words(" "), *lines[1].words))]),
}
