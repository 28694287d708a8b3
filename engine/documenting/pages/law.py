"""The law that a library rests on: its texts with their dates, the names of things, the amounts, and who uses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from engine import french
from engine.assembly.reach import clauses_using
from engine.documenting.pages.links import anchor, file_of
from engine.law.amounts import Serie, load_amounts
from engine.law.denominations import Denomination, load_denominations
from engine.law.experimentations import Experimentation, load_experimentations
from engine.law.register import Texte, load_register
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.modele import Modele
from models.records import dataclass

Of = TypeVar("Of")


@dataclass(frozen=True, slots=True)
class Link:
    """A clause that uses something: the words of the link, and where it leads."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Used(Generic[Of]):
    """Something of the law, by its key, with the clauses that use it, model by model."""

    key: str
    it: Of
    by: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class TextOfLaw:
    """A text as it is cited, in full and in short, and as the register knows it."""

    cite: str
    name: str
    texte: Texte


@dataclass(frozen=True, slots=True)
class Law:
    """All of it, by its keys."""

    textes: tuple[Used[TextOfLaw], ...]
    denominations: tuple[Used[Denomination], ...]
    montants: tuple[Used[Serie], ...]
    experimentations: tuple[Used[Experimentation], ...]

    @property
    def names(self) -> dict[str, str]:
        """What each key stands for, in a few words: « l'article L. 313-11 du CASF »."""
        return {
            **{one.key: one.it.name for one in self.textes},
            **{one.key: one.it.versions[-1].singulier for one in self.denominations},
            **{one.key: one.it.libelle for one in self.montants},
            **{one.key: one.it.libelle for one in self.experimentations},
        }


def law(library: Bibliotheque, models: Sequence[Modele]) -> Law:
    """The law of a library, as these models use it."""
    register = load_register(library)
    texts = {
        key: TextOfLaw(french.capitalise(texte.cite or register.name(key)), register.name(key), texte)
        for key, texte in register.textes.items()
    }
    return Law(
        tuple(_used(texts, models)),
        tuple(_used(load_denominations(library), models)),
        tuple(_used(load_amounts(library), models)),
        tuple(_used(load_experimentations(library), models)),
    )


def _used(found: Mapping[str, Of], models: Sequence[Modele]) -> Iterator[Used[Of]]:
    for key, one in sorted(found.items()):
        by = ((model.nom, tuple(_links(model, key))) for model in models)
        yield Used(key, one, tuple((name, links) for name, links in by if links))


def _links(model: Modele, key: str) -> Iterator[Link]:
    parts = (model, *model.documents.values())
    for clause in dict.fromkeys(name for part in parts for name in clauses_using(part, key)):
        where = f"#{anchor('clause', clause)}" if clause != "visas" else "#visas"
        yield Link(clause, f"{file_of(model.nom)}{where}")
