"""`cpom bureau importer`: what was exported, in a new desk; or descriptions, each as a dossier."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from engine.commands import arguments as words
from engine.commands.bureau import take_base
from engine.commands.command import Command


def _take(parser: ArgumentParser) -> None:
    what = "dossier que « cpom bureau exporter » a écrit, ou descriptions à ouvrir chacune en dossier"
    words.take_descriptions(parser, "+", what)
    take_base(parser)


def _run(arguments: Namespace) -> int:
    from engine.commands.work.bureau import run_import

    return run_import(arguments)


COMMAND = Command(
    "Remet dans un bureau neuf ce qui a été exporté, ou y ouvre des descriptions",
    _run,
    (
        ("cpom bureau importer sauvegarde --base sqlite:///neuf.db", "remet tout dans une base neuve"),
        ("cpom bureau importer contrats/*.yaml", "ouvre un dossier par description"),
    ),
    _take,
)
