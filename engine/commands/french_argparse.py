"""argparse in French: its own sentences translated, and the nearest command proposed."""

from __future__ import annotations

import argparse
import re
from difflib import get_close_matches
from typing import NoReturn

from engine.commands.output import result

_WORDS = {
    "usage: ": "usage : ",
    "positional arguments": "arguments",
    "options": "options",
    "show this help message and exit": "affiche cette aide",
}
_ERRORS = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"argument inconnu : \1"),
    (r"argument (.*): expected one argument", r"\1 attend une valeur"),
    (r"argument (.*): expected at least one argument", r"\1 attend au moins une valeur"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1 ne prend pas de valeur (\2 donné)"),
    (r"argument (.*): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 : « \2 » n'est pas au choix (\3)"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 ne va pas avec \2"),
    (r"ambiguous option: (.*) could match (.*)", r"option ambiguë : \1 (\2)"),
    (r"argument (.*?): (.*)", r"\1 : \2"),
)


class FrenchParser(argparse.ArgumentParser):
    """A parser whose help and errors are in French."""

    def format_help(self) -> str:
        """The help, its titles in French."""
        return self._french(super().format_help())

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - argparse never gives one for --help
        """Print the help as any result."""
        result(self.format_help().rstrip("\n"))

    def format_usage(self) -> str:
        """The usage line, in French."""
        return self._french(super().format_usage())

    def _french(self, text: str) -> str:
        for english, french in _WORDS.items():
            text = text.replace(english, french)
        return text

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words of the command, and leave with code 2."""
        self.exit(2, f"{self.format_usage()}{self.prog} : erreur : {self._explained(message)}\n")

    def _explained(self, message: str) -> str:
        for pattern, french in _ERRORS:
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match:
                return match.expand(french) + self._nearest(match)
        return message

    def _nearest(self, match: re.Match[str]) -> str:
        if match.re.groups < 3:
            return ""
        given, choices = match[2].strip("'"), re.findall(r"[\w-]+", match[3])
        near = get_close_matches(given, choices, n=1)
        return f" : vouliez-vous dire « {near[0]} » ?" if near else ""
