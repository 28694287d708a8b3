"""The sentences of an avenant, that a library words: each is printed, and recognised where it was printed.

One file of `avenants/modifications/` for each operation. Its places are between braces: « {place} », « {à place} » and
« {de place} » with their capital where they begin the sentence, « {ajout} », « {anciens} », « {nouveaux} »; and what
agrees, « {place: est abrogé|est abrogée|sont abrogés|sont abrogées} », with the place or with what is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field

from engine.avenants.letters import spaced
from engine.avenants.modifications import Place
from engine.avenants.parts import at, of
from engine.errors import Finding, InputError
from engine.errors import Place as FilePlace
from engine.french import capitalise, typography
from engine.libraries.bibliotheque import Bibliotheque, kept
from engine.libraries.files import text
from models.records import dataclass

FOLDER = "avenants/modifications"
BEGINNING, END, ANNEXED = "debut", "fin", "titre-annexe"
SENTENCES: Mapping[str, frozenset[str]] = {
    BEGINNING: frozenset(),
    END: frozenset(),
    ANNEXED: frozenset(("ajout",)),
    "mots-remplaces": frozenset(("place", "anciens", "nouveaux")),
    "nombre-remplace": frozenset(("place", "anciens", "nouveaux")),
    "mots-inseres": frozenset(("place", "anciens", "nouveaux")),
    "mots-supprimes": frozenset(("place", "anciens")),
    "redaction": frozenset(("place",)),
    "remplacement": frozenset(("place", "ajout")),
    "redaction-annexee": frozenset(("place",)),
    "insertion-apres": frozenset(("place", "ajout")),
    "insertion-avant": frozenset(("place", "ajout")),
    "insertion-fin": frozenset(("place", "ajout")),
    "insertion-annexee": frozenset(("place", "ajout")),
    "suppression": frozenset(("place",)),
    "abrogation": frozenset(("place",)),
}
"""The sentences by their files, with what each of them says."""
QUOTING = ("«", "»", "“")
"""What begins a line of quoted words: no sentence begins so."""
_PREPOSITIONS: Mapping[str, Callable[[str], str]] = {"place": str, "à place": at, "de place": of}
_SLOT = re.compile(r"\{([^{}:]+?)\s*(?::([^{}]*))?\}")
_OUTSIDE = "(?:[^«»]|«[^«»]*»)+?"
_INSIDE = "[^«»]*"
_FORMS = 4
"""The forms of what agrees: masculine, feminine, and their plurals."""


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str
    capital: bool = False
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """What a sentence says: its place, what is added with its gender and number, the words."""

    place: Place
    added: str = ""
    feminine: bool = False
    plural: bool = False
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its places; `pattern` recognises it."""

    pieces: tuple[str | _Slot, ...]
    pattern: re.Pattern[str] = field(compare=False)

    def printed(self, values: Values | None = None) -> str:
        """The sentence of these values."""
        return "".join(one if isinstance(one, str) else _said(one, values) for one in self.pieces if one)

    def found(self, line: str) -> dict[str, str] | None:
        """What a line says where it is this sentence: « place », « ajout », « anciens », « nouveaux »."""
        match = self.pattern.fullmatch(line.strip())
        return {name: said for name, said in match.groupdict().items() if said is not None} if match else None


def _said(slot: _Slot, values: Values | None) -> str:
    assert values is not None  # noqa: S101 - the sentences without a value have no slot
    if slot.forms:
        of_place = slot.name == "place"
        feminine = values.place.feminine if of_place else values.feminine
        plural = values.place.plural if of_place else values.plural
        return slot.forms[2 * plural + feminine]
    if slot.name in _PREPOSITIONS:
        said = _PREPOSITIONS[slot.name](values.place.name)
        return capitalise(said) if slot.capital else said
    return {"ajout": values.added, "anciens": values.old, "nouveaux": values.new}[slot.name]


@kept
def sentences_of(library: Bibliotheque) -> dict[str, Sentence]:
    """Every sentence, by the name of its file.

    Raises:
        InputError: where a file cannot be read, or its sentence does not say what it has to.
    """
    return {name: _read(library, name) for name in SENTENCES}


def _read(library: Bibliotheque, name: str) -> Sentence:
    path = f"{FOLDER}/{name}.md"
    if (file := library.trouve(path)) is None:
        raise _refused(library.a_ecrire(path), "ce fichier manque.")
    words = re.sub(r"\A---\n.*?\n---\n", "", text(file.chemin, file.nom), count=1, flags=re.DOTALL)
    body = typography(" ".join(words.split()))
    pieces: list[str | _Slot] = []
    end = 0
    for mark in _SLOT.finditer(body):
        pieces += [body[end : mark.start()], _slot(mark, file.nom)]
        end = mark.end()
    pieces.append(body[end:])
    said = {slot.name.split()[-1] for slot in pieces if isinstance(slot, _Slot) and not slot.forms}
    if said != SENTENCES[name]:
        wanted = ", ".join(f"{{{one}}}" for one in sorted(SENTENCES[name])) or "aucune place"
        raise _refused(file.nom, f"la phrase doit dire {wanted}, et rien d'autre.")
    if not body or body.startswith(QUOTING):
        raise _refused(file.nom, "la phrase est vide, ou commence par un guillemet.")
    return Sentence(tuple(pieces), re.compile(_pattern(pieces)))


def _slot(mark: re.Match[str], file: str) -> _Slot:
    said = spaced(mark[1]).strip()
    name = said[:1].lower() + said[1:]
    if mark[2] is None and name in (*_PREPOSITIONS, "ajout", "anciens", "nouveaux"):
        return _Slot(name, capital=said[:1].isupper())
    forms = tuple(one.strip() for one in (mark[2] or "").split("|"))
    if name in ("place", "ajout") and len(forms) == _FORMS:
        return _Slot(name, forms=forms)
    raise _refused(file, f"« {mark[0]} » : cette place n'existe pas, ou n'a pas ses quatre formes.")


def _refused(file: str, said: str) -> InputError:
    hint = "Corrigez ce fichier : ses places sont celles du même fichier dans la bibliothèque de cpom."
    return InputError([Finding("avenant-phrase", said, hint=hint, place=FilePlace(file))])


def _pattern(pieces: list[str | _Slot]) -> str:
    met: set[str] = set()
    found = ""
    for one in pieces:
        if isinstance(one, str):
            found += _literal(one)
        elif one.forms:
            found += "(?:" + "|".join(map(_literal, dict.fromkeys(one.forms))) + ")"
        else:
            name = one.name.split()[-1]
            inside = _INSIDE if name in ("anciens", "nouveaux") else _OUTSIDE
            found += f"(?P={name})" if name in met else f"(?P<{name}>{inside})"
            met.add(name)
    return found


def _literal(words: str) -> str:
    return re.sub(r"\\?[ \u00a0\u202f]", "[ \u00a0\u202f]", re.escape(words)).replace("’", "['’]")
