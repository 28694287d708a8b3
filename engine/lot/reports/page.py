"""rapport.html: what became of a run, on one page that stands alone, reads aloud and prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import cache
from importlib.resources import files
from itertools import chain, groupby
from operator import attrgetter
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template

from engine import french
from engine.calendar.echeancier import remark
from engine.errors import Finding, Severity
from engine.lot.outcome import Missing, State
from engine.lot.reports.rapport import Line, Rapport, where
from engine.versions import version_of
from models.records import dataclass

NAME = "rapport.html"
_PACKAGE = "engine.lot.reports"
_DESCRIPTION = "description"


_PIECES = 500
"""Bits of a page that are written at once."""
_MOST, _A_PAGE, _MOST_PLACES = 200, 50, 20
"""Contracts that one page tells whole; those of each page of details, beyond; places that a message then names."""


def pages(rapport: Rapport) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The pages of a run in pieces, by name: one that tells everything, or a summary and its pages of details.

    A page that tells 2,500 contracts whole weighs 28 MB, and hardly opens.
    """
    if len(rapport.lines) <= _MOST:
        yield NAME, page(rapport)
        return
    parts = [rapport.lines[at : at + _A_PAGE] for at in range(0, len(rapport.lines), _A_PAGE)]
    names = [f"rapport-{number:03}.html" for number in range(1, len(parts) + 1)]
    yield NAME, page(rapport, {line.entry.nom: name for name, part in zip(names, parts, strict=True) for line in part})
    for number, (name, part) in enumerate(zip(names, parts, strict=True)):
        whole = replace(rapport, lines=part, findings=())
        yield name, page(whole, partie=f"contrats {number * _A_PAGE + 1} à {number * _A_PAGE + len(part)}")


def page(rapport: Rapport, details: Mapping[str, str] | None = None, partie: str = "") -> Iterator[bytes]:
    """One page, piece by piece. Whatever comes from the programmation is escaped.

    `details` names the page that tells each contract whole, where this one is a summary; `partie` says what it is of.
    """
    most = _MOST_PLACES if details else None
    markup = _template().stream(
        style=(files(_PACKAGE) / "rapport.css").read_text(encoding="utf-8"),
        rapport=rapport,
        details=details or {},
        partie=partie,
        par_page=_A_PAGE,
        par_an=Counter(deadline.day.year for line in rapport.lines for deadline in line.entry.deadlines),
        compte=french.typography(_counts(rapport)),
        restent=rapport.states.get(State.TO_DO, 0),
        erreurs=_total(rapport, Severity.ERROR),
        avertissements=_total(rapport, Severity.WARNING),
        messages=list(_messages(rapport, most)),
        reserves=_reserves(rapport, most),
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


def _counts(rapport: Rapport) -> str:
    """« 38 écrits, 2 à corriger »."""
    return ", ".join(french.plural(count, state) for state, count in rapport.states.items())


def _total(rapport: Rapport, severity: Severity) -> int:
    own = sum(one.severity is severity for one in rapport.findings)
    return own + sum(line.count(severity) for line in rapport.lines)


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


def _messages(rapport: Rapport, most: int | None) -> Iterator[tuple[Severity, list[_Told]]]:
    """What is said of the programmation and of its contracts, by gravity: once where it is said of several."""
    same: dict[tuple[str, ...], _Told] = {}
    of_contracts = ((one, line.nom) for line in rapport.lines for one in line.entry.findings)
    for one, name in chain(((one, "Programmation") for one in rapport.findings), of_contracts):
        key = (one.severity, one.code, one.message, one.hint, one.source)
        same.setdefault(key, _Told(one, most)).of(_place(one, name))
    for severity in Severity:
        if kept := [told for told in same.values() if told.message.severity == severity]:
            yield severity, kept


def _reserves(rapport: Rapport, most: int | None) -> list[_Told]:
    """What is to be verified, with the contracts concerned: once where it is said of several."""
    concerned: dict[str, _Told] = {}
    for line in rapport.lines:
        for one in line.reserves:
            concerned.setdefault(one.message, _Told(one, most)).of(line.nom)
    return list(concerned.values())


def _place(one: Finding, name: str) -> str:
    """« Association Exemple (35) : etablissements.csv, ligne 4, colonne 2 »."""
    place = where(one.place)
    return f"{name}{french.NO_BREAK}: {place}" if place else name
