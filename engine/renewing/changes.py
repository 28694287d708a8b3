"""What changed of the things that a document was made of, by their fingerprints, and what they make differ.

The kinds of things are those that locks name: « clause/duree », « texte/casf/l313-11 », « version/typst ».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from engine.carried import Carried
from engine.comparing.causes import UNKNOWN, Cause, CauseKind
from engine.comparing.printed import Article, Cell
from engine.errors import InputError
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque
from engine.passages import Passage
from engine.renewing.original import Original
from models.records import dataclass

LIBRARY = "bibliotheque"
_KINDS: Mapping[str, tuple[str, CauseKind | None]] = {
    "clause": ("la clause « {} »", "bibliotheque"),
    "modele": ("le plan du modèle « {} »", "bibliotheque"),
    "tableau": ("le tableau calculé « {} » (ses formules, ses intitulés)", "bibliotheque"),
    LIBRARY: ("les bibliothèques", "bibliotheque"),
    "texte": ("{}", "droit"),
    "droit": ("les noms et les montants du droit, dans « {} »", "droit"),
    "charte": ("la charte « {} »", None),
    "logo": ("le logo « {} »", None),
    "polices": ("les polices", None),
    "version": ("la version de {}", None),
}
"""How a thing of each kind is called, and what it is a cause of, where it decides of words; in the order of telling."""
_TOLD = ("version", LIBRARY)
"""The kinds of which what was and what is are told: they are words, and not fingerprints."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A thing that changed: its kind, its name, what it is called, what it was and what it is, empty where it was not.

    `same_words` says of a clause that its title and its body are as they were: its notes, its conditions, or a sentence
    that it shares with others changed.
    """

    kind: str
    name: str
    what: str
    before: str
    after: str
    same_words: bool = False

    def __str__(self) -> str:
        if not self.before or not self.after:
            return f"{self.what} : n'y {'était pas' if self.after else 'est plus'}"
        if self.kind in _TOLD:
            return f"{self.what} : {self.before} → {self.after}"
        kept = " : pas ses mots, mais ses notes, ses conditions ou une phrase commune" if self.same_words else ""
        return f"{self.what}{kept}"


def changed_things(original: Original, now: Carried, library: Bibliotheque) -> Iterator[Changed]:
    """What differs between what a document was made of and what it is made of today, by kind."""
    then = original.carried
    old, new = (dict(one.lock.made_of) if one.lock else {} for one in (then, now))
    if not original.lock:  # of a version that told the clauses alone
        old, new = ({f"clause/{name}": base for name, base in one.bases} for one in (then, now))
        old["version/cpom"], new["version/cpom"] = then.cpom, now.cpom
    titles = ", ".join(then.libraries), ", ".join(now.libraries)
    names = sorted({*old, *new}, key=lambda one: (_rank(one), one))
    bases = (dict(then.bases), dict(now.bases))
    for name in names:
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield _changed(name, before, after, bases, library)
    if titles[0] != titles[1]:
        yield Changed(LIBRARY, "", _KINDS[LIBRARY][0], *titles)


def _rank(name: str) -> int:
    kinds = list(_KINDS)
    kind = name.partition("/")[0]
    return kinds.index(kind) if kind in kinds else len(kinds)


def _changed(
    thing: str, before: str, after: str, bases: tuple[Mapping[str, str], Mapping[str, str]], library: Bibliotheque
) -> Changed:
    kind, _, name = thing.partition("/")
    pattern = _KINDS.get(kind, ("« {} »", None))[0]
    what = pattern.format(_of_the_law(library, name) if kind == "texte" else name)
    same = kind == "clause" and name in bases[0] and bases[0][name] == bases[1].get(name)
    return Changed(kind, name, what, before, after, same)


def _of_the_law(library: Bibliotheque, key: str) -> str:
    """What the register calls a text, with its key; the key alone of one that is no more there."""
    try:
        return f"ce que le registre dit de {load_register(library).name(key)} ({key})"
    except InputError:
        return f"ce que le registre disait de « {key} »"


@dataclass(frozen=True)
class Since:
    """Why the words of a document are others today, as far as the things that changed tell; of an article, `name`."""

    things: tuple[Changed, ...]
    name: str = ""

    def of_article(self, name: str) -> tuple[tuple[Cause, ...], bool]:
        """Why an article is of one alone."""
        return replace(self, name=name)._causes()

    def within(self, old: Article, new: Article) -> Since:  # noqa: ARG002
        """The same, of this article."""
        return replace(self, name=new.name)

    def of_passage(self, passage: Passage, old: Cell, new: Cell) -> tuple[tuple[Cause, ...], bool]:  # noqa: ARG002
        """Why some words differ."""
        return self._causes()

    def _causes(self) -> tuple[tuple[Cause, ...], bool]:
        own = [one for one in self.things if one.kind == "clause" and one.name == self.name]
        found = tuple(_causes(own or [one for one in self.things if one.kind != "clause"]))
        return (found, len(found) == 1) if found else ((UNKNOWN,), False)


def _causes(things: Iterable[Changed]) -> Iterator[Cause]:
    """Things as causes; versions are told apart, as they may change anything."""
    for one in things:
        kind = _KINDS.get(one.kind, ("", None))[1]
        if kind:
            yield Cause(kind, one.what)
