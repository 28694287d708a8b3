"""What archives say of the register, read as they were made: the last word is that of the latest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date, datetime
from itertools import pairwise

from engine.errors import Finding
from engine.law.register import Register
from engine.watching.archive import Archive, ArchiveError, Member, members
from engine.watching.dila import DilaError, Notice, Version, notice
from engine.watching.findings import not_whole, suspect_paths, unreadable_files
from engine.watching.sought import SUPPRESSED, Sought, identifiers, sought
from models.records import dataclass


@dataclass(slots=True)
class Known:
    """What the archives say of one entry: its versions by identifier, and the latest file of each base on it.

    `etats` are the identifiers whose state or dates changed from an archive to another, their words being the same.
    """

    versions: dict[str, Version] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    etats: dict[str, tuple[Version, Version]] = field(default_factory=dict)
    retouche: date | None = None
    _mots: dict[str, str] = field(default_factory=dict)
    _said: dict[str, tuple[datetime, bool]] = field(default_factory=dict)

    def add(self, said: Notice, made: datetime) -> None:
        """Take in a file of an archive made then."""
        own = said.version
        before = self.versions.get(own.identifiant)
        if said.mots and before and self._mots.get(own.identifiant) == said.mots and _dated(before) != _dated(own):
            self.etats[own.identifiant] = (before, own)
        if said.mots:
            self._mots[own.identifiant] = said.mots
        other = self.notices.get(own.identifiant)
        if other and said.modifie and other.modifie and said.modifie > other.modifie:
            self.retouche = said.modifie
        if said.sorte != "structure":
            self.notices[own.identifiant] = said
            self._take(own, made, is_own=True)
        for one in said.versions:
            self._take(one, made, is_own=False)

    def _take(self, one: Version, made: datetime, *, is_own: bool) -> None:
        """A version, where nothing later, or of its own file, was said of it."""
        if one.identifiant and (made, is_own) >= self._said.get(one.identifiant, (datetime.min, False)):
            self.versions[one.identifiant] = one
            self._said[one.identifiant] = (made, is_own)

    def drop(self, identifier: str) -> None:
        """Remove a version that is no more in the base."""
        for kept in (self.versions, self.notices, self._mots, self._said, self.etats):
            kept.pop(identifier, None)

    def same_words(self) -> Iterator[tuple[Version, Version]]:
        """Two versions in a row whose words are the same: what changed is their state alone."""
        live = sorted((one for one in self.versions.values() if one.debut and not one.stillborn), key=_first)
        for before, after in pairwise(live):
            mots = self._mots.get(after.identifiant)
            if mots and mots == self._mots.get(before.identifiant):
                yield before, after


def _dated(one: Version) -> tuple[str, date | None, date | None]:
    return one.etat, one.debut, one.fin


def _first(one: Version) -> date:
    return one.debut or date.max


@dataclass(slots=True)
class Gathered:
    """All that the archives say: by entry, how many texts and articles were looked at, what could not be read."""

    jour: date
    archives: tuple[Archive, ...]
    known: dict[str, Known] = field(default_factory=dict)
    textes: int = 0
    articles: int = 0
    supprimes: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    entier: bool = True
    _of: dict[str, tuple[str, str]] = field(default_factory=dict)

    def read(self, archive: Archive, asked: Sought) -> None:
        """Take in an archive; what cannot be read of it is told, and the rest is kept."""
        gone: list[str] = []
        bad: list[str] = []
        leaving: list[str] = []
        try:
            for one in members(archive.path, asked.may_tell):
                self._count(one.path)
                if one.leaves:
                    leaving.append(one.path)
                elif one.is_large:
                    bad.append(one.path)
                elif one.data is not None and SUPPRESSED.search(one.path):
                    gone += one.data.decode("ascii", "replace").split()
                elif one.data is not None and not asked.is_of_none(one.path, one.data):
                    self._take(one, archive, asked, bad)
        except ArchiveError as error:
            self.findings.append(not_whole(archive.path, error.reason))
            self.entier = False
        self._remove(gone)
        self.findings += [*unreadable_files(archive.name, bad), *suspect_paths(archive.name, leaving)]

    def _count(self, path: str) -> None:
        if path.endswith(".xml"):
            self.textes += "/texte/version/" in path
            self.articles += "/article/" in path

    def _take(self, one: Member, archive: Archive, asked: Sought, bad: list[str]) -> None:
        try:
            said = notice(one.data or b"")
        except DilaError:
            bad.append(one.path)
            return
        key = asked.key(said) if said else ""
        if said and key:
            self.known.setdefault(key, Known()).add(said, archive.made)
            self._of[said.version.identifiant] = (key, _within(one.path))

    def _remove(self, gone: Sequence[str]) -> None:
        """Drop what an archive says is no more; a text that was moved to another folder of the base is still there."""
        for path in gone:
            named = identifiers(path)
            key, at = self._of.get(named[-1], ("", "")) if named else ("", "")
            if key and at == _within(path):
                self.known[key].drop(named[-1])
                self.supprimes.append(f"{key} ({named[-1]})")


def _within(path: str) -> str:
    """A path in the base: daily archives put it under a folder of their date, and the lists leave « .xml » out."""
    found = min((at for base in ("legi/", "jorf/") if (at := path.find(base)) >= 0), default=0)
    return path[found:].removesuffix(".xml")


def gathered(archives: Sequence[Archive], register: Register, findings: Sequence[Finding], today: date) -> Gathered:
    """Read these archives, in the order of their dates; `today` is the day where there is none."""
    made = max((one.made.date() for one in archives), default=today)
    found = Gathered(made, tuple(archives), findings=list(findings))
    asked = sought(register)
    for one in archives:
        found.read(one, asked)
    return found
