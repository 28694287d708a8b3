"""« Vouliez-vous dire… ? »: the key or the value that the user most likely meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_origin

from engine.errors import Path
from engine.likeness import most_like
from models import chemins
from models.accents import without_accents
from models.champs import Fiche
from models.kinds import KINDS, Genre
from models.reponses import CIVILITES, DOUTES, mots, nom_simple

Names = tuple[str, ...]

# difflib's ratio (0 to 1) from which two words are thought to be one; measured on slips of the pen and on the keys that
# a description really has. Away from its group, only what is nearly the same word is worth telling.
_NEAR = 0.66
_VERY_NEAR = 0.8
_MOST_KEYS_LISTED = 20
_SHORTEST_NEAR = 3
"""A value shorter than this looks like too many words (« Mme » is near « homme »)."""


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Reduce a word to what the hand rarely gets wrong: no case, accents, spaces or hyphens."""
    bare = without_accents(unicodedata.normalize("NFKD", word.casefold()))
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def choices(annotation: Any) -> list[str]:
    """List the values that a field of this type accepts; empty where any text is accepted."""
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    if annotation is Genre:
        return list(KINDS)
    return [value for inner in get_args(annotation) for value in choices(inner)]


@cache
def _all_groups(kind: type[Fiche]) -> tuple[tuple[Names, Names], ...]:
    """The groups of a description, walked once: a file of the wrong kind asks for them at each of its keys."""
    groups: dict[Names, dict[str, None]] = {}
    for path, _ in chemins.walk(kind):
        groups.setdefault(path[:-1], {})[path[-1]] = None
    return tuple((names, tuple(keys)) for names, keys in groups.items())


def nearest(word: str, candidates: Iterable[str], cutoff: float = _NEAR) -> str | None:
    """Pick the candidate that looks most like `word`, or None."""
    spellings = {plain(candidate): candidate for candidate in candidates}
    found = most_like(plain(word), spellings, cutoff)
    return spellings[found] if found else None


def _elsewhere(key: str, here: Names, kind: type[Fiche], cutoff: float) -> tuple[str | None, list[str]]:
    """Find the key that looks most like `key` in other groups, and name these groups: those below `here` if any."""
    others = [(names, keys) for names, keys in _all_groups(kind) if names != here]
    found = nearest(key, {name: None for _, keys in others for name in keys}, cutoff)
    places = [names for names, keys in others if found in keys]
    below = [names for names in places if names[: len(here)] == here and here]
    return found, [".".join(names) for names in below or places]


def key_hint(key: str, group: Path, kind: type[Fiche]) -> str:
    """Say which key was meant by `key`, unknown in the group at `group`, and where it goes."""
    names, here = chemins.noms(group), chemins.fields_at(kind, group)
    if exact := nearest(key, here, cutoff=1):
        return f"Vouliez-vous dire « {exact} » ?"
    found, places = _elsewhere(key, names, kind, cutoff=1)
    if found:
        where = _under(places)
        return f"Cette clé va {where}." if found == key else f"Vouliez-vous dire « {found} », {where} ?"
    titles = {info.title: name for name, info in here.items() if info.title}
    if near := nearest(key, here) or titles.get(nearest(key, titles) or ""):
        return f"Vouliez-vous dire « {near} » ?"
    found, places = _elsewhere(key, names, kind, _VERY_NEAR)
    if found:
        return f"Vouliez-vous dire « {found} », {_under(places)} ?"
    return f"Clés admises ici : {listed(here)}." if here else ""


def _under(places: list[str]) -> str:
    if "" in places:
        return "au premier niveau, au début d'une ligne"
    return "sous " + " ou ".join(f"« {place} »" for place in places)


def listed(words: Iterable[str]) -> str:
    """Enumerate, cutting a long list short."""
    words = list(words)
    return ", ".join(words[:_MOST_KEYS_LISTED]) + ("…" if len(words) > _MOST_KEYS_LISTED else "")


def _meant(value: str, accepted: list[str]) -> str | None:
    """The value that a word most likely means, by its sense or else by its letters."""
    name = nom_simple(value)
    first = name.partition("_")[0]
    meant = DOUTES.get(name) or ("" if re.search(r"[/,;]", value) else CIVILITES.get(first))
    if meant in accepted:
        return meant
    having = [one for one in accepted if mots(value) and mots(value) <= mots(one)]
    if len(having) == 1:
        return having[0]
    return nearest(value, [one for one in accepted if len(plain(one)) > _SHORTEST_NEAR])


def value_hint(value: object, accepted: list[str]) -> str:
    """List the accepted values, and say which one was meant."""
    near = _meant(value, accepted) if isinstance(value, str) else None
    question = f" Vouliez-vous dire « {near} » ?" if near else ""
    *first, last = accepted
    return f"Valeurs admises : {', '.join(first)}{' ou ' if first else ''}{last}.{question}"


def answer_of_another(value: str, path: Path, kind: type[Fiche]) -> str:
    """Where to write an answer that another question of the same group has: « statut: Scop » is « forme: scop »."""
    for name, info in chemins.fields_at(kind, path[:-1]).items():
        meant = next((one for one in choices(info.annotation) if nom_simple(one) == nom_simple(value)), None)
        if meant and name != path[-1] and info.title:
            return f"« {value} » se répond à « {name} » ({info.title}) : « {name}: {meant} »."
    return ""
