"""Why two contracts say different things: a fact, the library, the law, what was agreed by hand, or their model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from engine import french
from engine.dossier import Dossier
from engine.passages import passages
from models import chemins
from models.records import dataclass

CauseKind = Literal["fait", "bibliotheque", "droit", "main", "modele", "numerotation", "inconnue"]
BY_HAND = ("adaptations", "clauses_ajoutees")
"""The keys of a description that say what was agreed by hand."""
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Cause:
    """What makes words differ: for a fact, its path and both its values; for all else, what of it was and what is."""

    kind: CauseKind
    what: str = ""
    before: str = ""
    after: str = ""
    path: str = ""

    def __str__(self) -> str:
        if self.kind == "numerotation":
            return "la numérotation des articles"
        if self.kind == "inconnue":
            return "cause non établie"
        values = f" : {_quoted(self.before)} → {_quoted(self.after)}" if self.before or self.after else ""
        named = f"{self.what} ({self.path})" if self.what and self.path else self.what or self.path
        start = {"fait": "", "bibliotheque": "la bibliothèque", "droit": "le droit", "main": "convenu à la main",
                 "modele": "le modèle"}[self.kind]  # fmt: skip
        return f"{start}{', ' if start and named else ''}{named}{values}"


NUMBERING, UNKNOWN = Cause("numerotation"), Cause("inconnue")


def _quoted(text: str) -> str:
    return f"« {text} »" if text else "rien"


def changed_facts(old: Dossier, new: Dossier) -> dict[str, Cause]:
    """The facts that two descriptions say differently, by their paths; a list whose length differs is one."""
    found: dict[str, Cause] = {}
    for path, before, after in _differing(_facts(old), _facts(new), ()):
        written = chemins.ecrit(path)
        info = chemins.field_at(new.modele.description, path) or chemins.field_at(old.modele.description, path)
        label = (info.title or "") if info else ""
        found[written] = Cause("fait", label, *_both(_said(before), _said(after)), written)
    return found


def _both(before: str, after: str) -> tuple[str, str]:
    """Two values, of which those that are long are told by their words that differ."""
    if len(before) <= _LONGEST and len(after) <= _LONGEST:
        return before, after
    if not before or not after:
        return _short(before), _short(after)
    found = list(passages(before, after))
    removed, added = ([one.removed for one in found], [one.added for one in found])
    return _short(_between(removed) or before), _short(_between(added) or after)


def _between(words: list[str]) -> str:
    said = " … ".join(filter(None, words))
    return f"… {said} …" if said else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def _facts(dossier: Dossier) -> dict[str, Any]:
    return {key: value for key, value in dossier.source.data.items() if key not in (*BY_HAND, "modele")}


def _differing(old: Any, new: Any, path: chemins.Chemin) -> Iterator[tuple[chemins.Chemin, Any, Any]]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _differing(old.get(key), new.get(key), (*path, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for at, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differing(one, other, (*path, at))
    elif isinstance(old, Mapping) and new is None:
        for key, value in old.items():
            yield from _differing(value, None, (*path, key))
    elif isinstance(new, Mapping) and old is None:
        for key, value in new.items():
            yield from _differing(None, value, (*path, key))
    elif old != new:
        yield path, old, new


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping | list):
        return f"{len(value)} élément{'s' * (len(value) > 1)}"
    return " ".join(str(value).split())


def of_facts(names: Iterable[str], changed: Mapping[str, Cause], traits: Mapping[str, tuple[str, ...]]) -> list[Cause]:
    """The changed facts that these paths and these traits look at."""
    asked = {path for name in names for path in traits.get(name, (name,)) if path}
    return [one for path, one in changed.items() if any(touch(path, other) for other in asked)]


def touch(one: str, other: str) -> bool:
    """Whether one path is the other, or leads to it."""
    first, second = chemins.noms(one), chemins.noms(other)
    if first[: len(second)] != second and second[: len(first)] != first:
        return False
    steps = zip(chemins.lire(one), chemins.lire(other), strict=False)
    return all(a == b or "[]" in (a, b) or type(a) is not type(b) for a, b in steps)


def of_the_law(old: date, new: date) -> Cause:
    """The law of one day, and that of another."""
    return Cause("droit", "", french.date_in_french(old), french.date_in_french(new))
