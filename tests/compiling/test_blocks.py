"""What a clause compiled gives once filled is what its text would give, read as Markdown, in each contract."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jinja2 import FunctionLoader

from engine.assembly.facts import finalize
from engine.assembly.filled import blocks
from engine.assembly.printed import Printed, Written
from engine.compiling import inlines as compiled_inlines
from engine.compiling.parsing import SYNTAX
from engine.compiling.templates import Bodies
from engine.document import Block, Heading, ListBlock, Paragraph, Table, Text
from engine.errors import LibraryError
from engine.writing.layout.words import plain
from tests.bibliotheques import OURS


def filled(text: str, **facts: Any) -> tuple[Block, ...]:
    printed = Printed(blank=False, bibliotheque=OURS)
    environment = Bodies(
        loader=FunctionLoader(lambda said: said), finalize=lambda one: finalize(one, printed), **SYNTAX
    )
    environment.filters["ecrit"] = Written
    return blocks(environment.get_template(text).render(**facts), printed)


def shape(found: tuple[Block, ...]) -> list[Any]:
    """The words of blocks: a list is a list, a table its rows."""
    said: list[Any] = []
    for one in found:
        match one:
            case Paragraph(content) | Heading(content=content):
                said.append(re.sub(r"\s", " ", plain(content)))
            case ListBlock(items):
                said.append([shape(item) for item in items])
            case Table(rows=rows):
                said.append([tuple(" / ".join(shape(cell.blocks)) for cell in row) for row in rows])
    return said


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("Un.\n\nDeux {{ x }}.\n", {"x": "fois"}, ["Un.", "Deux fois."]),
        ("Un\ndeux.", {}, ["Un deux."]),
        ("Un\\\ndeux.", {}, ["Un deux."]),
        ("Un{% if x %}, deux{% endif %}.", {"x": True}, ["Un, deux."]),
        ("Un{% if x %}, deux{% endif %}.", {"x": False}, ["Un."]),
        ("A {% if x %}b{% endif %}\nc", {"x": False}, ["A c"]),
        ("A\n{% if x %}\nb\n{% endif %}\nc", {"x": True}, ["A b c"]),
        ("A\n{% if x %}\nb\n{% endif %}\nc", {"x": False}, ["A c"]),
        ("{% if x %}\nA.\n{% else %}\nB.\n{% endif %}\n\nC.", {"x": False}, ["B.", "C."]),
        ("{% if x %}\nA.\n\n- a\n{% endif %}\n{% if not x %}\nB.\n\n- b\n{% endif %}\n", {"x": True}, ["A.", [["a"]]]),
        ("- a\n{% if x %}\n- b\n{% endif %}\n- c", {"x": True}, [[["a"], ["b"], ["c"]]]),
        ("- a\n{% if x %}\n- b\n{% endif %}\n- c", {"x": False}, [[["a"], ["c"]]]),
        ("{% for x in xs %}\n- {{ x }}\n{% endfor %}\n- fin", {"xs": ["a", "b"]}, [[["a"], ["b"], ["fin"]]]),
        ("{% for x in xs %}\n- {{ x }}\n{% endfor %}\n", {"xs": []}, []),
        ("- a\n{% for x in xs %}\n  - {{ x }}\n{% endfor %}\n- c", {"xs": ["b"]}, [[["a", [["b"]]], ["c"]]]),
        ("1. a\n{% if x %}\n2. b\n{% endif %}\n3. c", {"x": True}, [[["a"], ["b"], ["c"]]]),
        ("{% set y = x %}Un {{ y }}.", {"x": "mot"}, ["Un mot."]),
        ("- a\n{% set y = x %}\n- {{ y }}", {"x": "b"}, [[["a"], ["b"]]]),
        ("{% set y | ecrit %}**gras** l'un{% endset %}Un {{ y }}.", {}, ["Un gras l’un."]),
        ("| A | B |{% if x %} C |{% endif +%}\n|---|---|{% if x %}--:|{% endif +%}\n| a | b |{% if x %} c |{% endif %}",
         {"x": True}, [[("A", "B", "C"), ("a", "b", "c")]]),
        ("| A | B |{% if x %} C |{% endif +%}\n|---|---|{% if x %}--:|{% endif +%}\n| a | b |{% if x %} c |{% endif %}",
         {"x": False}, [[("A", "B"), ("a", "b")]]),
        ("| A | B |\n|---|---|\n{% for x in xs %}\n| {{ x }} | {% if x %}o<br>n{% endif %} |\n{% endfor %}\n| fin |",
         {"xs": ["a"]}, [[("A", "B"), ("a", "o / n"), ("fin", "")]]),
        ('{largeurs="{% if x %}1 1{% else %}1 2{% endif %}"}\n| A | B |\n|---|---|\n| a | b |', {"x": True},
         [[("A", "B"), ("a", "b")]]),
        ("| A \\| B | C |\n|---|---|\n| ^^ | << |", {}, None),
        ("#### Titre {{ x }}\n\nMots", {"x": "n"}, ["Titre n", "Mots"]),
        ("{{ x }}", {"x": "un\n\ndeux"}, ["un", "deux"]),
        ("Mots « {{ x }} » : oui ; l'an {{ y }} %", {"x": "d'un", "y": 3}, ["Mots « d'un » : oui ; l’an 3 %"]),
    ],
)  # fmt: skip
def test_what_a_text_says(text: str, facts: dict[str, Any], expected: list[Any] | None) -> None:
    if expected is None:
        with pytest.raises(LibraryError):
            filled(text, **facts)
    else:
        assert shape(filled(text, **facts)) == expected


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Un.\n\n> cité", 3, "une citation"),
        ("Un{% if x %} \n\nDeux{% endif %}.", 1, "commence ou finit au milieu"),
        ("- a{% if x %} ;\n- b{% endif %}.", 1, "commence ou finit au milieu"),
        ("Mots\n\nSuite\n{% if x %}\n- a\n\nEncore\n{% endif %}\nfin.", 4, "commence ou finit au milieu"),
        ("Un {% if x %}**{% endif %}mot{% if x %}**{% endif %}", 1, "ouvert ou fermé dans ce cas seul"),
        ("{% for x in xs %}\n## Titre\n{% endfor %}", 2, "un titre numéroté"),
        ("- a\n\n  #### Titre", 3, "dans une liste"),
        ("| A | B |\n|---|---|\n| {% if x %}a | b{% endif %} |", 3, "commence ou finit au milieu"),
        ("| A |\n|---|\n| a |\n| b | c |", 4, "cette ligne du tableau a 2 cellules"),
        ("{.bleu}\nMots", 2, "n'est pas un style"),
    ],
)
def test_what_a_text_may_not_say(text: str, line: int, said: str) -> None:
    with pytest.raises(LibraryError) as told:
        filled(text, x=True, xs=[1])
    assert said in str(told.value)
    assert told.value.line + 1 == line


def test_no_markdown_is_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for other facts, nor for other cases."""
    text = "Un {{ x }}.\n\n{% if y %}\n- **a**\n{% else %}\n| A |\n|---|\n| {{ x }} |\n{% endif %}\n"
    printed = Printed(blank=False, bibliotheque=OURS)
    environment = Bodies(
        loader=FunctionLoader(lambda said: said), finalize=lambda one: finalize(one, printed), **SYNTAX
    )
    template = environment.get_template(text)
    monkeypatch.setattr(compiled_inlines, "parser", lambda: pytest.fail("parsed"))
    for x, y in (("a", True), ("b", False), ("c", True)):
        assert blocks(template.render(x=x, y=y), printed)


def test_a_value_is_never_markup() -> None:
    (paragraph,) = filled("Un {{ x }}.", x="**deux** | <br> - \\ #")
    assert paragraph == Paragraph((Text("Un **deux** | <br> - \\ #."),))
