"""What changes in the law between two days: texts, names of things, yearly amounts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from itertools import pairwise

from engine import french
from engine.law.amounts import load_amounts
from engine.law.collectivites import authority, load_collectivites
from engine.law.denominations import load_denominations
from engine.law.experimentations import load_experimentations
from engine.law.register import load_register
from engine.libraries.bibliotheque import Bibliotheque
from models.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change: its day, the key of the thing as clauses call it, what happens in words, and in which territories.

    The key is that of a file of data/droit/, or the name of an authority (« autorite.ars »); no territory means all.
    `sentence` says it without the key.
    """

    day: date
    key: str
    words: str
    territoires: tuple[str, ...] = ()
    said: str = ""

    @property
    def sentence(self) -> str:
        """The change told by itself, where the key is not shown."""
        return self.said or self.words

    def reaches(self, keys: Collection[str], departements: Collection[str | None]) -> bool:
        """Whether a contract that uses these keys, in these territories, would say it."""
        return self.key in keys and (not self.territoires or not set(self.territoires).isdisjoint(departements))


def changes(library: Bibliotheque, start: date, end: date) -> list[Change]:
    """Every change after `start` and until `end` included, in order of date."""
    kinds = (_texts, _names, _authorities, _collectivites, _amounts, _experiments)
    return sorted(change for kind in kinds for change in kind(library, lambda day: start < day <= end))


_Asked = Callable[[date], bool]
"""Whether a day is among those asked: the words of another day are not made, which takes longer than all the rest."""


def _texts(library: Bibliotheque, asked: _Asked) -> Iterator[Change]:
    register = load_register(library)
    for key, texte in register.textes.items():
        if texte.en_vigueur and asked(texte.en_vigueur):
            words = f"entre en vigueur : {register.cite(key)}"
            yield Change(texte.en_vigueur, key, words, said=f"{register.name(key)} entre en vigueur")
        if texte.remplace and asked(texte.remplace.le):
            by = texte.remplace.par
            said = f"{register.name(by)} remplace {register.name(key)}"
            words = f"est {register.agreed(key, 'remplacé')} par {register.cite(by)}"
            yield Change(texte.remplace.le, key, words, said=said)
        if texte.abroge and asked(texte.abroge.le):
            said = f"{register.name(key)} n'est plus en vigueur"
            words = f"est {register.agreed(key, 'abrogé')} : {register.cite(key)}"
            yield Change(texte.abroge.le, key, words, said=said)


def _names(library: Bibliotheque, asked: _Asked) -> Iterator[Change]:
    for key, thing in load_denominations(library).items():
        for before, after in zip(thing.versions, thing.versions[1:], strict=False):
            if after.depuis and asked(after.depuis) and after.singulier != before.singulier:
                yield Change(after.depuis, key, f"« {after.singulier} » remplace « {before.singulier} »")


def _authorities(library: Bibliotheque, asked: _Asked) -> Iterator[Change]:
    """The names of the authorities of each region: its agence, its préfet, and its State service under every title."""
    data = load_collectivites(library)
    for code, region in data.regions.items():
        territories = tuple(known for known, one in data.territoires.items() if one.region == code)
        for name, versions in data.dated(region).items():
            for before, after in pairwise(versions):
                if after.depuis and asked(after.depuis) and before.nom:
                    for key, old, new in _called(library, name, before.nom, after.nom, after.depuis):
                        words = french.typography(f"{region.nom} : « {new} » remplace « {old} »")
                        yield Change(after.depuis, key, words, territories)


def _called(library: Bibliotheque, name: str, before: str, after: str, day: date) -> Iterator[tuple[str, str, str]]:
    if name != "service":
        prefix = "préfet " if name == "de_prefet" else ""
        yield f"autorite.{name}", prefix + before, prefix + after
        return
    for key, thing in load_denominations(library).items():
        old, new = thing.on(day - timedelta(days=1)), thing.on(day)
        if old.selon == new.selon == "service":
            yield key, old.variantes[before].singulier, new.variantes[after].singulier


def _collectivites(library: Bibliotheque, asked: _Asked) -> Iterator[Change]:
    data = load_collectivites(library)
    for one in data.collectivites:
        if one.depuis > date.min and asked(one.depuis):
            eve = one.depuis - timedelta(days=1)
            before = dict.fromkeys(authority(library, code, eve).nom for code in one.territoires)
            old = french.enumerate_fr([f"« {name} »" for name in before])
            words = french.typography(f"« {one.nom} » remplace {old}")
            yield Change(one.depuis, "autorite.nom", words, tuple(one.territoires))


def _amounts(library: Bibliotheque, asked: _Asked) -> Iterator[Change]:
    for key, series in load_amounts(library).items():
        for year, known in series.annees.items():
            if known.montant is not None and asked(date(year, 1, 1)):
                amount = french.euros(known.montant, series.unite)
                yield Change(date(year, 1, 1), key, f"{series.libelle} : {amount} en {year}")


def _experiments(library: Bibliotheque, asked: _Asked) -> Iterator[Change]:
    for key, one in load_experimentations(library).items():
        if asked(one.du):
            yield Change(one.du, key, f"commence : {one.libelle}")
        if asked(one.jusquau):
            yield Change(one.jusquau, key, f"dernier jour : {one.libelle}")
