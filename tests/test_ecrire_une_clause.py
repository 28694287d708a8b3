"""The page for lawyers cannot lie: each of its examples is a clause that is tried, each of its mistakes is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from engine.assembly.environments import FILTERS
from engine.assembly.functions import Language
from engine.assembly.numbering import Numbers
from engine.assembly.printed import Printed
from engine.errors import Severity
from engine.law.applicable import Droit
from engine.libraries.appels import CALLS
from engine.libraries.ecarts import Constante, Ecart, Remarque
from engine.libraries.en_tete import EnTete
from engine.libraries.marques import BETWEEN
from engine.libraries.notes import NOTES
from engine.libraries.passages import SOLE
from engine.libraries.questions import Question
from engine.soundness.controls import controlled
from models.fiches.groupe import fields_of
from models.kinds import KINDS
from tests.bibliotheques import OURS, alone
from tests.marques import comments, document, lines, placed

PAGE = Path("docs/ecrire-une-clause.md").read_text(encoding="utf-8")
HEADER = "---\ntitre: Suivi\nsource: essai, article 4\n---\n"
_FENCE = re.compile(
    r"^```clause\n(?P<clause>(?:(?!```).*\n)*)```\n\n(?P<after>(?:\|.*\n)+|```erreur\n(?:(?!```).*\n)*```)",
    re.MULTILINE,
)
_ROW = re.compile(
    r"^\| (?P<state>modèle vierge|projet|contrat)(?:, `(?P<facts>.*?)`)? \| (?P<printed>.*) \|$", re.MULTILINE
)
_COMMENT = re.compile(r" ?\*en commentaire : « (.*?) »\*")
OF_THE_LIBRARY = ("à adapter", "Cette partie dépend d'un fait")


class Example(NamedTuple):
    """A clause of the page, its line, and what follows it."""

    line: int
    clause: str
    after: str

    @property
    def rows(self) -> list[re.Match[str]]:
        """The rows of its table: a state, facts, what is printed."""
        return list(_ROW.finditer(self.after))


def examples() -> Iterator[Example]:
    """The clauses of the page, each with the header of the page where it has none."""
    for fence in _FENCE.finditer(PAGE):
        clause = fence["clause"]
        whole = clause if clause.startswith("---\n") else HEADER + clause
        yield Example(PAGE.count("\n", 0, fence.start()) + 1, whole, fence["after"])


EXAMPLES = [
    pytest.param(one.clause, row["state"], row["facts"], row["printed"], id=f"ligne-{one.line}-{number}")
    for one in examples()
    for number, row in enumerate(one.rows)
]
MISTAKES = [
    pytest.param(one.clause, one.after.removeprefix("```erreur\n").removesuffix("```"), id=f"ligne-{one.line}")
    for one in examples()
    if one.after.startswith("```erreur")
]


@pytest.mark.parametrize(("clause", "state", "facts", "printed"), EXAMPLES)
def test_an_example_prints_what_the_page_says(
    tmp_path: Path, clause: str, state: str, facts: str | None, printed: str
) -> None:
    given: dict[str, Any] | None = yaml.load(facts or "{}", Loader=yaml.BaseLoader)  # noqa: S506 - every scalar is a text
    found = document(placed(tmp_path, clause), None if state == "modèle vierge" else given)

    assert lines(found) == said_of(printed)
    if state != "modèle vierge":
        assert [one for one in comments(found) if not one.startswith(OF_THE_LIBRARY)] == _COMMENT.findall(printed)


def said_of(printed: str) -> list[str]:
    """The paragraphs of a cell of the page."""
    return _COMMENT.sub("", printed).replace("\\|", "|").split("<br>")


def test_every_clause_of_the_page_is_tried() -> None:
    assert PAGE.count("```clause\n") == len(list(examples()))
    assert len(EXAMPLES) == len(re.findall(r"^\| (?:modèle vierge|projet|contrat)\b", PAGE, re.MULTILINE))


@pytest.mark.parametrize(("clause", "said"), MISTAKES)
def test_a_mistake_is_told_as_the_page_says(tmp_path: Path, clause: str, said: str) -> None:
    assert told(placed(tmp_path, clause)) == said.strip()


def words_of_the_language() -> Iterator[str]:
    """Every key of a front matter, every kind of question, every mark, function and filter that a clause may use."""
    for kind in (EnTete, Question, Ecart, Remarque, Constante):
        yield from fields_of(kind)
    yield from KINDS
    language = Language(
        Printed(False, bibliotheque=OURS), {}, Numbers({}, {}), Droit(date(2024, 1, 1), bibliotheque=OURS)
    )
    yield from {*language.names, *FILTERS} - {"accorde"}  # which the marks of an agreement call
    yield from (*SOLE, *BETWEEN, *CALLS, *filter(None, NOTES))


def test_the_page_tells_every_word_of_the_language() -> None:
    untold = [word for word in words_of_the_language() if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", PAGE)]

    assert untold == []


def test_its_links_lead_somewhere() -> None:
    titles = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}

    assert set(re.findall(r"\]\(#(.*?)\)", PAGE)) <= anchors
    assert all(Path("docs", file).exists() for file in re.findall(r"\]\((?!#|https?:)([^) ]+\.md)\)", PAGE))


def told(library: Path) -> str:
    """The errors that « cpom bibliotheque controler » says of the library of the tests."""
    return "\n".join(str(one) for one in controlled(alone(library)).findings if one.severity is Severity.ERROR)
