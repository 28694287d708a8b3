"""The questions of a model by section: what decides of others first, then one section for each article that asks some.

A question goes to the first article whose clauses or tables ask it; one that every contract has, to what is named after
it (`duree`, the signatures), or else to the parties, or to the first article that prints it. Files and settings, which
concern the document rather than the contract, come last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from engine.asking.asked import Asked, asked, title_of
from engine.asking.order import DERIVED
from engine.compiling.uses import Uses
from engine.errors import Path
from engine.french import capitalise
from engine.libraries.bibliotheque import kept
from engine.libraries.modele import Modele
from engine.libraries.plan import Entree
from models import chemins
from models.chemins import Noms
from models.records import dataclass

DECIDES, SETTINGS, REST = "decisions", "reglages", "contrat"
_OWN: Mapping[str, str] = {
    DECIDES: "Ce qui décide du contrat",
    "parties": "Les parties",
    "visas": "Les visas",
    "preambule": "Le préambule",
    "signatures": "La signature",
    REST: "Le reste du contrat",
    SETTINGS: "Réglages du document",
}
"""The sections that no article names."""
_WITH: Mapping[str, str] = {
    "effet": "duree",
    "exemplaires": "signature",
    "visas_locaux": "visas",
    "preambule_libre": "preambule",
}
"""What every contract says beside something else."""
_OF_THE_DOCUMENT = frozenset({("signature", "champs"), ("signature", "reperes"), ("droit",), ("charte",)})
_DANGLING = re.compile(r"(?:[\s,;:–-]|\b(?:et|de|du|des|à)\b)+$")


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the contract that may ask questions: its name, that of its first clause; its title; what it needs."""

    nom: str
    titre: str
    clauses: tuple[str, ...]
    asks: frozenset[Noms]
    prints: frozenset[Noms]

    def needs(self, names: Noms) -> bool:
        """Whether it prints a fact, or some of a group."""
        return _meets(names, self.prints)

    def rests_on(self, key: str) -> bool:
        """Whether it prints something of a key, or a name that is derived from it."""
        return any(names[0] == key or key in DERIVED.get(names[0], ()) for names in self.prints)


def sections(model: Modele, questions: Iterable[Asked]) -> list[tuple[str, str, tuple[Asked, ...]]]:
    """These questions by section: its name, its title, its questions; a section without any is left out."""
    questions, at = tuple(questions), homes(model)

    def of(name: str) -> tuple[Asked, ...]:
        return _kept(questions, lambda path, one: at.get(path, REST) == name and not _decides(path, one))

    found = [(name, title, of(name)) for name, title in titles(model).items()]
    first = (DECIDES, _OWN[DECIDES], _kept(questions, _decides, _deciding_columns))
    return [one for one in (first, *found) if one[2]]


@kept
def titles(model: Modele) -> Mapping[str, str]:
    """The title of each section by its name, in the order of the contract."""
    return {one.nom: one.titre for one in places(model)} | {name: _OWN[name] for name in (REST, SETTINGS)}


@kept
def homes(model: Modele) -> Mapping[Noms, str]:
    """The section of each question, or of each list as a whole."""
    units, parts = dict(_units(asked(model), ())), places(model)
    found = {path: _home(path, parts) for path in units}
    beside = {path[0]: home for path, home in reversed(found.items()) if home}
    return {path: home or beside.get(path[0]) or _weak_home(path, parts) for path, home in found.items()}


def section_of(path: Path, model: Modele) -> str:
    """The title of the section that asks for a fact of a description (`activite.annees[0].heures`)."""
    names, at = chemins.noms(path), homes(model)
    home = next((at[names[:end]] for end in range(len(names), 0, -1) if names[:end] in at), REST)
    return titles(model)[home]


@kept
def places(model: Modele) -> tuple[Place, ...]:
    """The parts of a contract in its order, those of the other documents of the model last."""
    plan = model.plan
    visas = [one.visa for one in plan.visas if not one.est_un_texte]
    preambules = list(plan.preambule.au_choix.values()) if plan.preambule else []
    own = [("parties", plan.parties), ("visas", visas), ("preambule", preambules)]
    found = [_place(model, name, clauses) for name, clauses in own]
    found += [_place(model, clauses[0], clauses) for clauses in _articles(model, plan.articles, 1)]
    found += [_place(model, "signatures", _all(plan.signatures))]
    found += [_place(model, clauses[0], clauses) for clauses in _articles(model, plan.annexes, 0)]
    for name, document in model.documents.items():
        uses = [clause.uses for clause in document.clauses.values()]
        asks = chain.from_iterable(clause.en_tete.questions for clause in document.clauses.values())
        titre = capitalise(plan.documents[name].intitule)
        found.append(Place(name, titre, (), _names(asks), _names(path for one in uses for path in one.faits)))
    return tuple(found)


