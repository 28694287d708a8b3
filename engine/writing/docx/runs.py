"""The runs of a paragraph of WordprocessingML, and the fields that they make (ECMA-376, part 1, 17.16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.elements import local, qn
from models.records import dataclass

if TYPE_CHECKING:
    from lxml import etree

COUNTERS = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}
INSIDE = ("hyperlink", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "ins", "moveTo", "dir", "bdo")
"""What a run may stand in."""


@dataclass(slots=True)
class Field:
    """A field that is being read: what it asks for, and whether what follows is its answer."""

    asked: str = ""
    answers: bool = False

    @property
    def name(self) -> str:
        """« PAGE », « DATE »."""
        return (self.asked.split() or [""])[0].upper()

    @property
    def counter(self) -> str:
        """The number that it stands for, « page » or « pages »; empty where it is none."""
        return COUNTERS.get(self.name, "")

    @property
    def shows(self) -> bool:
        """Whether the words that stand there now are shown: the answer of a field that is no counter."""
        return self.answers and not self.counter

    @property
    def lost(self) -> str:
        """What no PDF shows of it: a field is worked out again by Word, and here has the words that it kept last."""
        if self.name == "SECTIONPAGES":
            return "le nombre de pages de la section (c’est celui du contrat)"
        if self.counter and "\\*" in self.asked and "MERGEFORMAT" not in self.asked.upper():
            return "la forme des numéros de page"
        if self.counter or not self.name:
            return ""
        if self.name == "HYPERLINK":
            return "les liens (leurs mots y sont)"
        return f"le champ « {self.name} » (il garde les mots que Word a enregistrés)"


def follow(element: etree._Element, fields: list[Field]) -> Field | None:
    """Follow the fields that are open while the elements of runs come; the field that this one ends."""
    state = element.get(qn("w:fldCharType"), "")
    if state == "begin":
        fields.append(Field())
    elif fields and element.tag == qn("w:instrText"):
        fields[-1].asked += element.text or ""
    elif fields and state == "separate":
        fields[-1].answers = True
    elif fields and state == "end":  # which may come without a result
        return fields.pop()
    return None


def runs(above: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph, those in links and controls included; a simple field is as one in several runs."""
    instruction = above.get(qn("w:instr")) if above.tag == qn("w:fldSimple") else None
    if instruction is not None:
        yield _marks(above, "begin")
        yield _marks(above, "separate", instruction)
    for child in above:
        name = local(child) if isinstance(child.tag, str) else ""
        if name == "r":
            yield child
        elif name in INSIDE:
            yield from runs(child)
    if instruction is not None:
        yield _marks(above, "end")


def _marks(above: etree._Element, kind: str, instruction: str = "") -> etree._Element:
    run, asked = (above.makeelement(qn(name), {}) for name in ("w:r", "w:instrText"))
    asked.text = instruction
    run.extend((asked, above.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): kind})))
    return run


def value(above: etree._Element, path: str, present: str = "") -> str:
    """The value of the element at a path; `present` where it is there without one."""
    found = above.find("/".join(map(qn, path.split("/"))))
    return "" if found is None else found.get(qn("w:val"), present)
