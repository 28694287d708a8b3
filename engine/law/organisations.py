"""How French calls an organisation: the article before its name, its elision, the gender of what agrees with it.

A name that begins with a word or an acronym which says what the organisation is takes the article of that word:
« du Centre hospitalier Exemple », « de l’EURL Aide Exemple ». Any other is introduced by its legal form, which is
always right: « de l’association Les Amis de l’Exemple ». What agrees with the party agrees with what is printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from engine import french
from engine.law.referentiel import read
from engine.libraries.bibliotheque import Bibliotheque, kept
from models.accents import without_accents
from models.champs import Fiche
from models.records import dataclass
from models.regexes import regex

_QUOTES = "«»“”\"' \u00a0\u202f\t\n"
_ALWAYS = "tous"


class Mot(Fiche):
    """A legal form as a word that introduces a name."""

    mot: str
    genre: Literal["m", "f"]


class Debut(Fiche):
    """A word by which a name begins, and the legal forms for which it says enough."""

    genre: Literal["m", "f"]
    statuts: list[str]
    sens: str = ""

    def suits(self, statut: str) -> bool:
        """Whether the word says enough of an organisation of this legal form; where that is unknown, it does."""
        return not statut or statut in self.statuts or _ALWAYS in self.statuts


class Organisations(Fiche):
    """The whole of data/organisations.yaml."""

    statuts: dict[str, Mot]
    mots: dict[str, Debut]
    sigles: dict[str, Debut]


@kept
def load_organisations(library: Bibliotheque) -> Organisations:
    """Read organisations.yaml, once for each library.

    Raises:
        InputError: where the file breaks its own rules.
    """
    return read(library, "organisations.yaml", Organisations)


@dataclass(frozen=True, slots=True)
class Appellation:
    """What stands before the name of an organisation: an article and, where the name does not say it, a legal form."""

    mot: str
    feminin: bool
    elidee: bool

    def _before(self, elided: str, feminine: str, masculine: str) -> str:
        article = elided if self.elidee else feminine if self.feminin else masculine
        return f"{article}{self.mot} " if self.mot else article

    @property
    def le(self) -> str:
        """« le », « la », « l’association »; ends where the name begins."""
        return self._before("l’", "la ", "le ")

    @property
    def de(self) -> str:
        """« du », « de la », « de l’ »."""
        return self._before("de l’", "de la ", "du ")

    @property
    def a(self) -> str:
        """« au », « à la », « à l’ »."""
        return self._before("à l’", "à la ", "au ")


def first_word(name: str) -> str:
    """The word by which a name begins, without quotes nor the dots of « S.A.R.L. »."""
    words = name.strip(_QUOTES).split()
    word = words[0].strip(_QUOTES + ",;:") if words else ""
    return word.replace(".", "")


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Words without accents nor capitals, to be compared: « Œuvre » is « oeuvre »."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    letters = unicodedata.normalize("NFD", text)
    return " ".join(without_accents(letters).split())


def _known(library: Bibliotheque, name: str) -> Debut | None:
    word, tables = first_word(name), load_organisations(library)
    if word.isupper() and word in tables.sigles:
        return tables.sigles[word]
    return tables.mots.get(plain(word))


_ARTICLE = regex(r"(?:l['’]|l[ae]\s|les\s)\s*", re.IGNORECASE)


def without_article(library: Bibliotheque, name: str) -> str:
    """A name without the article typed before a word that says what it is: « L’Association Exemple ».

    The sentence has an article of its own. « La Clairière Exemple », whose word says nothing, stays as it is.
    """
    bare = name.strip()
    found = _ARTICLE.match(bare)
    return bare[found.end() :] if found and _known(library, bare[found.end() :]) else bare


def may_be_public(library: Bibliotheque, name: str) -> bool:
    """Whether an établissement public may have this name: « Association Exemple » is none."""
    known = _known(library, name)
    return known is None or not known.statuts or known.suits("etablissement_public")


def _elided(word: str) -> bool:
    return french.elide("le", word).startswith("l’")


def appellation(
    library: Bibliotheque, name: str, statut: str = "", forme: Mot | None = None, *, imposed: bool = False
) -> Appellation | None:
    """How an organisation is called; None where neither its name nor what is known of it tells.

    `statut` is its legal form among the five of a description, `forme` a finer one. `imposed` has `forme` said unless
    the name itself begins with it (« fédération »).
    """
    known = _known(library, name)
    if known and known.suits(statut) and not (imposed and forme and plain(first_word(name)) != plain(forme.mot)):
        return Appellation("", known.genre == "f", _elided(first_word(name)))
    introduced = forme or load_organisations(library).statuts.get(statut)
    if introduced is None:
        return None
    return Appellation(introduced.mot, introduced.genre == "f", _elided(introduced.mot))


class Beginnings:
    """Words by which names begin, an acronym in capitals letter by letter; of two, the longest."""

    def __init__(self, words: Iterable[str]) -> None:
        longest_first = sorted(words, key=len, reverse=True)
        self._acronyms = {one for one in longest_first if one.isupper()}
        self._others = {plain(one): one for one in longest_first if one not in self._acronyms}
        self._said = re.compile(rf"(?:{'|'.join(map(re.escape, self._others))})(?!\w)")

    def of(self, name: str) -> str | None:
        """Those by which a name begins."""
        first, said = first_word(name), self._said.match(plain(name.strip(_QUOTES)))
        words = self._others.get(said[0]) if said else None
        return first if first in self._acronyms and len(first) > len(words or "") else words
