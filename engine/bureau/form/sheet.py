"""A page of the questionnaire: one section, or one item of a list where a section has too many fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlencode

import cpom
from engine.bureau.access.rights import Visitor
from engine.bureau.demandes.requests import Request
from engine.bureau.form.fields import Field, field_id, field_of, shown
from engine.bureau.form.saved import Conflict, Saved, Wrong
from engine.french import capitalise
from models import chemins

MOST = 300
"""The fields of a page; beyond, each item of its lists has a page of its own."""
Part = cpom.Demande | cpom.Groupe | cpom.Liste


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page shows: its section among all, the item alone that it shows, what was posted and is not kept.

    `dit` are the texts that somebody typed and that are not saved, by the path of their field; `corrections` the
    requests for correction that wait there.
    """

    dossier: str
    sections: Sequence[cpom.Rubrique]
    section: cpom.Rubrique
    visitor: Visitor
    found: Mapping[str, Sequence[cpom.Constat]]
    element: cpom.Groupe | None = None
    dit: Mapping[str, str] = field(default_factory=dict)
    erreurs: Mapping[str, Wrong] = field(default_factory=dict)
    conflits: Mapping[str, Conflict] = field(default_factory=dict)
    ailleurs: Sequence[Wrong | Conflict] = ()
    corrections: Mapping[str, Sequence[Request]] = field(default_factory=dict)

    @property
    def apart(self) -> bool:
        """Whether the items of its lists have pages of their own."""
        return self.element is None and sum(1 for _ in self.section.demandes) > MOST

    @property
    def contenu(self) -> Sequence[Part]:
        """What is asked on this page."""
        return (self.element,) if self.element else self.section.contenu

    @property
    def adresse(self) -> str:
        """Its own address."""
        return address(self.dossier, self.section.nom, self.element.chemin if self.element else "")

    @property
    def avant(self) -> cpom.Rubrique | None:
        """The section before this one."""
        at = self.sections.index(self.section)
        return self.sections[at - 1] if at else None

    @property
    def apres(self) -> cpom.Rubrique | None:
        """The section after this one."""
        return next(iter(self.sections[self.sections.index(self.section) + 1 :]), None)

    def of(self, section: cpom.Rubrique) -> str:
        """The address of a section."""
        return address(self.dossier, section.nom)

    def item(self, element: cpom.Groupe) -> str:
        """The address of an item that has a page of its own."""
        return address(self.dossier, self.section.nom, element.chemin)

    def field(self, demande: cpom.Demande) -> Field:
        """The field of a question."""
        return field_of(demande, self.dit.get(demande.chemin), qui=not self.visitor.partie)

    def id(self, chemin: str) -> str:
        """The id of an item or of a list."""
        return field_id(chemin)

    def keeps(self, liste: cpom.Liste) -> bool:
        """Whether the visitor adds items to a list, moves them and takes them out."""
        return not self.visitor.partie or self.visitor.partie == liste.partie

    def dit_au_champ(self, constat: cpom.Constat) -> str:
        """What is found, said beside its field: its path need not be said again."""
        return capitalise(constat.message.removeprefix(f"{constat.chemin} : "))

    def said(self, chemin: str, reponse: str) -> str:
        """An answer as its field shows it."""
        asked = next((one for one in self.section.demandes if one.chemin == chemin), None)
        return shown(asked.question.genre, reponse) if asked else reponse


def address(dossier: str, section: str, element: str = "") -> str:
    """The address of a section, or of an item that has a page of its own."""
    return f"/dossiers/{dossier}/questionnaire/{quote(section)}" + (
        f"?{urlencode({'element': element})}" if element else ""
    )


def groups(contenu: Sequence[Part]) -> Iterator[cpom.Groupe]:
    """Every group and every item of a section."""
    for one in contenu:
        if isinstance(one, cpom.Demande):
            continue
        inside: Sequence[Part] = one.contenu if isinstance(one, cpom.Groupe) else one.elements
        if isinstance(one, cpom.Groupe):
            yield one
        yield from groups(inside)


def lists(contenu: Sequence[Part]) -> Iterator[cpom.Liste]:
    """Every list of a section."""
    for one in contenu:
        if isinstance(one, cpom.Liste):
            yield one
        if not isinstance(one, cpom.Demande):
            yield from lists(one.contenu if isinstance(one, cpom.Groupe) else one.elements)


def section_at(sections: Sequence[cpom.Rubrique], chemin: str) -> tuple[cpom.Rubrique, str] | None:
    """The section that asks the question at a path, and the id to go to in it: of the nearest that there is."""
    places = [(one, _places(one)) for one in (*sections[1:], *sections[:1])]
    return next(((one, name) for name in chemins.leading_to(chemin) for one, known in places if name in known), None)


def _places(section: cpom.Rubrique) -> frozenset[str]:
    around: list[cpom.Groupe | cpom.Liste] = [*groups(section.contenu), *lists(section.contenu)]
    return frozenset({one.chemin for one in section.demandes} | {one.chemin for one in around})


def with_saved(sheet: Sheet, made: Saved) -> Sheet:
    """The page after a form that was not kept whole: what was typed stays in its field."""
    fields = {one.chemin for one in sheet.section.demandes}
    dit: dict[str, str] = {}
    erreurs: dict[str, Wrong] = {}
    conflits: dict[str, Conflict] = {}
    ailleurs: list[Wrong | Conflict] = []
    several: tuple[Wrong | Conflict, ...] = (*made.erreurs, *made.conflits)
    for one in several:
        here = made.ici.get(one.chemin, "")
        if here not in fields:
            ailleurs.append(one)
            continue
        dit[here] = one.mien
        if isinstance(one, Wrong):
            erreurs[here] = one
        else:
            conflits[here] = one
    return replace(sheet, dit=dit, erreurs=erreurs, conflits=conflits, ailleurs=tuple(ailleurs))
