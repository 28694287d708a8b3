"""A command, as its own file declares it: what it does in a line, its words, its examples, and what runs it.

`engine/commands/NAME.py` declares `COMMAND`, and `engine/cli.py` lists NAME. Every command is imported to tell
`cpom --aide`: so a file that declares one imports nothing of the engine that takes long, and its `run` imports, when it
is called, what does the work.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from engine.commands.french_argparse import Example
from models.records import dataclass


def _nothing(_: ArgumentParser) -> None:
    """The words of a command that is all said in its name."""


def _agree(_: Namespace) -> str:
    """The words of a command that cannot contradict each other."""
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `run` returns its exit code (0 it worked, 1 something is to be corrected).

    `take` adds its arguments to its parser; `at_odds` says which of its words contradict each other, in a sentence for
    the user, empty where none do. `examples` end its help: each is a command as it is typed, and what it does.
    `actions` are modules beside its own that declare what the command does where its first word is their name.
    """

    help: str
    run: Callable[[Namespace], int]
    examples: tuple[Example, ...]
    take: Callable[[ArgumentParser], None] = _nothing
    at_odds: Callable[[Namespace], str] = _agree
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Commands under one word: `actions` are the modules beside it, in the order of their use."""

    help: str
    actions: tuple[str, ...]
