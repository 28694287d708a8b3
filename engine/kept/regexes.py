"""The regular expressions that stand in code, as Python compiled them: to do it took a twelfth of a command.

Python keeps no compiled expression: a command has two hundred read and compiled, in Python, at each start. What comes
of it is plain numbers, and what matches is made of them at once, by what Python itself calls at the end: whatever it
refuses, or does not know, is compiled again. Only expressions that stand in code are kept: one made of what a user says
would say it on the disk, and one that is made otherwise at each start would be kept anew each time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

from engine.compiling.pack import Pack
from engine.compiling.sealing import sealed, whole

_PIECE: Final = " regexes"
_MOST = 4_000
"""The expressions beyond which they are begun again: all our commands have half of them."""
_DECLARED = "models.regexes"
"""The module of our own expressions, which are compiled when they are used."""
_Key = tuple[str | bytes, int]
_Code = tuple[int, bytes, int, dict[str, int]]
"""What was compiled: its options, its numbers, how many groups it has, and the names of those that have one."""


class KeptRegexes:
    """What was kept of an expression, in the place of what compiles it; the others are kept when the command ends."""

    def __init__(self, pack: Pack) -> None:
        self._kept: Mapping[_Key, _Code] = {}
        with suppress(OSError, ValueError, EOFError, TypeError):
            found = whole(_PIECE, pack.piece(_PIECE))
            self._kept = found if isinstance(found, dict) else {}
        self._others: dict[_Key, re.Pattern[Any]] = {}
        self._compiler: Any = None
        with suppress(ImportError):
            self._compiler, self._engine = import_module("re._compiler"), import_module("_sre")
            self._compile = self._compiler.compile

    def take(self) -> None:
        """Stand for what compiles expressions in this process."""
        if self._compiler is not None:
            self._compiler.compile = self.compiled

    def compiled(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        """The expression, as `re.compile` gives it.

        Raises:
            re.error: where it is badly written.
        """
        with suppress(LookupError, ValueError, TypeError, OverflowError, RuntimeError, AttributeError):
            options, numbers, groups, names = self._kept[pattern, int(flags)]
            by_number: list[str | None] = [None] * (groups + 1)
            for name, number in names.items():
                by_number[number] = name
            code = memoryview(numbers).cast("I").tolist()
            made: re.Pattern[Any] = self._engine.compile(pattern, options, code, groups, names, tuple(by_number))
            return made
        made = self._compile(pattern, flags)
        if isinstance(pattern, str | bytes) and not made.flags & re.LOCALE and _stands_in_code(pattern):
            self._others[pattern, int(flags)] = made
        return made

    def new(self) -> dict[str, bytes]:
        """The piece of all that is kept, where there is more than there was."""
        from array import array  # noqa: PLC0415 - where something is kept anew, which is seldom

        new: dict[_Key, _Code] = {}
        with suppress(AttributeError, TypeError, ValueError, OverflowError):
            for (pattern, flags), made in self._others.items():
                code = self._compiler._code(self._compiler._parser.parse(pattern, flags), flags)
                new[pattern, flags] = int(made.flags), array("I", code).tobytes(), made.groups, dict(made.groupindex)
        if not new:
            return {}
        former = self._kept if len(self._kept) + len(new) <= _MOST else {}
        return {_PIECE: sealed(_PIECE, {**former, **new})}


def _stands_in_code(pattern: str | bytes) -> bool:
    """Whether an expression is one of our own, or a constant of what asks for it: the same at the next start."""
    asking = sys._getframe(2)
    while asking.f_back and asking.f_globals.get("__name__") == re.__name__:
        asking = asking.f_back
    return asking.f_globals.get("__name__") == _DECLARED or pattern in asking.f_code.co_consts
