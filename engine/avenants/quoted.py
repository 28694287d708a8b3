"""The lines that an avenant quotes whole, and what they are, read back from it without a doubt.

A paragraph begins with « and the last one ends with ». « – begins an item of a list, « § a title; a title that says its
number (« Article 5 bis ») needs no mark, and a paragraph that would be taken for one of these begins with « ¶. A new
line within a paragraph begins with », as books do. The words of a cell are between “ and ”. Guillemets inside become
those of the next level: « in “, “ in ‹, and in a cell, that has “ already, ‹, « and „.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from engine.avenants.letters import key, with_text
from engine.carried import Kind, Line
from engine.french import NO_BREAK
from engine.writing.layout.written_lines import says

OPEN, CLOSE = f"«{NO_BREAK}", f"{NO_BREAK}»"
_AGAIN = f"»{NO_BREAK}"
_INNER = str.maketrans("«»“”‹›", "“”‹›«»")
_OUTER = str.maketrans("“”‹›«»", "«»“”‹›")
_IN_CELL = str.maketrans("«»“”‹›„‟", "‹›«»„‟“”")
_OUT_OF_CELL = str.maketrans("‹›«»„‟“”", "«»“”‹›„‟")
_MARKS: dict[str, Kind] = {"–": "item", "§": "heading", "¶": "paragraph"}
_MARKED = re.compile(rf"([–§¶])(?:[ {NO_BREAK}]|$)")
_TITLED = re.compile(r"(?:Article|Annexe|Titre)\s(?:\d|[IVXLA-Z]\b)|\d+[-.]\d+")
_CELL = re.compile(r"(?:^|\| | / )“(.*?)”(?=\s*$| \|| / “)", re.DOTALL)
_SPACE = r"[ \u00a0\u202f]"


class NotClosedError(ValueError):
    """The last of the quoted lines has no guillemet at its end."""


def inner(words: str) -> str:
    """Words as they stand between « and »."""
    return words.translate(_INNER)


def outer(words: str) -> str:
    """Words that stood between « and »."""
    return words.translate(_OUTER)


def quoted_lines(lines: Sequence[Line]) -> list[str]:
    """The lines as they are quoted, one text each; what is in a cell is what its cell says."""
    found = [quoted_cell(line.text) if line.kind == "cell" else OPEN + _marked(line) for line in lines]
    if lines and lines[-1].kind != "cell":
        found[-1] += CLOSE
    return found


def _marked(line: Line) -> str:
    text = line.text
    mark = {"item": "–", "heading": "§"}.get(line.kind, "")
    if line.kind == "heading" and _TITLED.match(text) and not _MARKED.match(text):
        mark = ""
    elif line.kind not in ("item", "heading") and (_TITLED.match(text) or _MARKED.match(text)):
        mark = "¶"
    said = inner(text).replace("\n", f"\n{_AGAIN}")
    return f"{mark}{NO_BREAK}{said}" if mark else said


def quoted_cell(text: str) -> str:
    """The words of a paragraph of a cell."""
    return "“" + text.translate(_IN_CELL).replace("\n", "”\n“/ ") + "”"


def is_read_back(lines: Sequence[Line]) -> bool:
    """Whether the lines, quoted, are read as they are: what looks like the marks of cells themselves is not."""
    again = any(line.kind == "cell" and line.text.startswith("/ ") for line in lines)
    texts = [one for text in quoted_lines(lines) for one in physical_lines(text)]
    return not again and key(lines_quoted(texts)) == key(lines)


def physical_lines(text: str) -> list[str]:
    """The lines of a paragraph of an avenant, as its text has them: those of a cell stay together."""
    whole = text.lstrip()
    return [one for one in ([whole] if whole.startswith("“") else whole.split("\n")) if one.strip()]


def is_quoted(line: str) -> bool:
    """Whether a line of an avenant quotes the contract: it begins with a guillemet, or is a row of quoted cells."""
    return bool(re.match(r"[«»“]|(?:\|[ |]*)“", line.strip()))


def lines_quoted(texts: Iterable[str]) -> tuple[Line, ...]:
    """The lines that stand quoted in lines of an avenant, from a DOCX or from a text.

    Raises:
        NotClosedError: where the last paragraph does not end with a guillemet.
    """
    found: list[tuple[Kind, str]] = []
    for text in texts:
        if not text.strip().startswith(("«", "»")):
            found += (("cell", words) for words in _cells(text))
        elif text.startswith("«") or not found:
            found.append(_line(re.sub(rf"^«{_SPACE}?", "", text)))
        else:
            kind, before = found[-1]
            again = re.sub(rf"^»{_SPACE}?", "", text)
            found[-1] = kind, f"{before}\n{again}"
    if found and found[-1][0] != "cell":
        kind, text = found[-1]
        closed = re.sub(rf"{_SPACE}?»\s*$", "", text)
        if closed == text:
            raise NotClosedError
        found[-1] = kind, closed
    return tuple(
        with_text(Line((), kind), text if kind == "cell" else outer(text)) for kind, text in found if says(text)
    )


def _line(text: str) -> tuple[Kind, str]:
    if mark := _MARKED.match(text):
        return _MARKS[mark[1]], text[mark.end() :]
    return ("heading" if _TITLED.match(text) else "paragraph"), text


def _cells(text: str) -> list[str]:
    """The words of the cells of a row, or of one paragraph of a cell."""
    row = text.strip().replace("”\n“/ ", "” / “/ ")
    words: list[str] = []
    for one in _CELL.findall(row):
        said = one.translate(_OUT_OF_CELL)
        if one.startswith("/ ") and words:
            words[-1] += "\n" + said[2:]
        else:
            words.append(said)
    return words
