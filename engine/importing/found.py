"""What is found of an expected sheet in one that is given, and the words that tell its rows and columns apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from unicodedata import normalize

from engine.errors import Finding, Path, Place, Severity
from engine.importing.given import Given
from engine.reading.invisibles import cleaned
from engine.reading.suspects import suspicions
from engine.workbook import Sheet, SheetCell, cell_name
from models.records import dataclass

TWICE, ABSENT, UNKNOWN = "intitule-double", "intitule-absent", "intitule-inconnu"
_UNCHANGED = "Gardez les intitulés de « cpom annexes » : c'est par eux que les chiffres sont retrouvés."

Spot = tuple[int, int]
"""A row and a column, or a line and a slot."""


def words(text: object) -> str:
    """What tells a label or a heading from another: no case, kind of space, apostrophe or accent, nothing unseen."""
    return " ".join(cleaned(normalize("NFC", str(text))).split()).replace("’", "'").casefold()


@dataclass(frozen=True, slots=True)
class Wording:
    """Other words for the labels of a sheet (`synonyms`), and labels of lines where nothing is typed (`fixed`)."""

    synonyms: Mapping[str, str]
    fixed: frozenset[str]

    def label(self, text: str) -> str:
        """A label as the description says it."""
        return self.synonyms.get(text, text)


@dataclass(slots=True)
class Layout:
    """What was found in a sheet: expected cells with what is given there, series that are not expected, refusals.

    `given` is the name of the sheet in the workbook `name`. `pairs` holds the expected inputs and computed cells, each
    with its place and what it holds, None where it is empty. `headings` are the places of the facts that name series;
    `unknown` the headings of those that the description does not have, whose figures wait for a row of a list.
    """

    sheet: Sheet
    name: str
    given: str
    pairs: list[tuple[SheetCell, Spot, Given | None]] = field(default_factory=list)
    headings: dict[Path, Spot] = field(default_factory=dict)
    unknown: dict[Spot, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, spot: Spot, code: str, message: str) -> None:
        """Refuse a cell, by its row and column."""
        self.findings.append(Finding(code, message, hint=_UNCHANGED, place=self.place(spot)))

    def warn(self, spot: Spot, code: str, message: str, hint: str) -> None:
        """Say something of a cell that refuses nothing."""
        self.findings.append(Finding(code, message, Severity.WARNING, hint, place=self.place(spot)))

    def suspect(self, spot: Spot, given: Given | None) -> Iterator[Finding]:
        """What nobody meant in a text."""
        for one in suspicions(str(given.value)) if given and given.kind == "text" else ():
            yield Finding(one.code, one.message, one.severity, one.hint, place=self.place(spot))

    def place(self, spot: Spot) -> Place:
        """« Annexe 8!D14 » in the workbook."""
        return Place(self.name, *spot, f"{self.given}!{cell_name(*spot)}")

    def unexpected(self, spot: Spot, text: str) -> None:
        """Refuse figures whose label or heading is not expected; « » where they have none."""
        message = f"« {text} » n'est pas un intitulé attendu ici, et a des chiffres." if text else ""
        self.refuse(spot, UNKNOWN, message or "ces chiffres n'ont pas d'intitulé.")