def _home(path: Noms, parts: tuple[Place, ...]) -> str:
    """Where a question goes; empty where nothing says it."""
    if path in _OF_THE_DOCUMENT or path[-1] == "logo":
        return SETTINGS
    key = _key(path)
    return _first(
        parts,
        lambda one: _meets(path, one.asks),
        lambda one: one.nom in (key, f"{key}s"),
        lambda one: one.nom == "parties" and one.rests_on(key),
        lambda one: one.nom not in ("visas", "preambule") and one.needs(path),
    )


def _weak_home(path: Noms, parts: tuple[Place, ...]) -> str:
    """Where a question goes that the contract only recalls, or from which it derives something else."""
    return _first(parts, lambda one: one.needs(path) or one.rests_on(_key(path))) or REST


def _key(path: Noms) -> str:
    return _WITH.get(path[0], path[0])


def _first(parts: Iterable[Place], *tests: Callable[[Place], bool]) -> str:
    parts = tuple(parts)
    return next((one.nom for test in tests for one in parts if test(one)), "")


def _meets(path: Noms, several: Iterable[Noms]) -> bool:
    """Whether a question is one of these, or one of a group of these, or a group that holds some."""
    return any(path[: len(one)] == one or one[: len(path)] == path for one in several)


def _articles(model: Modele, entries: Iterable[Entree], depth: int) -> Iterator[list[str]]:
    """The clauses of each article; those of the articles of a title are apart, where they have titles."""
    for entry in entries:
        alone = [one for one in (entry.clause, *(other.clause for other in entry.parmi)) if one]
        under = [*entry.sous, *(one for other in entry.parmi for one in other.sous)]
        apart = [one for one in under if depth and _titled(model, one)]
        yield [*alone, *_all(one for one in under if one not in apart)] or _all(under)
        yield from _articles(model, apart, depth - 1)


def _titled(model: Modele, entry: Entree) -> bool:
    return bool(entry.clause and model.clauses[entry.clause].en_tete.titre)


def _all(entries: Iterable[Entree]) -> list[str]:
    return [
        clause
        for one in entries
        for clause in (*([one.clause] if one.clause else []), *_all(one.parmi), *_all(one.sous))
    ]


def _place(model: Modele, nom: str, clauses: Iterable[str]) -> Place:
    several = [model.clauses[name] for name in clauses]
    tables = [model.tableaux[one] for clause in several for one in clause.uses.of("tableau") if one in model.tableaux]
    asking = [*(one.en_tete.questions for one in several), *(one.questions for one in tables)]
    asks = _names(chain.from_iterable(asking))
    uses = sum((one.uses for one in several), Uses())
    titre = next(filter(None, (_OWN.get(nom, ""), *(_title(one.en_tete.titre) for one in several))), nom)
    return Place(nom, capitalise(titre), tuple(clauses), asks, _names(uses.faits))


def _title(title: str) -> str:
    """Its own words, those that are all in capitals as a sentence writes them."""
    said = _DANGLING.sub("", title_of(title))
    return said.lower() if said.isupper() else said


def _names(paths: Iterable[str]) -> frozenset[Noms]:
    return frozenset(filter(None, map(chemins.noms, paths)))


def _units(questions: Iterable[Asked], above: Noms) -> Iterator[tuple[Noms, Asked]]:
    """What stands in one section: a question, or a list with all that is asked of its items."""
    for one in questions:
        here = (*above, one.name)
        yield from _units(one.under, here) if one.under and not one.many else [(here, one)]


def _decides(path: Noms, one: Asked) -> bool:
    return path == ("departement",) or (one.decides and not one.under)


def _deciding_columns(_: Noms, one: Asked) -> Asked | None:
    """A list with what names its items, and what decides in them alone; None where nothing does."""
    deciding = tuple(each for each in one.under if each.decides and not each.under)
    named = one.under[0]
    return replace(one, under=(named, *(each for each in deciding if each is not named))) if deciding else None


def _kept(
    questions: Iterable[Asked],
    keeps: Callable[[Noms, Asked], bool],
    of_list: Callable[[Noms, Asked], Asked | None] | None = None,
    above: Noms = (),
) -> tuple[Asked, ...]:
    """The questions of a section in their groups; `of_list` says what it takes of a list."""
    found = []
    for one in questions:
        here = (*above, one.name)
        if one.under and not one.many:
            if under := _kept(one.under, keeps, of_list, here):
                found.append(replace(one, under=under))
        elif one.under and of_list:
            if part := of_list(here, one):
                found.append(part)
        elif keeps(here, one):
            found.append(one)
    return tuple(found)
