"""Contracts changed by lot: other facts in a description, other words, lines and articles in what it prints."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from engine.avenants.parts import contract_of, repealed_heading
from engine.carried import Kind, Line, Words
from engine.writing.layout.written_lines import says

WORDS = (
    "deux ans",
    "12,50 €",
    "« l’usager »",
    "“ précaire ”",
    "3\u00a0mois",
    "Mme Exemple",
    "*en gras*",
    "[lien](x)",
    "l’annexe\u00a02",
    "dit « “ oui ” »",
    "1er janvier 2025",
    "  ",
    "| a | b |",
    "– tiret",
    "à l’article 3",
    "‹ chevron ›",
    "ligne\nsuivante",
    "§ 4",
    "¶",
    "À l’article 3, les mots « a » sont remplacés par les mots « b ».",
    "30\u202f000 €",
    "et",
    "l’usager",
    "°",
    "a\n\nb",
)
TITLES = (
    "Article 5 bis : Assurances",
    "Article 77 – Divers",
    "3-4 Suivi",
    "Annexe 9 : Liste",
    "Comité de suivi",
    "Titre 8 – FIN",
    "IV bis. - Suite",
    "b bis) Autres",
    "Rubrique « citée »",
    "2. Suite",
)
LONG = "très longues stipulations qui se répètent, " * 60


def changed_description(data: dict[str, Any], lot: random.Random, count: int) -> dict[str, Any]:
    """The same description with some of its texts, dates and numbers changed, lists longer or shorter."""
    changed = deepcopy(data)
    leaves = list(_leaves(changed))
    for _ in range(count if leaves else 0):
        holder, name = lot.choice(leaves)
        if isinstance(holder, list) and isinstance(name, int) and name >= len(holder):
            continue
        if isinstance(holder, list) and len(holder) > 1 and lot.random() < 0.2:
            del holder[name]
            continue
        value = holder[name]
        holder[name] = _other(value, lot)
        if isinstance(holder, list) and isinstance(holder[name], str) and lot.random() < 0.5:
            holder.insert(name, _words(lot))
    return changed


def _leaves(value: Any) -> list[tuple[Any, Any]]:
    """The places of the texts of a description, but for what decides its model."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[tuple[Any, Any]] = []
    for name, one in entries:
        if isinstance(one, dict | list):
            found += _leaves(one)
        elif isinstance(one, str) and (one.startswith(("Réponse", "Élément", "Valeur")) or _is_date(one)):
            found.append((value, name))
    return found


def _is_date(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))


def _other(value: str, lot: random.Random) -> str:
    if _is_date(value):
        return (date.fromisoformat(value) + timedelta(days=lot.randint(1, 40))).isoformat()
    return lot.choice([f"{value} {_words(lot)}", _words(lot), f"{_words(lot)} {value}", value.replace("«", "»", 1)])


def _words(lot: random.Random) -> str:
    return " ".join(lot.choice(WORDS) for _ in range(lot.randint(1, 3))).strip() + " mots"


def changed_lines(lines: Sequence[Line], lot: random.Random, count: int) -> tuple[Line, ...]:
    """The same lines, some of them changed, added, taken away, put elsewhere or given again."""
    changed = list(lines)
    for _ in range(count):
        at = lot.randrange(len(changed))
        lot.choice(_CHANGES)(changed, at, lot)
    return tuple(one for one in changed if says(one.text))


def _line(text: str, kind: Kind, clause: str) -> Line:
    return Line((Words(text),), kind, clause)


def _reworded(lines: list[Line], at: int, lot: random.Random) -> None:
    words = lines[at].text.split(" ")
    place = lot.randrange(len(words))
    words[place : place + lot.randint(0, 2)] = [lot.choice(WORDS)] if lot.random() < 0.8 else []
    lines[at] = _line(" ".join(words) or "rien", lines[at].kind, lines[at].clause)


def _added(lines: list[Line], at: int, lot: random.Random) -> None:
    kind: Kind = lot.choice(["paragraph", "item", "cell"])
    lines.insert(at + 1, _line(lot.choice([_words(lot), LONG, lines[at].text]), kind, lines[at].clause))


def _part_added(lines: list[Line], at: int, lot: random.Random) -> None:
    clause = lot.choice([lines[at].clause, "ajoutee"])
    added = [_line(lot.choice(TITLES), "heading", clause)]
    added += [_line(_words(lot), lot.choice(["paragraph", "item", "cell"]), clause) for _ in range(lot.randint(0, 3))]
    lines[at + 1 : at + 1] = added


def _taken(lines: list[Line], at: int, lot: random.Random) -> None:
    if len(lines) > 20:
        del lines[at : at + lot.choice([1, 1, 2, 9])]


def _again(lines: list[Line], at: int, lot: random.Random) -> None:
    other = lot.randrange(len(lines))
    lines[other:other] = lines[at : at + lot.choice([1, 1, 5])]


def _elsewhere(lines: list[Line], at: int, lot: random.Random) -> None:
    line = lines.pop(at)
    lines.insert(lot.randrange(len(lines)), line)


def _of_another_kind(lines: list[Line], at: int, lot: random.Random) -> None:
    kind: Kind = lot.choice(["paragraph", "item", "cell", "heading"])
    lines[at] = _line(lines[at].text, kind, lines[at].clause)


def _repealed(lines: list[Line], at: int, lot: random.Random) -> None:
    titled = [one for one in contract_of(lines).parts if one.headed and repealed_heading(lines[one.start].text)]
    if titled:
        part = lot.choice(titled)
        title = _line(repealed_heading(lines[part.start].text), "heading", lines[part.start].clause)
        lines[part.start : part.stop] = [title]


_CHANGES: tuple[Callable[[list[Line], int, random.Random], None], ...] = (
    _reworded, _reworded, _reworded, _added, _part_added, _taken, _again, _elsewhere, _of_another_kind, _repealed,
)  # fmt: skip
