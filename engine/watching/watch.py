"""A watch: archives read against the register of a library, what they say of it, and how it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from engine import french
from engine.errors import Finding
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque
from engine.watching.dila import Version
from engine.watching.gathered import Gathered, gathered
from engine.watching.proposals import SORTS, Proposal, proposals
from engine.watching.series import series
from engine.watching.sought import sought
from models.records import dataclass

FORMAT: Final = 1
"""The number of the JSON form: it grows when what was written before would be read wrongly."""
QUIET: Final = ("identique", "absent")
"""What is told of by its key alone."""


@dataclass(frozen=True)
class Watch:
    """What archives say of the register of a library; `hors` are the entries that no archive of the DILA could hold."""

    bibliotheque: Bibliotheque
    found: Gathered
    proposals: tuple[Proposal, ...]
    hors: tuple[str, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What could not be read, or is missing."""
        return tuple(self.found.findings)


def watch(library: Bibliotheque, paths: Sequence[Path], today: date) -> Watch:
    """Read archives against the register of a library.

    Raises:
        InputError: where the register breaks its own rules.
    """
    register = load_register(library)
    archives, findings = series(paths)
    found = gathered(archives, register, findings, today)
    if any(one.code == "archive-nom" for one in findings):
        found = replace(found, entier=False)
    keys = sought(register).keys
    others = tuple(key for key in register.textes if key not in keys)
    return Watch(library, found, tuple(proposals(found, register, keys)), others)


def as_text(said: Watch) -> str:
    """What is told on the terminal, and in a file."""
    return french.typography("\n".join(_lines(said))) + "\n"


def _lines(said: Watch) -> Iterator[str]:
    found = said.found
    for archive in found.archives:
        kind = "globale" if archive.whole else "du jour"
        yield f"{archive.name} : {archive.base}, archive {kind} du {french.date_in_french(archive.made.date())}"
    yield (f"{found.textes} texte{'s' * (found.textes > 1)} et {found.articles} article{'s' * (found.articles > 1)} "
           f"regardés ; {_counted(said)}.")  # fmt: skip
    for one in (one for one in said.proposals if one.sort not in QUIET):
        yield ""
        yield f"{one.cle} : {one.cite} {SORTS[one.sort][0]}"
        yield from (f"    {line}" for line in one.dit)
        yield from (f"    à savoir : {line}" for line in one.remarques)
        yield from (f"    proposé, {key} : {_shown(value)}" for key, value in one.valeurs.items())
    yield from _quiet(said)


def _counted(said: Watch) -> str:
    counts = ((sort, sum(one.sort == sort for one in said.proposals)) for sort in SORTS)
    return ", ".join(f"{count} {SORTS[sort][count > 1]}" for sort, count in counts if count) or "rien au registre"


def _quiet(said: Watch) -> Iterator[str]:
    for sort, title in (("identique", "Comme au registre"), ("absent", "Pas trouvés dans ces archives")):
        if keys := [one.cle for one in said.proposals if one.sort == sort]:
            yield ""
            yield f"{title} : {', '.join(keys)}."
    for one in (one for one in said.proposals if one.sort == "identique" and one.remarques):
        yield from (f"    {one.cle} : {line}" for line in one.remarques)
    if said.found.supprimes:
        yield f"Retirés de la base : {', '.join(said.found.supprimes)}."
    if said.hors:
        yield ""
        yield f"Sans identifiant, ni NOR, ni numéro, et donc pas cherchés : {', '.join(said.hors)}."


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(one)}" for key, one in value.items())
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


def as_json(said: Watch) -> str:
    """The same, for other programs."""
    found = said.found
    whole = {
        "format": FORMAT,
        "jour": found.jour.isoformat(),
        "archives": [
            {"fichier": one.name, "base": one.base, "date": one.made.isoformat(), "globale": one.whole}
            for one in found.archives
        ],
        "entier": found.entier,
        "textes_regardes": found.textes,
        "articles_regardes": found.articles,
        "retires": found.supprimes,
        "pas_cherches": list(said.hors),
        "propositions": [_proposed(one) for one in said.proposals],
        "constats": [
            {"code": one.code, "gravite": str(one.severity), "message": one.message, "conseil": one.hint}
            for one in said.findings
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2, default=str) + "\n"


def _proposed(one: Proposal) -> dict[str, Any]:
    return {
        "cle": one.cle,
        "texte": one.cite,
        "sort": one.sort,
        "dit": list(one.dit),
        "remarques": list(one.remarques),
        "versions": [_version(each) for each in one.versions],
        "propose": dict(one.valeurs),
    }


def _version(one: Version) -> dict[str, Any]:
    days = {name: day.isoformat() if day else None for name, day in (("debut", one.debut), ("fin", one.fin))}
    return {"identifiant": one.identifiant, "etat": one.etat, **days, "mort_nee": one.stillborn}
