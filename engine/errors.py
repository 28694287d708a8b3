"""What the user must fix, always with its place, its rule, what is wrong, what to do and the legal source.

A `Finding` is a value: rules return them, the command line prints them all at once. `InputError` carries the findings
that stop the work. Anything else that is raised is a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from models.chemins import Chemin, ecrit
from models.records import dataclass


class Severity(StrEnum):
    """How grave a finding is; the values are the words printed."""

    ERROR = "erreur"
    WARNING = "avertissement"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file of the user; line and column count from 1, and are 0 of a whole file, or of a folder.

    In a workbook, `cell` is « Annexe 8!D14 ».
    """

    file: str
    line: int = 1
    column: int = 1
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}:{self.cell}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


Path = Chemin
dotted = ecrit


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to fix or to know.

    `code` is stable (« finess-cle »); `message` says what is wrong in the reader's words, `hint` what to do, `source`
    the text of law or the format that says so; `path` is the YAML path concerned, `place` where it stands. A `reserve`
    is a doubt about what the contract says, that somebody is to settle before it is signed.
    """

    code: str
    message: str
    severity: Severity = Severity.ERROR
    hint: str = ""
    source: str = ""
    path: Path = ()
    place: Place | None = None
    reserve: bool = False

    def at(self, place: Place | None) -> Finding:
        """The same finding, located."""
        return Finding(  # findings are located by thousands: twice as fast as `replace`
            self.code, self.message, self.severity, self.hint, self.source, self.path, place, self.reserve
        )

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        lines = [f"{where}{self.severity} [{self.code}] {self.message}"]
        lines += [f"    {line}" for line in (self.hint, f"Source : {self.source}" if self.source else "") if line]
        return "\n".join(lines)


class InputError(Exception):
    """The input must be fixed; `findings` says all that was found, in the order of the file."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda f: (f.place or Place(""), f.code)))
        super().__init__("\n".join(map(str, self.findings)))


class LibraryError(LookupError):
    """A mistake of the library, in French, without its final stop; whoever knows the file says where.

    `line` counts from 0 in the text being read, `place` is where the mistake stands, where they are known.
    """

    def __init__(self, message: str, line: int = 0, place: Place | None = None) -> None:
        super().__init__(message)
        self.line, self.place = line, place

    @property
    def finding(self) -> Finding:
        """What to tell where nobody knows more."""
        hint = "C'est la bibliothèque de clauses qu'il faut corriger, et non la description."
        return Finding("bibliotheque", f"{self}.", hint=hint, place=self.place)


class UnknownNameError(LibraryError):
    """A name that is nobody's; `among` are those of its group, where it is said to be of one."""

    def __init__(self, name: str, among: tuple[str, ...]) -> None:
        super().__init__(f"« {name} » n'est ni un fait de la description ni une fonction")
        self.name, self.among = name, among
