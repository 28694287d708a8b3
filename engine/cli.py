"""The command line: `cpom COMMANDE …`. Exit code: 0 it worked, 1 correct the input, 2 correct the words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NoReturn

from engine.collecting import collect_seldom

COMMANDS: Final = (
    "questionnaire",
    "verifier",
    "generer",
    "relire",
    "dossier",
    "annexes",
    "importer",
    "adapter",
    "fusionner",
    "expliquer",
    "comparer",
    "avenant",
    "refaire",
    "conformite",
    "calendrier",
    "courrier",
    "droit",
    "lot",
    "programmation",
    "signature",
    "bureau",
    "modeles",
    "clauses",
    "schema",
    "bibliotheque",
)
"""The commands in the order of their use: each is declared by the module of `engine.commands` of its name."""
_INTERRUPTED = "cpom : interrompu avant d'avoir commencé."


def main(words: Sequence[str] | None = None) -> int:
    """Run one command, that of the process where no words are given; returns its exit code."""
    keep = None
    try:  # to import takes a while, in which one may press Ctrl-C
        if words is None:
            collect_seldom()
            from engine.kept.at_start import take_what_is_kept  # noqa: PLC0415

            keep = take_what_is_kept()
        from engine.commands.run import run  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.stderr.write(f"{_INTERRUPTED}\n")
        return 1
    code = run(COMMANDS, words)
    if keep:
        with suppress(KeyboardInterrupt):  # what the command did is done
            keep()
    return code


def command() -> NoReturn:
    """Run the command of this process, and end it with its exit code."""
    code = main()
    from engine.ending import end_at_once  # noqa: PLC0415 - of what takes a while to import

    end_at_once(code)
    sys.exit(code)


if __name__ == "__main__":
    command()
