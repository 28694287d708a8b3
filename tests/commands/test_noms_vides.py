"""An empty word, as a variable that a script never set, is no value: above all not the folder where one is."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.cli import COMMANDS, main
from engine.commands.french_argparse import FrenchParser
from engine.commands.parser import build_parser

EXAMPLE = str(Path("data/exemples/saad-habilite.yaml").resolve())


def parsers(parser: FrenchParser) -> Iterator[FrenchParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)
    for inner in parser.actions.values():
        yield from parsers(inner)


def test_no_word_of_a_command_may_be_empty() -> None:
    asked = {
        (parser, action)
        for parser in parsers(build_parser(COMMANDS))
        for action in parser._actions
        if action.nargs not in {0, argparse.PARSER}
    }
    assert len(asked) > 150
    for parser, action in asked:
        for empty in ("", "  "):
            with pytest.raises(argparse.ArgumentError, match="ce qui est donné est vide"):
                parser._get_values(action, [empty])  # what reads the words of any option or argument


@pytest.mark.parametrize("words", [("generer", EXAMPLE), ("calendrier", EXAMPLE, "--format", "csv"), ("lot", EXAMPLE)])
def test_an_empty_folder_writes_nothing(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main([*words, "--sortie", ""])
    assert (left.value.code, [*tmp_path.iterdir()]) == (2, [])
