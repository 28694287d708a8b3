"""Garbage left alone while contracts are made: for a command, or a process of a run, which has its process to itself.

To stop the collector is to stop it for every thread: nothing that an application may call does it.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave garbage alone while a contract is made: nearly all of it is freed at once, the rest between contracts.

    To look for it meanwhile takes a twentieth of the time, in the layout of a PDF above all.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def collect_seldom() -> None:
    """Look for garbage after 250,000 objects rather than 700: to write a contract makes fewer, and hardly any garbage.

    The usual proportions stay, and so does the memory of a command that lasts, such as the desk's. Nothing is looked
    for as the process ends, which the system frees at once: Python would go through all that it made, a fifth of the
    time of `cpom verifier`.
    """
    gc.set_threshold(250_000, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)


def collect_often() -> None:
    """Look for garbage nearly as often as Python does by itself, in a command that goes through thousands of contracts.

    The pages of a report, and the JSON of each contract, hold themselves: half a megabyte for fifty contracts.
    """
    gc.set_threshold(1_000, *gc.get_threshold()[1:])


def freeze() -> None:
    """Take what was read once for what it is, never garbage: the collector need not look at it again."""
    gc.collect()
    gc.freeze()


def collect_between_answers() -> None:
    """Take what was read for what it is, and look for garbage after 20,000 objects: in a process of the desk.

    Nearly all of those of a save are freed at once; to look at the libraries again would hold an answer for 0.2 s.
    """
    freeze()
    gc.set_threshold(20_000, *gc.get_threshold()[1:])
