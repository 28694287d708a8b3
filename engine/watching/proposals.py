"""What the archives say of each entry of the register, against what it says: nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Any, Final, Literal

from engine import french
from engine.law.register import Register, Texte
from engine.watching.dila import Notice, Version
from engine.watching.gathered import Gathered, Known
from engine.watching.sought import is_another
from models.fiches.groupe import as_data
from models.records import dataclass

Sort = Literal[
    "identique", "à rattacher", "nouvelle version", "date différente", "remplacé", "abrogé", "lacune", "absent", "autre"
]
SORTS: Final[Mapping[Sort, tuple[str, str]]] = {
    "autre": ("a l'identifiant d'un autre texte", "ont l'identifiant d'un autre texte"),
    "abrogé": ("n'est plus en vigueur", "ne sont plus en vigueur"),
    "remplacé": ("est remplacé", "sont remplacés"),
    "nouvelle version": ("a une nouvelle version", "ont une nouvelle version"),
    "date différente": ("n'a pas les mêmes dates", "n'ont pas les mêmes dates"),
    "lacune": ("a une suite qui manque", "ont une suite qui manque"),
    "à rattacher": ("est à rattacher à ses versions", "sont à rattacher à leurs versions"),
    "identique": ("est comme au registre", "sont comme au registre"),
    "absent": ("n'a pas été trouvé", "n'ont pas été trouvés"),
}
"""From the gravest to what asks for nothing: how one is told, and several."""
_REPEALED: Final = ("ABROGE", "ABROGE_DIFF", "PERIME", "ANNULE", "DISJOINT", "DENONCE")
_REPLACED: Final = ("TRANSFERE", "DEPLACE", "REMPLACE", "SUBSTITUE")


@dataclass(frozen=True)
class Proposal:
    """What is to be said of an entry. `valeurs` are the keys that it would have, as YAML writes them.

    `dit` is what the archives say, a sentence each; `remarques` what is no change of the law, and could pass for one.
    """

    cle: str
    cite: str
    sort: Sort
    dit: tuple[str, ...] = ()
    remarques: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    valeurs: Mapping[str, Any] = field(default_factory=dict)


def proposals(found: Gathered, register: Register, keys: frozenset[str]) -> list[Proposal]:
    """One for each of these entries of the register, from the gravest to those not found, in its order."""
    made = [
        _proposal(key, texte, register, found.known.get(key), found.jour)
        for key, texte in register.textes.items()
        if key in keys
    ]
    return sorted(made, key=lambda one: list(SORTS).index(one.sort))


def _proposal(key: str, texte: Texte, register: Register, known: Known | None, day: date) -> Proposal:
    cite = register.name(key)
    if known is None or not known.versions:
        return Proposal(key, cite, "absent")
    versions = tuple(sorted(known.versions.values(), key=lambda one: (one.debut or date.max, one.identifiant)))
    if other := next((one for one in known.notices.values() if is_another(texte, one)), None):
        words = f"{other.version.identifiant} est l'identifiant de « {other.nature} {other.numero} »".replace(
            "«  ", "« "
        )
        return Proposal(key, cite, "autre", (french.typography(words),), (), versions)
    against = _Against(texte, known, tuple(one for one in versions if not one.stillborn), day)
    said = list(against.all())
    sort: Sort = min((one for one, _ in said), key=list(SORTS).index, default="identique")
    told = tuple(french.typography(words) for one, words in said if sort == one or one != "à rattacher")
    remarks = tuple(map(french.typography, _remarks(known, versions, day)))
    values = {} if sort == "identique" else {**against.values, **against.identifiers()}
    return Proposal(key, cite, sort, told, remarks, versions, values)


@dataclass
class _Against:
    """One entry against its versions, the oldest first; `values` are gathered as they are found."""

    texte: Texte
    known: Known
    live: tuple[Version, ...]
    day: date
    values: dict[str, Any] = field(default_factory=dict)

    def all(self) -> Iterator[tuple[Sort, str]]:
        """Everything that differs, with what it makes of the entry."""
        yield from self._acts()
        yield from self._end()
        yield from self._beginning()
        yield from self._news()

    def identifiers(self) -> dict[str, Any]:
        """Those of the entry, and those that the archives add: of the version in force, and of those to come."""
        kind = "ARTI" if self.texte.article else "TEXT"
        texts = () if self.texte.article else (one.texte for one in self.known.notices.values())
        recent = (one.identifiant for one in self.live if self._is_recent(one))
        ids = dict.fromkeys((*self.texte.identifiants, *texts, *recent))
        named = [one for one in ids if one[4:8] == kind]
        return {"identifiants": named} if named != list(self.texte.identifiants) else {}

    def _is_recent(self, one: Version) -> bool:
        return one is self.live[-1] or one.en_vigueur(self.day) or one.debut is None or one.debut > self.day

    @property
    def _dated(self) -> tuple[Version, ...]:
        """The versions of which the state is known: the Journal officiel tells none."""
        return tuple(one for one in self.live if one.etat)

    def _acts(self) -> Iterator[tuple[Sort, str]]:
        """The days of an act and of its publication."""
        for name, what in (("date", "date"), ("publie", "publication")):
            read = [_of(one, name) for one in self.known.notices.values()]
            said = next((one for one in read if one and self.texte.nature != "code"), None)
            ours: date | None = getattr(self.texte, name)
            if said and ours and said != ours:
                self.values[name] = said
                yield "date différente", f"{what} : le {_told(said)}, et non le {_told(ours)}"

    def _end(self) -> Iterator[tuple[Sort, str]]:
        """Its end, and what the register says of it."""
        ours = self.texte.remplace or self.texte.abroge
        if not self._dated:
            return
        last = self._dated[-1]
        if not last.fin:
            if last.etat in (*_REPEALED, *_REPLACED):
                unknown = "n'est pas encore fixé" if last.unsettled else "n'est pas dit"
                if not ours:
                    yield "remplacé" if last.etat in _REPLACED else "abrogé", f"{last.said}, à un jour qui {unknown}"
            elif ours and ours.le <= self.day:
                yield "date différente", f"{last.said} pour l'archive ; fini le {_told(ours.le)} pour le registre"
        elif last.etat in ("MODIFIE", "VIGUEUR", "VIGUEUR_DIFF"):
            yield "lacune", f"la version {last.identifiant} finit le {_told(last.fin)}, et celle qui suit manque"
        elif ours and ours.le != last.fin:
            name = "remplace" if self.texte.remplace else "abroge"
            self.values[name] = {**as_data(getattr(self.texte, name), exclude_defaults=True), "le": last.fin}
            yield "date différente", f"{last.said} le {_told(last.fin)}, et non le {_told(ours.le)}"
        elif not ours:
            yield self._ended(last, last.fin)

    def _ended(self, last: Version, day: date) -> tuple[Sort, str]:
        by = self._by(last)
        if last.etat in _REPLACED:
            self.values["note"] = french.typography(f"{french.capitalise(last.said)} le {_told(day)}{by}.")
            return "remplacé", f"{last.said} le {_told(day)}{by}"
        self.values["abroge"] = {"le": day}
        return "abrogé", f"{last.said} le {_told(day)}{by}"

    def _beginning(self) -> Iterator[tuple[Sort, str]]:
        """The first day: that of some version, where the register says one."""
        begins = [one.debut for one in self._dated if one.debut]
        ours = self.texte.en_vigueur
        if ours and begins and ours not in begins:
            self.values["en_vigueur"] = begins[0]
            yield "date différente", f"entrée en vigueur : le {_told(begins[0])}, et non le {_told(ours)}"

    def _news(self) -> Iterator[tuple[Sort, str]]:
        """The versions that the register does not know."""
        if self.known.retouche and self.texte.nature != "code" and not self.texte.article:
            yield "nouvelle version", f"modification du {_told(self.known.retouche)}, entre deux de ces archives"
        ours = set(self.texte.identifiants)
        unknown = [one for one in self._dated if one.identifiant not in ours]
        read = [one.debut for one in self._dated if one.identifiant in ours and one.debut]
        since = max(read, default=self.texte.en_vigueur)
        later = [one for one in unknown if since and one.debut and one.debut > since and one is not self._dated[0]]
        for one in later:
            ahead = "à venir" if one.debut and one.debut > self.day else one.said
            by = self._by(one)
            yield "nouvelle version", f"version {one.identifiant}, du {_told(one.debut)} ({ahead}){by}"
        for one in (one for one in unknown if one.unsettled and not one.debut):
            yield "nouvelle version", f"version {one.identifiant}, dont le jour n'est pas encore fixé{self._by(one)}"
        is_known = bool(read) if self.texte.article else bool(ours)
        if self.identifiers() and not later and not is_known:
            standing = next((one for one in self._dated if one.en_vigueur(self.day)), None)
            if standing:
                words = f"version {standing.identifiant}, depuis le {_told(standing.debut)}"
                yield "à rattacher", f"{words} : le registre n'a pas encore cet identifiant"
            elif not (self._dated and self._dated[-1].fin):
                yield "à rattacher", "le registre n'a pas encore l'identifiant sous lequel il a été publié"

    def _by(self, one: Version) -> str:
        """What did it, as the file of the version says."""
        said = self.known.notices.get(one.identifiant)
        return f" ({' ; '.join(said.actes[:2])})" if said and said.actes else ""


def _of(said: Notice, name: str) -> date | None:
    return said.date_texte if name == "date" else said.publie


def _remarks(known: Known, versions: tuple[Version, ...], day: date) -> Iterator[str]:
    """What changes nothing of the law: stillborn versions, states that change without a word, states out of date."""
    for one in versions:
        if one.stillborn:
            yield f"version {one.identifiant} mort-née ({one.said}) : elle n'est jamais entrée en vigueur"
        elif one.etat == "VIGUEUR" and one.fin and one.fin <= day:
            yield f"version {one.identifiant}, dite en vigueur mais finie le {_told(one.fin)} : état pas à jour"
    for before, after in known.etats.values():
        yield f"version {after.identifiant} : {before.said} devient {after.said}, sans changement de texte"
    for before, after in known.same_words():
        since = _told(after.debut)
        yield f"version {after.identifiant}, du {since} : les mêmes mots que la précédente ({before.identifiant})"


def _told(day: date | None) -> str:
    return french.date_in_french(day) if day else "un jour inconnu"
