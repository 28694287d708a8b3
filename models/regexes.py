"""`regex`, as `re.compile`, compiled when it is first used: a command uses few of the hundreds that it imports."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

__all__ = ["regex"]

if TYPE_CHECKING:
    from re import compile as regex
else:

    class regex:  # noqa: N801 - it is called as a function, and takes what `re.compile` takes
        """A regular expression whose methods are those of `re.Pattern`; `re.search` and the like do not take it."""

        def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
            self.pattern, self._flags = pattern, flags

        @cached_property
        def _compiled(self) -> re.Pattern:
            return re.compile(self.pattern, self._flags)

        def __getattr__(self, name: str) -> Any:
            found = getattr(self._compiled, name)
            setattr(self, name, found)  # it is found at once the next time
            return found
