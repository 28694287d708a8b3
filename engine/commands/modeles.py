"""`cpom modeles`: the models that the library holds."""

from __future__ import annotations

from argparse import Namespace

from engine.commands.command import Command


def _run(arguments: Namespace) -> int:
    from engine.commands.work.modeles import run_models

    return run_models(arguments)


COMMAND = Command(
    "Liste les modèles de la bibliothèque",
    _run,
    (("cpom modeles", "liste les modèles, avec leur source"),),
)
