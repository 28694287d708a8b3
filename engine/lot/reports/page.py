"""rapport.html: what became of a run, on one page that stands alone, reads aloud and prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template

from engine import french
from engine.calendar.echeancier import remark
from engine.errors import Finding, Severity
from engine.lot.outcome import Missing, State
from engine.lot.reports.comptes import Comptes, counted
from engine.lot.reports.line import Line
from engine.lot.reports.rapport import Rapport, where
from engine.versions import version_of
from models.records import dataclass

NAME = "rapport.html"
_PACKAGE = "engine.lot.reports"
_DESCRIPTION = "description"


_PIECES = 30
"""Bits of a page that are written at once: one may be the table of fifty contracts."""
_MOST, _A_PAGE, _MOST_PLACES = 200, 50, 20
"""Contracts that one page tells whole; those of each page of details, beyond; places that a message then names."""


def pages(rapport: Rapport) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The pages of a run in pieces, by name: one that tells everything, or a summary and its pages of details.

    A page that tells 2,500 contracts whole weighs 28 MB, and hardly opens.
    """
    if len(rapport.lines) <= _MOST:
        yield NAME, page(rapport)
        return
    firsts = range(0, len(rapport.lines), _A_PAGE)
    names = [f"rapport-{number:03}.html" for number in range(1, len(firsts) + 1)]
    yield NAME, page(rapport, names)
    for first, name in zip(firsts, names, strict=True):
        part = rapport.lines[first : first + _A_PAGE]
        whole = replace(rapport, lines=part, findings=())
        yield name, page(whole, partie=f"contrats {first + 1} à {first + len(part)}")


def page(rapport: Rapport, details: Sequence[str] = (), partie: str = "") -> Iterator[bytes]:
    """One page, piece by piece. Whatever comes from the programmation is escaped.

    `details` names the pages that tell the contracts whole, so many on each, where this one is a summary; `partie` says
    what it is of.
    """
    most = _MOST_PLACES if details else None
    comptes = counted(rapport.lines)
    messages, reserves = _said(rapport, most)
    markup = _template().stream(
        style=(files(_PACKAGE) / "rapport.css").read_text(encoding="utf-8"),
        rapport=rapport,
        details=details,
        partie=partie,
        par_page=_A_PAGE,
        comptes=comptes,
        etats=french.typography(_states(comptes)),
        restent=comptes.etats[State.TO_DO],
        erreurs=_total(rapport, comptes, Severity.ERROR),
        avertissements=_total(rapport, comptes, Severity.WARNING),
        messages=messages,
        reserves=reserves,
        version=version_of(),
    )
    markup.enable_buffering(_PIECES)
    return (piece.encode() for piece in markup)


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {
        "jour": lambda day: day.strftime("%d/%m/%Y") if day else "—",
        "semaine": french.weekday,
        "nombre": french.number,
        "typographie": french.typography,
        "majuscule": french.capitalise,
        "adresse": quote,
        "repere": _anchor,
    }
    environment.globals |= {
        "pluriel": french.plural,
        "remarque": remark,
        "fichiers": _files,
        "par_qui": _by_who,
        "ERREUR": Severity.ERROR,
        "AVERTISSEMENT": Severity.WARNING,
    }
    return environment.from_string((files(_PACKAGE) / "rapport.html").read_text(encoding="utf-8"))


def _states(comptes: Comptes) -> str:
    """« 38 écrits, 2 à corriger »."""
    return ", ".join(french.plural(comptes.etats[one], one) for one in State if comptes.etats[one])


def _total(rapport: Rapport, comptes: Comptes, severity: Severity) -> int:
    return comptes.messages[severity] + sum(one.severity is severity for one in rapport.findings)


def _files(line: Line, rapport: Rapport) -> list[tuple[str, str, str]]:
    """The files of a contract, the format of each as it is read."""
    found = line.files(rapport.order.formats)
    return [(_DESCRIPTION if one == "yaml" else one.upper(), path, digest) for one, path, digest in found]


def _anchor(line: Line) -> str:
    """The place in the page of what is missing from a contract."""
    return f"manques-{line.entry.nom.replace('/', '-')}"


def _by_who(line: Line) -> list[tuple[str, list[Missing]]]:
    """What is missing from a contract, under whoever knows it."""
    missing = sorted(line.entry.missing, key=attrgetter("who"))
    return [(who, list(several)) for who, several in groupby(missing, attrgetter("who"))]


@dataclass(slots=True)
class _Told:
    """What is said once, however many times it is found: of what contracts, or of the first ones alone."""

    message: Finding
    most: int | None
    compte: int = 0
    places: list[str] = field(default_factory=list)

    def of(self, place: str) -> None:
        """Say it of one more."""
        self.compte += 1
        if self.most is None or self.compte <= self.most:
            self.places.append(place)

    @property
    def lieux(self) -> list[str]:
        """The places, and how many more there are."""
        if not (more := self.compte - len(self.places)):
            return self.places
        others = french.plural(more, "autre")
        return [*self.places, f"et {others} (voir les pages des contrats, ou rapport.xlsx)"]


def _said(rapport: Rapport, most: int | None) -> tuple[list[tuple[Severity, list[_Told]]], list[_Told]]:
    """What is said of the programmation and of its contracts, by gravity, then what of it is to be verified.

    Each is said once, of all the contracts that it is said of.
    """
    same: dict[tuple[str, ...], _Told] = {}
    doubts: dict[str, _Told] = {}

    def say(one: Finding, name: str) -> None:
        key = (one.severity, one.code, one.message, one.hint, one.source)
        same.setdefault(key, _Told(one, most)).of(_place(one, name))

    for one in rapport.findings:
        say(one, "Programmation")
    for line in rapport.lines:
        for one in line.entry.findings:
            say(one, line.nom)
        for one in line.reserves:
            doubts.setdefault(one.message, _Told(one, most)).of(line.nom)
    by_gravity = (
        (gravity, [told for told in same.values() if told.message.severity == gravity]) for gravity in Severity
    )
    return [(gravity, told) for gravity, told in by_gravity if told], list(doubts.values())


def _place(one: Finding, name: str) -> str:
    """« Association Exemple (35) : etablissements.csv, ligne 4, colonne 2 »."""
    place = where(one.place)
    return f"{name}{french.NO_BREAK}: {place}" if place else name
