"""Every command and its options, as `cpom --aide` tells them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from engine.commands.arguments import take_library
from engine.commands.command import Command, Group
from engine.commands.contraires import at_odds
from engine.commands.french_argparse import Example, FrenchParser
from engine.versions import version_of

_DESCRIPTION = "Assemble les contrats pluriannuels d'objectifs et de moyens (CPOM)."
_EPILOGUE = (
    "Codes de retour : 0, c'est fait ; 1, une description est à corriger ; 2, la commande est mal écrite ; "
    "130, Ctrl-C l'arrête."
)
_EXAMPLES = (
    ("cpom questionnaire MODELE --sortie mon-contrat.yaml", "commence une description, à remplir"),
    ("cpom verifier mon-contrat.yaml", "dit ce qui est faux et ce qui manque"),
    ("cpom generer mon-contrat.yaml --format docx,pdf", "écrit output/mon-contrat.docx et output/mon-contrat.pdf"),
    ("cpom generer --aide", "dit les options d'une commande, avec des exemples"),
)
_WRONG = 2


def build_parser(names: Sequence[str], words: Sequence[str] = ()) -> FrenchParser:
    """The parser of the commands of these names, each declared by its module of `engine.commands`.

    Where the first of the words that it will read is one of them, it knows no other: a command need not wait for the
    words of twenty-four.
    """
    parser = FrenchParser(prog="cpom", description=_DESCRIPTION, epilog=_EPILOGUE, examples=_EXAMPLES)
    parser.add_argument(
        "--version", action="version", version=f"cpom {version_of() or '(non installé)'}", help="affiche la version"
    )
    take_library(parser, "au_dessus")
    asked = [name for name in words[:1] if name in names]
    _list(parser, "engine.commands", asked or names, title="commandes", metavar="COMMANDE")
    return parser


def _list(parser: ArgumentParser, package: str, names: Sequence[str], *, title: str, metavar: str) -> None:
    parser.set_defaults(call=_help(parser), parser=parser)
    listed: Any = parser.add_subparsers(title=title, metavar=metavar, prog=parser.prog)
    for name in names:
        declared = _declared(package, name)
        examples = _examples(package, name)
        inner = listed.add_parser(name, help=declared.help, description=f"{declared.help}.", examples=examples)
        if isinstance(declared, Group):
            _list(inner, f"{package}.{name}", declared.actions, title="actions", metavar="ACTION")
        else:
            _fill(inner, declared)
            for action in declared.actions:
                inner.actions[action] = _action(inner, f"{package}.{name}", action)


def _action(parser: FrenchParser, package: str, name: str) -> FrenchParser:
    """The parser of what a command does where `name` is its first word."""
    declared = _declared(package, name)
    assert isinstance(declared, Command)  # noqa: S101 - a command has no group
    prog, told = f"{parser.prog} {name}", f"{declared.help}."
    made = FrenchParser(prog=prog, description=told, examples=declared.examples)
    _fill(made, declared)
    return made


def _fill(parser: ArgumentParser, declared: Command) -> None:
    declared.take(parser)
    take_library(parser)
    parser.set_defaults(call=declared.run, parser=parser, at_odds=_at_odds(declared))


def _declared(package: str, name: str) -> Command | Group:
    declared: Command | Group = import_module(f"{package}.{name}").COMMAND
    return declared


def _examples(package: str, name: str) -> tuple[Example, ...]:
    """Those of a command; of a group, the first of each of its actions."""
    declared = _declared(package, name)
    if isinstance(declared, Command):
        return (*declared.examples, *(_examples(f"{package}.{name}", one)[0] for one in declared.actions))
    return tuple(_examples(f"{package}.{name}", action)[0] for action in declared.actions)


def _at_odds(command: Command) -> Callable[[Namespace], str]:
    return lambda arguments: at_odds(arguments) or command.at_odds(arguments)


def _help(parser: ArgumentParser) -> Callable[[Namespace], int]:
    """What a command without the rest of its words does: its help, and the code of a command badly written."""

    def call(_: Namespace) -> int:
        parser.print_help()
        return _WRONG

    return call
