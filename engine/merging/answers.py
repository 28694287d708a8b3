"""What two files say, compared as it is read: « 15/01/2026 » and 2026-01-15 are one answer, « 1 234 » and 1234 too."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Annotated, Any, get_args, get_origin

from engine.asking.asked import Asked, asked
from engine.libraries.modele import Modele
from models import chemins
from models.champs import Fiche, Repondant
from models.chemins import Noms
from models.fiches.champ import Champ
from models.fiches.faults import UnreadError
from models.fiches.groupe import fields_of
from models.fiches.marks import Reader
from models.fiches.reading import reader_of
from models.kind import kind_of
from models.records import dataclass

_USUAL_KEYS = (("titre",), ("nom",), ("intitule",))
"""What names an item whose first question does not, or that no question of the model declares."""


@dataclass(frozen=True)
class Answers:
    """The answers to the questions of a model."""

    model: Modele

    @cached_property
    def _asked(self) -> dict[Noms, Asked]:
        found: dict[Noms, Asked] = {}

        def walk(questions: tuple[Asked, ...], above: Noms) -> None:
            for one in questions:
                found[*above, one.name] = one
                walk(one.under, (*above, one.name))

        walk(asked(self.model), ())
        return found

    def question(self, names: Noms) -> Asked | None:
        """The question at a path, or that of the facts by year that it is one of."""
        return self._asked.get(names) or self._asked.get(names[:-1])

    def list_at(self, names: Noms) -> Asked | None:
        """The list at a path, None where there is none."""
        found = self._asked.get(names)
        return found if found and found.many else None

    def party(self, names: Noms) -> Repondant | None:
        """Who answers the question at a path; nobody alone answers a group."""
        found = self.question(names)
        return found.qui if found and not found.under else None

    def who(self, names: Noms) -> str:
        """Who answers, in words; empty where nobody is known to."""
        found = self.question(names)
        return found.repond if found and not found.under else ""

    def label(self, names: Noms) -> str:
        """What a question asks, in a few words; empty where it is none."""
        found = self.question(names)
        return found.libelle if found else ""

    def plural(self, names: Noms) -> bool:
        """Whether several texts answer a question."""
        found = self._asked.get(names)
        return bool(found and found.many and not found.under)

    def of_party(self, party: Repondant) -> frozenset[Noms]:
        """The questions that a party answers."""
        return frozenset(path for path, one in self._asked.items() if one.qui == party and not one.under)

    def names_its_item(self, names: Noms) -> bool:
        """Whether it is the first question of the items of a list, which both parties write."""
        group = self._asked.get(names[:-1])
        return bool(group and group.many and group.under and group.under[0].name == names[-1])

    def keys(self, names: Noms, items: list[Any]) -> list[Noms]:
        """The questions that tell the items of a list from one another, the surest first."""
        info = chemins.field_at(self.model.description, names)
        groups = chemins.inner(chemins.item(info.annotation)) if info else []
        if not groups:
            said = [key for one in items if isinstance(one, dict) for key in list(one)[:1]]
            return [*_USUAL_KEYS, *((key,) for key in dict.fromkeys(said))]
        fields = list(fields_of(groups[0]))
        identities = [(name,) for name in fields if _is_identity(groups[0], name)]
        listed = [(one,) for one in self._series.get(".".join(names), ())]
        usual = [key for key in _USUAL_KEYS if key[0] in fields[1:]]
        return [*identities, *listed, (fields[0],), *usual, tuple(fields[:2])]

    @cached_property
    def _series(self) -> dict[str, list[str]]:
        """What tells the rows of the lists over which tables repeat: most often their year."""
        found: dict[str, list[str]] = {}
        for table in self.model.tableaux.values():
            if table.series.pour and table.series.cle:
                found.setdefault(table.series.pour, []).append(table.series.cle)
        return found

    def meant(self, names: Noms, said: Any) -> Any:
        """What is said, as it is read, so that two ways of saying it are equal; what says nothing is left out."""
        if isinstance(said, dict):
            found = {key: self.meant((*names, key), one) for key, one in said.items()}
            return {key: one for key, one in found.items() if one not in (None, {}, [])} or None
        if isinstance(said, list):
            items = (self.meant(names, one) for one in said)
            return [one for one in items if one is not None] or None
        if said is None or not str(said).strip():
            return None
        text = str(said).replace("\r\n", "\n").strip()
        return _read(self.model.description, names, text)


def _is_identity(group: type[Fiche], name: str) -> bool:
    info = fields_of(group)[name]
    kind = kind_of(info.annotation, info.marks)
    return bool(kind and kind.identity)


@lru_cache(maxsize=20_000)
def _read(description: type[Fiche], names: Noms, text: str) -> Any:
    """An answer as its question reads it; as it is where it cannot be."""
    reader = _reader(description, names)
    if reader is None:
        return text
    try:
        read = reader(text)
    except UnreadError:
        return text
    return text if read is None else f"{type(read).__name__}:{read}" if not isinstance(read, str) else read


@lru_cache(maxsize=4096)
def _reader(description: type[Fiche], names: Noms) -> Reader | None:
    info = chemins.field_at(description, names)
    kind = _type(info) if info else None
    return None if kind is None or chemins.inner(kind) else reader_of(kind)


def _type(info: Champ) -> Any:
    """The type of an answer: of an item where there are several, of a year where there is one for each."""
    kind = chemins.item(info.annotation)
    if get_origin(kind) is dict:
        return get_args(kind)[1]
    marks = () if chemins.is_list(info.annotation) else info.marks
    return Annotated[kind, *marks] if marks else kind
