"""The command line: `cpom COMMANDE …`. Exit code: 0 it worked, 1 correct the input, 2 correct the words, 130 Ctrl-C.

Next to nothing is imported before Ctrl-C is heard: Python prints a traceback of what it stops until then.
"""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final, NoReturn

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
_INTERRUPTED: Final = 130
"""The exit code of a command that Ctrl-C stopped, as a shell gives it."""
_BEFORE: Final = "cpom : interrompu avant d'avoir commencé."


def main(words: Sequence[str] | None = None) -> int:
    """Run one command, that of the process where no words are given; returns its exit code."""
    keep = None
    try:  # to import takes a while, in which one may press Ctrl-C
        if words is None:
            from engine.collecting import collect_seldom  # noqa: PLC0415
            from engine.kept.at_start import take_what_is_kept  # noqa: PLC0415

            collect_seldom()
            keep = take_what_is_kept()
        from engine.commands.run import run  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.stderr.write(f"{_BEFORE}\n")
        return _INTERRUPTED
    if signal.getsignal(signal.SIGINT) is _stop:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # the command says itself what it did
    code = run(COMMANDS, words)
    if keep:
        from contextlib import suppress  # noqa: PLC0415

        with suppress(KeyboardInterrupt):  # what the command did is done
            keep()
    return code


def command() -> NoReturn:
    """Run the command of this process, and end it with its exit code, whenever Ctrl-C is pressed."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # ignored by what runs beside a terminal
    if heard:
        signal.signal(signal.SIGINT, _stop)
    try:
        code = main()
    except KeyboardInterrupt:  # pressed again while the first was being told
        code = _INTERRUPTED
    if heard:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done
    sys.exit(code)


def _stop(*_: object) -> NoReturn:
    """End the process at once: an exception would be taken for a mistake of the module that is being imported."""
    try:
        sys.stderr.write(f"{_BEFORE}\n")
        sys.stderr.flush()
    finally:
        os._exit(_INTERRUPTED)


if __name__ == "__main__":
    command()
