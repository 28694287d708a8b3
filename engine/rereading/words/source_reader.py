"""Reads the text of a clause into its pieces, line after line, then word after word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from engine.libraries.conditions import CONDITION, PATH
from engine.libraries.marques import BETWEEN
from engine.libraries.passages import EACH
from engine.rereading.words.source_pieces import Passage, Piece, Pieces, Sort

_PASSAGE = re.compile(r"^ *:::(?P<asked>.*)$")
_DEFINED = re.compile(r"^\[\^[\w-]+\]: ")
_ATTRIBUTES = re.compile(r"^\s*\{(?:\.[\w-]+|\w+=).*\}\s*$")
_HEADING = re.compile(r"^ *#{1,6} +")
_ITEM = re.compile(r"^ *(?:[-*+]|\d{1,9}[.)]) +")
_ROW = re.compile(r"^ *\|")
_RULE = re.compile(rf"^ *\|(?=[^\n]*-)(?:[|: \t-]|\{{\?{CONDITION}:|\?\}})+$")
_NOTE = r"\^\[(?:[^\[\]{}\n]|\n(?![ \t]*\n)|\[[^\[\]{}\n]*\])+\]|\[\^[\w-]+\]"
_INLINE = re.compile(
    rf"(?P<slot>\{{\{{.*?\}}\}}|\[(?!\^)[^\[\]{{}}\n]+\]\({PATH}\)|{'|'.join(map(re.escape, BETWEEN))}"
    rf"|\{{signatures\}}|(?<!\{{)\{{[a-zé]+ [^{{}}%]+\}}(?!\}}))"
    r"|(?P<code>\{%.*?%\})"
    rf"|(?P<note>{_NOTE})"
    rf"|(?P<option>\{{\?(?:{CONDITION}:)?)|(?P<otherwise>(?: |\n[ \t]*)\|(?=[ \n])(?:[ \n][ \t]*{CONDITION}:)?)"
    rf"|(?P<end>\?\}}|\*\}}(?!\}}))|(?P<again>\{{\* ?{EACH}:)"
    r"|(?P<break><br>|\\\n)|(?P<bar>(?<!\\)\|)|(?P<anchor>\{#[\w-]+\})"
    r"|(?P<mark>\*\*|\*)"
    r"|(?P<word>\\[^\w\s]|&#?\w+;|\w+|[^\w\s])",
    re.DOTALL,
)
_OPENS = re.compile(r"\{%[-+]? *(?P<word>\w+)")


def pieces_of(text: str, title: str = "") -> Pieces:
    """The pieces of the title of a clause, then of its body."""
    return _Reader(text, title).pieces


class _Reader:
    """Reads a text line after line, and the words of its lines."""

    def __init__(self, text: str, title: str) -> None:
        self.pieces = Pieces()
        self.scope: list[tuple[int, int]] = []
        self.leaf, self.row, self.open, self.spaces = -1, -1, False, ""
        self.bold = self.italic = False
        if title:
            self.begin("", "start")
            self.words(title)
            self.spaces, self.open, self.scope = "", False, []
        self.pieces.body = len(self.pieces.all)
        self.lines(text.split("\n"))
        if self.spaces or len(self.pieces.all) == self.pieces.body:
            self.add("line", "", within=False)

    def add(self, sort: Sort, text: str, *, within: bool = True, bold: bool = False, italic: bool = False) -> None:
        place = (self.leaf, self.row) if within else (-1, -1)
        self.pieces.all.append(Piece(sort, text, self.spaces, tuple(self.scope), *place, bold, italic))
        self.spaces = ""

    def begin(self, text: str, sort: Sort) -> None:
        self.leaf += 1
        self.open = True
        self.add(sort, text)

    # --- Lines --------------------------------------------------------------------------------------------------------

    def lines(self, every: list[str]) -> None:
        at = 0
        while at < len(every):
            at += self.line(every, at)
            self.spaces += "\n" if at < len(every) else ""

    def line(self, every: list[str], at: int) -> int:
        """Read a line, or several that are one; how many."""
        line = every[at]
        if passage := _PASSAGE.match(line):
            return self.passage(line, passage["asked"].strip(), every, at)
        if not line.strip():
            self.spaces += line
            self.open, self.row = False, -1
        elif _DEFINED.match(line):
            return self.apart(every, at, lambda one: not one.strip(), "note")
        elif _ATTRIBUTES.match(line) or _RULE.match(line):
            self.add("line", line, within=_RULE.match(line) is not None)
            self.open = False
        elif _ROW.match(line):
            self.cells(line)
        else:
            return self.paragraph(every, at)
        return 1

    def passage(self, line: str, asked: str, every: list[str], at: int) -> int:
        self.open, self.row = False, -1 if not self.row_goes_on(every, at) else self.row
        if asked.startswith("lignes de "):
            self.leaf += 1
            return self.apart(every, at, lambda one: one == ":::", "slot", last=True)
        if not asked:
            self.close(line)
        elif asked == "sinon" or asked.startswith("sinon si "):
            self.otherwise(line)
        else:
            self.opened(line, again=asked.startswith("chaque "))
        return 1

    @staticmethod
    def row_goes_on(every: list[str], at: int) -> bool:
        return any(0 <= one < len(every) and _ROW.match(every[one]) is not None for one in (at - 1, at + 1))

    def apart(self, every: list[str], at: int, ends: Callable[[str], bool], sort: Sort, last: bool = False) -> int:
        """Lines that are one piece, up to that which ends it."""
        end = next((one for one in range(at + 1, len(every)) if ends(every[one])), len(every) - last)
        end = min(end + last, len(every))
        self.open = False
        self.add(sort, "\n".join(every[at:end]), within=last)
        return end - at

    def paragraph(self, every: list[str], at: int) -> int:
        """A title, an item or the lines of a paragraph, read together: a mark may go from one to the next."""
        line = every[at]
        start = _HEADING.match(line) or _ITEM.match(line)
        end = at + 1
        if not _HEADING.match(line):
            while end < len(every) and (_goes_on(every[end]) or _is_open(every[at:end], every[end])):
                end += 1
        if start or not self.open:
            prefix = start.group() if start else line[: len(line) - len(line.lstrip(" "))]
            self.begin(prefix, "start")
            line = line[len(prefix) :]
        self.words("\n".join([line, *every[at + 1 : end]]))
        self.open = not (start and _HEADING.match(every[at]))
        return end - at

    def cells(self, line: str) -> None:
        self.open = False
        self.row = len(self.pieces.all)
        self.words(line, row=True)

    # --- Words --------------------------------------------------------------------------------------------------------

    def words(self, text: str, *, row: bool = False) -> None:
        position, options, self.bold, self.italic = 0, 0, False, False
        while position < len(text):
            found = _INLINE.match(text, position)
            if text[position].isspace() and (found is None or not options):
                self.spaces += text[position]
                position += 1
                continue
            said = found.group() if found else text[position]
            kind = (found and found.lastgroup) or "word"
            position += len(said)
            options += (kind == "option") - (said == "?}")
            if kind == "bar" and row:
                self.cell(said, text, position)
            else:
                self.inline(kind, said)

    def inline(self, kind: str, said: str) -> None:
        match kind:
            case "option" | "again":
                self.opened(said, again=kind == "again", condition=said != "{?", within=True)
            case "otherwise":
                self.otherwise(said)
            case "end":
                self.close(said)
            case "code":
                self.code(said)
            case "mark":
                self.add("mark", said)
                self.bold, self.italic = self.bold ^ (said == "**"), self.italic ^ (said == "*")
            case "anchor":
                self.add("line", said)
            case "slot" | "note" | "break":
                self.add(kind, said, bold=self.bold, italic=self.italic)
            case _:
                self.add("word", said, bold=self.bold, italic=self.italic)

    def cell(self, said: str, text: str, position: int) -> None:
        if text[position:].strip():
            self.begin(said, "bar")
        else:
            self.add("line", said)

    def code(self, said: str) -> None:
        word = _OPENS.match(said)
        match word and word["word"]:
            case "if" | "for":
                self.opened(said, again=bool(word and word["word"] == "for"), within=True)
            case "elif" | "else":
                self.otherwise(said)
            case "endif" | "endfor":
                self.close(said)
            case _:
                self.add("note", said)

    # --- Passages -----------------------------------------------------------------------------------------------------

    def opened(self, said: str, *, again: bool, condition: bool = True, within: bool = False) -> None:
        number = len(self.pieces.passages)
        self.pieces.passages.append(Passage(again, len(self.pieces.all), -1, condition, within))
        self.add("open", said, within=within)
        self.scope.append((number, 0))

    def otherwise(self, said: str) -> None:
        if not self.scope:
            self.add("word", said)
            return
        number, rank = self.scope.pop()
        self.add("else", said, within=self.pieces.passages[number].within)
        self.scope.append((number, rank + 1))

    def close(self, said: str) -> None:
        if not self.scope:
            self.add("word", said)
            return
        number, _ = self.scope.pop()
        self.pieces.passages[number].closed = len(self.pieces.all)
        self.add("close", said, within=self.pieces.passages[number].within)


def _is_open(before: Sequence[str], line: str) -> bool:
    """Whether a line is in what « {? » opened in those before."""
    said = "".join(before)
    return bool(line.strip()) and said.count("{?") > said.count("?}")


def _goes_on(line: str) -> bool:
    """Whether a line goes on from the paragraph before it."""
    ends = (_PASSAGE, _DEFINED, _ATTRIBUTES, _HEADING, _ITEM, _ROW)
    return bool(line.strip()) and not any(pattern.match(line) for pattern in ends)
