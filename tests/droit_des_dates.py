"""What each model prints of the law on seven days: the table that a lawyer reads (tests/golden/droit-des-dates.txt).

Everything is taken from the assembled contracts. To accept a change:
`python -m tests.droit_des_dates > tests/golden/droit-des-dates.txt`, then read `git diff`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

from dateutil.relativedelta import relativedelta

from engine.document import (
    Block,
    Document,
    Emphasis,
    Inline,
    LineBreak,
    Missing,
    Paragraph,
    Reference,
    Signatures,
    Strong,
    Text,
)
from engine.dossier import Dossier, dossier_of
from engine.reading.yaml_strict import parse_yaml

DAYS = (
    date(2018, 6, 1), date(2020, 3, 1), date(2022, 6, 15), date(2024, 1, 15), date(2025, 7, 1), date(2026, 3, 1),
    date(2026, 11, 28),
)  # fmt: skip
LATER = {0: "j", 6: "6", 12: "12"}
"""How many months after the signature the contract takes effect, and how the table calls them."""

TERRITORIES = {
    "saad": {
        "36": "Indre",
        "67": "Alsace, 2021",
        "75": "Paris, 2019",
        "2A": "Corse, 2018",
        "69M": "Métropole de Lyon",
        "972": "Martinique",
        "976": "Mayotte, 2026",
    },
    "sad-ille-et-vilaine": {"35": "Ille-et-Vilaine"},
    "saad-seine-et-marne": {"77": "Seine-et-Marne"},
    "ehpad": {
        "53": "Mayenne, expérimentation du forfait global unique",
        "2B": "Corse, 2018",
        "68": "Alsace, 2021",
        "974": "La Réunion, agence de 2020, expérimentation",
    },
    "chrs": {
        "35": "Bretagne",
        "75": "Paris",
        "2B": "Corse",
        "973": "Guyane, 2020",
        "976": "Mayotte",
    },
}
_PRESIDENT = "collectivite: {president: {civilite: M.}}\n"
_ANSWERS = {
    "saad": f"{_PRESIDENT}dotation_complementaire: {{retenu: non}}\npreambule: libre\n",
    "sad-ille-et-vilaine": _PRESIDENT,
    "saad-seine-et-marne": _PRESIDENT,
    "ehpad": f"{_PRESIDENT}ars: {{directeur: {{civilite: M.}}}}\n",
    "chrs": "prefet: {civilite: M.}\nservice_etat: {directeur: {civilite: M.}}\n"
    "prefets_departement: [{civilite: M.}]\n",
}
_HEAD = """\
Ce que les contrats impriment du droit, selon le jour de leur signature et celui de leur prise d'effet.

Une ligne dit des mots imprimés ; une colonne, un jour de signature. Les faits que la description donne n'y sont pas.
  x   imprimé, que le contrat prenne effet le jour de sa signature, six mois ou douze mois plus tard
  j   imprimé s'il prend effet le jour de sa signature ; 6, 12 : s'il prend effet six, douze mois plus tard
  .   pas imprimé
"""
_COURT = re.compile(r"(?:tribun|juridiction)[^.]*")
_KINDS = {"en tête": 1, "signent": 2, "juge": 3}
_DATED = re.compile(r".*? du (?:1er|\d+) \w+ \d{4}")
_ARTICLES = re.compile(r"[LRD]\. \d[\d-]*(?: à [LRD]\. \d[\d-]*)?")


def dossier(model: str, territory: str, signed: date, effet: date) -> Dossier:
    """A contract of five years."""
    known = f'modele: {model}\ndepartement: "{territory}"\n'
    dates = f"signature: {{date: {signed}}}\neffet: {effet}\nduree: 5 ans\n"
    text = known + dates + _ANSWERS[model]
    return dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), DAYS[-1])


@cache
def contract(model: str, territory: str, signed: date, months: int) -> Document:
    """That contract as it is printed, where it takes effect so many months after its signature."""
    return dossier(model, territory, signed, signed + relativedelta(months=months)).assembled().document


def table() -> str:
    """The whole table."""
    parts = [_HEAD]
    for model, territories in TERRITORIES.items():
        parts += [f"\n# {model}\n", *_part("Visas", model, next(iter(territories)), _visas)]
        for code, name in territories.items():
            parts += _part(f"{name} ({code})", model, code, _authorities)
    return "\n".join(parts) + "\n"


def _part(title: str, model: str, territory: str, said: Callable[[Document], Iterator[str]]) -> Iterator[str]:
    """A title and its days, then one line for each thing that a contract says, with the days on which it does."""
    found: dict[str, dict[date, list[str]]] = {}
    for signed in DAYS:
        for months, mark in LATER.items():
            for words in dict.fromkeys(said(contract(model, territory, signed, months))):
                found.setdefault(words, {}).setdefault(signed, []).append(mark)
    yield f"{title}\n" + "".join(f"{day:%m/%Y}".ljust(9) for day in DAYS).rstrip()
    for words, days in sorted(found.items(), key=lambda line: _KINDS.get(line[0].partition(" : ")[0], 0)):
        marks = ("x" if len(days.get(day, ())) == len(LATER) else " ".join(days.get(day, ".")) for day in DAYS)
        yield "".join(mark.ljust(9) for mark in marks) + words
    yield ""


def _visas(document: Document) -> Iterator[str]:
    """The visas that hold no fact of the description, each by its date and the articles that it names."""
    for block in _blocks(document):
        if isinstance(block, Paragraph) and block.style == "visa" and None not in map(_said, block.content):
            words = _words(block.content).removeprefix("Vu ").rstrip(" ;")
            dated = _DATED.match(words)
            name = dated.group() if dated else re.split(r",| et notamment| \(", words)[0]
            articles = _ARTICLES.findall(words.removeprefix(name)) if not dated else []
            yield f"{name} : {', '.join(articles)}" if articles else name


def _authorities(document: Document) -> Iterator[str]:
    """Who heads the contract, who signs it, and before whom its disputes go."""
    yield f"en tête : {' ; '.join(map(_plain, document.letterhead.authorities))}"
    for block in _blocks(document):
        if isinstance(block, Signatures):
            titles = [_words(party.title) for party in block.parties]
            yield f"signent : {' ; '.join(title for title in titles if 'gestionnaire' not in title)}"
        if isinstance(block, Paragraph) and (court := _COURT.search(_words(block.content))):
            yield f"juge : {court.group().strip()}"


def _blocks(document: Document) -> Iterator[Block]:
    return chain.from_iterable(section.blocks for section in document.sections)


def _words(content: Iterable[Inline]) -> str:
    return " ".join(_plain("".join(filter(None, map(_said, content)))).split())


def _said(one: Inline) -> str | None:
    """The words of an inline; None for a fact that the description does not give."""
    match one:
        case Text(text) | Reference(text=text):
            return text
        case Strong(content) | Emphasis(content):
            said = [_said(part) for part in content]
            return None if None in said else "".join(filter(None, said))
        case LineBreak():
            return " "
        case Missing():
            return None
    return ""


def _plain(words: str) -> str:
    """Words with straight apostrophes and plain spaces."""
    return words.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


if __name__ == "__main__":
    sys.stdout.write(table())
