"""What the body of one ODT needs to know, and what it has used so far: its own styles, its pictures, its comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from engine.document import Alignment
from engine.writing.odt.text import points
from models.records import dataclass

ALIGNMENTS: Mapping[Alignment, str] = {"left": "", "center": "center", "right": "end"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where blocks stand: the room left to them and how their plain paragraphs are drawn.

    `width` and `indent` are in points; `level` counts the lists around, 0 outside any list. A table is kept `whole` on
    its page, however many rows it has; `last` tells what ends a list, and has the room of a paragraph below it.
    """

    width: float
    plain: str = "Text_20_body"
    alignment: Alignment = "left"
    level: int = 0
    indent: float = 0
    keep_with_next: bool = False
    whole: bool = False
    last: bool = False

    @property
    def in_cell(self) -> bool:
        """Whether the blocks are those of a cell."""
        return self.plain not in ("Text_20_body", "List_20_Contents")


@dataclass(slots=True)
class Draft:
    """A body being written, in the order of the document.

    `positions` gives the rank of the heading that each anchor reaches. `styles` are the automatic ones, by what they
    are made of; `pictures` the members of the package that it shows, `named` apart in the body and around it.
    `marks` are the bookmarks that are still to come, each with its clause, after the `clause` of the last block.
    `page_break` and `master` ask for the next block
    to begin a page, and of which kind; `dense` for what is to be filled in to fit narrow columns.
    """

    blank: bool
    positions: Mapping[str, int]
    day: date
    named: str = "image"
    marks: list[tuple[str, str]] = field(default_factory=list)
    clause: str = ""
    styles: dict[tuple[str, str, str], str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    comments: int = 0
    headings: int = 0
    page_break: bool = False
    master: str = ""
    dense: bool = False

    def heading(self) -> int:
        """Give the rank of the next heading of the document."""
        self.headings += 1
        return self.headings - 1

    def mark(self, clause: str) -> str:
        """The name of the bookmark of a clause where it begins, empty where it goes on or has no words."""
        if clause == self.clause:
            return ""
        self.clause = clause
        return self.marks.pop(0)[0] if self.marks and self.marks[0][1] == clause else ""

    def comment(self) -> str:
        """Name the next comment."""
        self.comments += 1
        return f"note-{self.comments}"

    def picture(self, content: bytes, extension: str) -> str:
        """Keep a picture for the package and name its member; the same one is kept once."""
        for name, kept in self.pictures.items():
            if kept == content:
                return name
        name = f"Pictures/{self.named}-{len(self.pictures) + 1}.{extension}"
        self.pictures[name] = content
        return name

    def style(self, family: str, attributes: str, properties: str) -> str:
        """The name of an automatic style, declared once whatever asks for it."""
        return self.styles.setdefault((family, attributes, properties), f"{family}-{len(self.styles) + 1}")

    def paragraph(self, parent: str, frame: Frame, *, lines: bool = False, keep: bool = False, indent: str = "") -> str:
        """The name of the style of a paragraph: a named style, or one made of it by where the paragraph stands.

        `lines` keeps those of the paragraph on one page, `keep` the paragraph on that of the next one.
        """
        master, page_break = self.new_page()
        properties = page_break + indent
        properties += ' fo:keep-with-next="always"' * (keep or frame.keep_with_next)
        properties += ' fo:keep-together="always"' * lines
        if alignment := ALIGNMENTS[frame.alignment]:
            properties += f' fo:text-align="{alignment}"'
        if not (properties or master):
            return parent
        inner = f"<style:paragraph-properties{properties}/>" if properties else ""
        return self.style("paragraph", f' style:parent-style-name="{parent}"{master}', inner)

    def new_page(self) -> tuple[str, str]:
        """Take what asks for a new page: an attribute of the style, and one of its properties."""
        master = f' style:master-page-name="{self.master}"' if self.master else ""
        page_break = ' fo:break-before="page"' if self.page_break and not master else ""
        self.master, self.page_break = "", False
        return master, page_break

    def automatic(self) -> str:
        """The declarations of the automatic styles."""
        return "".join(
            f'<style:style style:name="{name}" style:family="{family}"{attributes}>{properties}</style:style>'
            for (family, attributes, properties), name in self.styles.items()
        )


def margin(frame: Frame) -> str:
    """The left margin of a paragraph that no list sets."""
    return f' fo:margin-left="{points(frame.indent)}"' if frame.indent else ""


def number_bookmark(position: int) -> str:
    """Name the bookmark around the number of a heading, which references repeat."""
    return f"numero-{position + 1}"


def heading_bookmark(position: int) -> str:
    """Name the bookmark around a whole heading, which the table of contents points to."""
    return f"titre-{position + 1}"
