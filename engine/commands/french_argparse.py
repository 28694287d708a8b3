"""argparse in French: its own sentences translated, examples in each help, and the nearest command proposed."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from engine.commands.output import result_as_it_is
from engine.commands.terminal import fold, folded
from engine.likeness import most_like

_ERRORS = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"one of the arguments (.*) is required", r"il manque l'un de : \1"),
    (r"argument (.*): expected one argument", r"\1 attend une valeur"),
    (r"argument (.*): expected at (?:least|most) one argument", r"\1 attend une valeur"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1 ne prend pas de valeur (\2 donné)"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 ne va pas avec \2"),
    (r"ambiguous option: (.*) could match (.*)", r"option ambiguë : \1 (\2)"),
    (r"argument (.*?): (.*)", r"\1 : \2"),
)
_UNKNOWN = r"unrecognized arguments: (.*)"
_CHOICE = r"argument (.*): invalid choice: '?(.*?)'? \(choose from (.*)\)"
Example = tuple[str, str]
"""A command as it is typed, and what it does."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "usage : " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(f"{heading} ")  # « options : », with its space


class FrenchParser(argparse.ArgumentParser):
    """A parser whose help and errors are in French; `examples` end its help.

    `actions` are the parsers of the rest of its words, by the first of them.
    """

    def __init__(self, *, examples: Sequence[Example] = (), **words: Any) -> None:
        super().__init__(**words, add_help=False, formatter_class=_Formatter)
        self.color = self.suggest_on_error = False  # Python 3.14 would colour its own words, and propose in English
        self.examples = examples
        self.actions: dict[str, FrenchParser] = {}
        self._positionals.title, self._optionals.title = "arguments", "options"
        self.add_argument("-h", "--aide", "--help", action="help", help="affiche cette aide")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Read words, or have them read by the parser of the action that the first of them names.

        A word that no one knows is refused here, by the parser that can say which of its own is like it.
        """
        if args and (action := self.actions.get(args[0])):
            return action.parse_known_args(args[1:], namespace)
        read, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return read, unknown

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """Read what is given of an argument, never empty: as a path, nothing would be the folder where one is."""
        if action.nargs != argparse.PARSER and not all(word.strip() for word in arg_strings):
            here = " (« . » est le dossier où vous êtes)" if action.type is Path else ""
            raise argparse.ArgumentError(action, f"ce qui est donné est vide{here}")
        return super()._get_values(action, arg_strings)

    def format_help(self) -> str:
        """The help, and under it the examples, a command on one line so that it can be copied."""
        if not self.examples:
            return super().format_help()
        lines = [line for command, does in self.examples for line in (f"  {command}", self._folded(f"      {does}"))]
        return "\n".join([super().format_help(), "exemples :", *lines, ""])

    def _folded(self, text: str) -> str:
        import shutil

        return fold(text, max(shutil.get_terminal_size().columns, 40)).replace("\n    ", "\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print the help and the version as any result: argparse says nothing of what it could not write."""
        if file is sys.stdout:
            result_as_it_is(message)
        else:
            super()._print_message(message, file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words of the command, and leave with code 2."""
        said = folded(f"{self.prog} : erreur : {self._explained(message)}", sys.stderr)
        self.exit(2, f"{self.format_usage()}{said}\n")

    def _explained(self, message: str) -> str:
        if match := re.fullmatch(_CHOICE, message, re.DOTALL):
            return _choice(match[1], match[2].strip("'"), re.findall(r"[\w-]+", match[3]))
        if match := re.fullmatch(_UNKNOWN, message, re.DOTALL):
            given = match[1].partition(" ")[0].partition("=")[0]
            options = [option.strip("-") for option in self._option_string_actions if given.startswith("-")]
            return f"argument inconnu : {match[1]}{_meant(given.strip('-'), options, '--')}"
        for pattern, french in _ERRORS:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                return match.expand(french)
        return message


def _choice(argument: str, given: str, choices: Sequence[str]) -> str:
    return f"{argument} : « {given} » n'est pas au choix ({', '.join(choices)}){_meant(given, choices)}"


def _meant(given: str, known: Iterable[str], before: str = "") -> str:
    near = most_like(given, known)
    return f" : vouliez-vous dire « {before}{near} » ?" if near else ""
