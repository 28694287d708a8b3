"""What a sheet says outside of its cells, which is not read and is told: comments, text boxes, headers and footers.

Sources: ECMA-376, part 1, 18.7 (comments), 20.5.2 (drawings of a sheet), 18.3.1.46 (headers and footers); Microsoft,
[MS-XLSX], 2.6.205 (threaded comments).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from engine import french
from engine.elements import local
from engine.errors import Finding, Place, Severity
from engine.importing.archive import Archive
from engine.importing.relations import relations
from engine.reading.decoding import without_forbidden
from engine.workbook import cell_name, column_number
from models.records import dataclass

Kind = Literal["comment", "box", "margin"]
_COPY = "Reportez dans la description, ou dans les cellules, ce qui compte."
_WORDS = {
    "comment": ("commentaires-non-lus", "commentaire", _COPY),
    "box": ("textes-non-lus", "zone de texte", _COPY),
    "margin": ("textes-non-lus", "texte d'en-tête ou de pied de page", ""),
}
_OURS = "&C&A&RPage &P / &N"
"""How the footer of the workbooks of cpom ends."""
_CODES = re.compile(r'&(?:&|"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]+|[A-Z])')
_MOST_NAMED, _LONGEST_QUOTE = 3, 60


@dataclass(frozen=True, slots=True)
class Beside:
    """A text outside of the cells, and the cell that it stands at where it has one."""

    kind: Kind
    row: int
    column: int
    text: str


def beside_cells(archive: Archive, part: str) -> Iterator[Beside]:
    """What the parts that a sheet relates to say outside of its cells."""
    related = dict(relations(archive, part))
    said: dict[tuple[int, int], str] = {}
    for kind, name in (("comments", "comment"), ("threadedComment", "threadedComment")):
        for target in related.get(kind, {}).values():
            for element in archive.elements(target, name) if target in archive else ():
                said[_at(element.get("ref", ""))] = _text(element, "text" if kind == "threadedComment" else "t")
    yield from (Beside("comment", *at, text) for at, text in said.items() if text)
    for target in related.get("drawing", {}).values():
        for element in archive.elements(target, "sp") if target in archive else ():
            if text := _text(element, "t"):
                yield Beside("box", 1, 1, text)


def margins(element: object) -> Iterator[Beside]:
    """The words of the header or of the footer of a sheet, its codes (number of the page, day) left out."""
    written = getattr(element, "text", "") or ""
    words = " ".join(_CODES.sub(lambda code: "&" if code[0] == "&&" else " ", written).split())
    if not written.endswith(_OURS) and re.search(r"[^\W\d_]{3}", re.sub(r"(?i)\bpages?\b|\bsur\b", "", words)):
        yield Beside("margin", 1, 1, words)


def told(sheet: str, beside: Iterable[Beside], name: str) -> Iterator[Finding]:
    """What is told of a sheet, once for each kind of text."""
    title = without_forbidden(sheet)
    found = list(beside)
    for kind, (code, what, hint) in _WORDS.items():
        texts = [one for one in found if one.kind == kind]
        if not texts:
            continue
        named = "; ".join(_named(one) for one in texts[:_MOST_NAMED]).replace("; ", " ; ")
        more = f" et {french.plural(len(texts) - _MOST_NAMED, 'autre')}" if len(texts) > _MOST_NAMED else ""
        verb = "ne sont pas lus" if len(texts) > 1 else "n'est pas lu"
        verb = verb.replace("lu", "lue") if kind == "box" else verb
        many = what if len(texts) == 1 else re.sub(r"^(\w+)", r"\1s", what)
        message = f"« {title} » : {len(texts)} {many} {verb} : {named}{more}."
        severity = Severity.INFORMATION if kind == "margin" else Severity.WARNING
        row, column = texts[0].row, texts[0].column
        yield Finding(
            code, message, severity, hint, place=Place(name, row, column, f"{title}!{cell_name(row, column)}")
        )


def _named(one: Beside) -> str:
    text = without_forbidden(" ".join(one.text.split()))
    quoted = f"« {text if len(text) <= _LONGEST_QUOTE else f'{text[:_LONGEST_QUOTE]}…'} »"
    return f"{cell_name(one.row, one.column)} {quoted}" if one.kind == "comment" else quoted


def _text(element: object, name: str) -> str:
    runs = element.iter("{*}" + name)  # type: ignore[attr-defined]
    return "".join(one.text or "" for one in runs if local(one.getparent()) != "rPh").strip()


def _at(reference: str) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]{0,6})", reference)
    return (int(found[2]), column_number(found[1])) if found else (1, 1)
