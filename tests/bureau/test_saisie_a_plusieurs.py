"""Two people who write in one description, whatever they do and in whatever order: no answer is lost without a word.

What should be there is kept beside, each item under a number that nothing of the desk knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

import cpom
from engine.bureau.access.rights import REDACTEUR, Visitor
from engine.bureau.form.saved import Saved
from tests.bureau.test_saisie import Journal, _read
from tests.fuzz.essais import tried

START = "modele: saad\nservices:\n  - nom: A\n  - nom: B\n  - nom: C\npieces_annexees:\n  - Statuts\n"
FACTS = ("gestionnaire.raison_sociale", "politique")
COLUMNS = ("raison_sociale", "raison_sociale", "nom")
DOES = ("fait", "colonne", "colonne", "colonne", "colonne", "ajoute", "retire", "deplace", "ligne", "recharge")
_step = st.tuples(st.integers(0, 1), st.sampled_from(DOES), st.integers(0, 3), st.integers(0, 3))


@dataclass
class Person:
    """A page of the questionnaire, of one state, with the numbers of the items that it shows."""

    visitor: Visitor
    items: list[int]
    etat: int = 1


@dataclass
class Expected:
    """What was acknowledged: facts, the facts of items, lines of a list, and the items in their order."""

    items: list[int] = field(default_factory=lambda: [1, 2, 3])
    facts: dict[str | tuple[int, str], str] = field(default_factory=lambda: {(1, "nom"): "A"})
    lines: list[str] = field(default_factory=lambda: ["Statuts"])

    def check(self, journal: Journal) -> None:
        """The last state says all of it."""
        said = _read(journal.text)
        assert said.combien("services") == len(self.items)
        for key, value in self.facts.items():
            path = key if isinstance(key, str) else f"services[{self.items.index(key[0]) + 1}].{key[1]}"
            assert said.de(path) == value
        assert set(self.lines) <= set(said.de("pieces_annexees").split("\n"))
        assert cpom.lire(journal.text).entier


@tried(150)
@given(st.lists(_step, max_size=16))
def test_what_is_acknowledged_is_in_the_description(steps: list[tuple[int, str, int, int]]) -> None:
    journal, expected = Journal(START), Expected()
    people = [Person(Visitor(REDACTEUR, name, f"compte:{name}"), [1, 2, 3]) for name in ("Camille", "Jeanne")]
    for number, (who, what, first, second) in enumerate(steps):
        person = people[who]
        if what == "recharge":
            person.etat, person.items = len(journal.states), list(expected.items)
            continue
        if not person.items and what in ("colonne", "retire", "deplace"):
            continue
        rank = first % len(person.items) if person.items else 0
        _does(journal, expected, person, (what, rank, second), f"mot {number}")
        expected.check(journal)


def _does(journal: Journal, expected: Expected, person: Person, step: tuple[str, int, int], word: str) -> None:
    """Do one thing from a page, and expect what it acknowledges."""
    what, rank, other = step
    column, fact = COLUMNS[other % len(COLUMNS)], FACTS[other % 2]
    if what == "fait":
        if _posted(journal, person, f"f:{fact}", word):
            expected.facts[fact] = word
    elif what == "colonne":
        if _posted(journal, person, f"f:services[{rank + 1}].{column}", word):
            expected.facts[person.items[rank], column] = word
    elif what == "ligne":
        seen = _read(journal.states[person.etat - 1].texte).de("pieces_annexees")
        if _posted(journal, person, "f:pieces_annexees", f"{seen}\n{word}"):
            expected.lines.append(word)
    else:
        _operates(journal, expected, person, step)


def _operates(journal: Journal, expected: Expected, person: Person, step: tuple[str, int, int]) -> None:
    what, rank, other = step
    element = f"services[{rank + 1}]"
    if what == "ajoute":
        _posted(journal, person, "ajoute:services", "")
        expected.items.append(max([*expected.items, 100]) + 1)
    elif what == "retire":
        if _posted(journal, person, f"retire:{element}", ""):
            gone = person.items[rank]
            expected.items.remove(gone)
            expected.facts = {key: one for key, one in expected.facts.items() if isinstance(key, str) or key[0] != gone}
    elif other < len(expected.items) and _moved(journal, person, element, other):
        expected.items.remove(person.items[rank])
        expected.items.insert(other, person.items[rank])


def _moved(journal: Journal, person: Person, element: str, other: int) -> bool:
    """Move an item; whether it did: two that say the same have no order, and the description is not another."""
    before = journal.text
    return _posted(journal, person, f"deplace:{element}", str(other + 1)) and journal.text != before


def _posted(journal: Journal, person: Person, name: str, value: str) -> bool:
    """Post one thing; whether it is acknowledged. What is not is told."""
    made: Saved = journal.send(person.etat, [(name, value)], person.visitor)
    path = name.partition(":")[2]
    told = {one.chemin for one in made.conflits} | {one.chemin for one in made.erreurs}
    assert (path in made.enregistre) != (path in told)
    return path in made.enregistre
