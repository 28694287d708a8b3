"""What each model prints of the law on seven days: the table that a lawyer reads (tests/golden/droit-des-dates.txt).

To accept a change: `python -m tests.droit_des_dates > tests/golden/droit-des-dates.txt`, then read `git diff`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dateutil.relativedelta import relativedelta

from engine import french
from engine.dossier import Dossier, dossier_of
from engine.errors import Severity
from engine.reading.yaml_strict import parse_yaml
from engine.writing.text import write_text

DAYS = (
    date(2018, 6, 1), date(2020, 3, 1), date(2022, 6, 15), date(2024, 1, 15), date(2025, 7, 1), date(2026, 3, 1),
    date(2026, 11, 28),
)  # fmt: skip
LATER = (0, 6, 12)
"""How many months after the signature the contract takes effect."""

_TERRITORIES = {"saad": "67", "sad-ille-et-vilaine": "35", "saad-seine-et-marne": "77", "ehpad": "974", "chrs": "973"}
_ANSWERS = {"saad": "dotation_complementaire: {retenu: non}\npreambule: libre\n"}
_WATCHED = {"clause-anachronique", "texte-anachronique", "modele-posterieur", "visa-non-en-vigueur", "droit-qui-change",
            "experimentation-qui-finit", "experimentation-posterieure"}  # fmt: skip
_LOCAL = re.compile(r"^(?:le règlement|la délibération|le schéma|l'arrêté (?:départemental|préfectoral))|à compléter")
_COURT = re.compile(r"(?:devant|au) (?:le |la )?((?:tribunal|juridiction)[^.]*?)(?: pour les questions|, y compris|\.)")


def dossier(model: str, signed: date, effet: date) -> Dossier:
    """A contract of five years in the territory of the table."""
    known = f'modele: {model}\ndepartement: "{_TERRITORIES[model]}"\n'
    dates = f"signature: {{date: {signed}}}\neffet: {effet}\nduree: 5 ans\n"
    text = known + dates + _ANSWERS.get(model, "")
    return dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), DAYS[-1])


def plain(words: str) -> str:
    """Words with straight apostrophes and plain spaces."""
    return words.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def table() -> str:
    """The whole table."""
    return "\n".join(line for model in _TERRITORIES for line in _of_model(model)) + "\n"


def _of_model(model: str) -> Iterator[str]:
    yield f"# {model}, territoire {_TERRITORIES[model]}"
    for signed in DAYS:
        yield f"\nSigné le {plain(french.date_in_french(signed))}"
        first, *others = [dossier(model, signed, signed + relativedelta(months=months)) for months in LATER]
        said = list(_lines(first))
        yield from said
        for months, one in zip(LATER[1:], others, strict=True):
            different = [line for line in _lines(one) if line not in said]
            yield f"  effet {months} mois plus tard : {'rien ne change' if not different else ''}".rstrip()
            yield from (f"  {line}" for line in different)
    yield ""


def _lines(one: Dossier) -> Iterator[str]:
    assembled = one.assembled()
    words = plain(write_text(assembled.document))
    assert one.autorite is not None
    yield f"  autorité : {plain(one.autorite.le)} ; {plain(one.autorite.ars)} ; {plain(one.autorite.prefet_region)}"
    direction = re.search(r"direct(?:eur|rice) (?:régional|de l'économie|général)[^,;(\n]*", words)
    if one.modele.nom == "chrs":
        yield f"  direction : {direction.group().strip() if direction else 'à demander'}"
    yield from (f"  juge : {court}" for court in dict.fromkeys(_COURT.findall(words)))
    visas = [_short(line) for line in words.splitlines() if line.startswith("Vu ")]
    yield f"  visas : {' ; '.join(visa for visa in visas if not _LOCAL.search(visa))}"
    warned = [
        finding
        for finding in (*one.findings, *assembled.findings)
        if finding.code in _WATCHED and finding.severity is not Severity.INFORMATION
    ]
    yield from dict.fromkeys(f"  {finding.severity} : {_first_words(finding.message)}" for finding in warned)


def _first_words(message: str) -> str:
    words = plain(message)
    return words if len(words) <= 150 else f"{words[:150].rpartition(' ')[0]}…"


def _short(line: str) -> str:
    """A visa up to the date of its text, or to its first comma."""
    words = line.removeprefix("Vu ").rstrip(" ;")
    dated = re.match(rf".*? du (?:1er|\d+) (?:{'|'.join(french.MONTHS)}) \d{{4}}", words)
    return dated.group() if dated and len(dated.group()) < 90 else _first_words(words)


if __name__ == "__main__":
    sys.stdout.write(table())
