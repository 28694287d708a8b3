"""The minutes of a command that writes: what it says of each description as it goes, its summary, its report."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from engine.commands.account import (
    FEW,
    Account,
    by_party,
    counted,
    everything,
    groups,
    missing_lines,
    named,
    reserve_lines,
)
from engine.commands.output import Told, report, result, tell
from engine.definitif import NOT_WRITTEN
from engine.errors import Finding, InputError, Place, Severity
from engine.french import plural
from engine.reading.decoding import printable
from engine.writing.files import refuse_another, write_whole
from models.regexes import regex

REPORT: Final = "rapport.txt"
_A_REPORT: Final = regex(rb"[^\n]*\n=+\r?\n")
_MOST_REFUSED: Final = 20


class Minutes:
    """Told as the command goes; the report is written at its end, even where it was interrupted."""

    def __init__(self, arguments: Namespace, noun: str = "contrat") -> None:
        self._details: bool = arguments.details
        self._final: bool = arguments.definitif
        self._asked: Path | None = arguments.rapport
        self.path: Path = self._asked or arguments.sortie / REPORT
        self._noun = noun
        self._told = Told()
        self._accounts: list[Account] = []
        self.failed = False

    def __enter__(self) -> Self:
        refuse_another(self.path, _A_REPORT, "le compte rendu d'une commande")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._accounts and not isinstance(error, OSError):
            self._end()

    def add(self, account: Account) -> None:
        """Say the errors of a description, or everything, then the line of its files or why there are none."""
        self._accounts.append(account)
        errors = account.of(Severity.ERROR)
        self.failed = self.failed or bool(account.refusal or errors)
        told = account.findings if self._details else [*errors, *account.copies]
        report(one for one in told if self._told.is_new(one))
        for line in self._lists(account):
            tell(line)
        if account.files:
            self._name(account)
        elif account.refusal:
            report([Finding(NOT_WRITTEN, account.refused)])
        else:
            tell(f"{account.title} : rien n'a été écrit ; {counted([account])}")

    def _name(self, account: Account) -> None:
        """Name the files that are there: they are, and so will the others be, where that cannot be written."""
        try:
            result(f"{named(account.files)} : {counted([account])}")
        except InputError as error:
            report(error.findings)
            self.failed = True

    def _lists(self, account: Account) -> Iterator[str]:
        """What is missing and what is to be verified, which decide whether a final document is written."""
        if self._details:
            yield from (*missing_lines(account), *reserve_lines(account))
        elif self._final:
            yield from (*_first(list(missing_lines(account))), *reserve_lines(account))

    def _end(self) -> None:
        summary = list(self._summary())
        for line in summary if len(self._accounts) > 1 or self._has_more() else ():
            tell(line)
        if self._has_report():
            write_whole(self.path, self._text(summary).encode(errors="surrogateescape"))
            tell(f"Tout le détail : {self.path}{'' if self._details else ' (ou --details)'}")
        elif not self._details and self._has_more():
            tell("Tout le détail : --details, ou --rapport FICHIER.")

    def _summary(self) -> Iterator[str]:
        made = [one for one in self._accounts if one.files]
        files = sum(len(one.files) for one in made)
        asked = sum(max(one.asked, len(one.files)) for one in made)
        of = f" sur {len(self._accounts)}" if len(made) < len(self._accounts) else ""
        wrote = f"{plural(files, 'fichier')}{f' sur {asked}' if files < asked else ''} écrit{'s' if files > 1 else ''}"
        wrote = f"{wrote} pour {plural(len(made), self._noun)}{of}"
        yield f"{wrote if made else f'aucun {self._noun} écrit{of}'} : {counted(self._accounts)}"
        if not self._details:
            yield from (f"    {line}" for line in self._essentials())

    def _essentials(self) -> Iterator[str]:
        if any(one.missing for one in self._accounts):
            (only, *others) = self._accounts
            is_short = not others and only.missing_count <= FEW and not self._final
            yield from missing_lines(only) if is_short else [f"à compléter par {by_party(self._accounts)}"]
        yield from groups(self._accounts)

    def _has_report(self) -> bool:
        """Whether it was asked for, or has something to say beside the files, or replaces that of another command."""
        if self._asked:
            return True
        return (self._has_more() and any(one.files for one in self._accounts)) or os.path.isfile(self.path)

    def _has_more(self) -> bool:
        """Whether there is something to say beside the errors, which are said in full."""
        return any(one.missing or len(one.findings) > len(one.of(Severity.ERROR)) for one in self._accounts)

    def _text(self, summary: Iterable[str]) -> str:
        parts = [_chapter(one) for one in self._accounts]
        return "\n\n\n".join([*parts, "\n".join(["Résumé", "======", *summary])]) + "\n"


def _chapter(account: Account) -> str:
    state = [f"Écrit : {named(account.files)}"] if account.files else []
    state += [account.refused] if account.refusal else []
    state += [f"Bibliothèques : {' ; '.join(account.libraries)}"] if account.libraries else []
    title = [account.title, "=" * len(account.title)]
    return "\n".join([*title, *state, counted([account]), "", *everything(account)]).rstrip()


def _first(lines: Sequence[str]) -> Iterator[str]:
    yield from islice(lines, _MOST_REFUSED)
    if len(lines) > _MOST_REFUSED:
        left = len(lines) - _MOST_REFUSED
        yield f"    … et {left} autre{'s' if left > 1 else ''} ligne{'s' if left > 1 else ''} (--details)"


def own_report(minutes: Minutes, sources: Sequence[Path], targets: Iterable[Path]) -> None:
    """Refuse a report that would take the place of a description, or of a document, told at the description.

    Raises:
        InputError: where it would.
    """
    if os.path.realpath(minutes.path) in set(map(os.path.realpath, (*sources, *targets))):
        message = f"{minutes.path} ne peut pas être le rapport : c'est aussi une description, ou un document à écrire."
        of_its_name = (one for one in sources if minutes.path.stem.startswith(one.stem))
        place = Place(printable(max(of_its_name, key=lambda one: len(one.stem), default=minutes.path)))
        hint = "Donnez un autre fichier avec --rapport."
        raise InputError([Finding("meme-nom", message, hint=hint, place=place)])
