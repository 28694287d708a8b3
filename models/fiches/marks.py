"""What a type says beside itself (`Annotated[Decimal, Bornes(ge=0)]`): each goes around the reading of the type."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from models.fiches.faults import refusal

Reader = Callable[[Any], Any]
"""Makes a value of what is read, or raises UnreadError."""


class Mark(Protocol):
    """Anything that stands in an `Annotated` and changes how its type is read."""

    def around(self, inner: Reader) -> Reader:
        """The reading of a type, with what the mark adds before or after it."""


class Avant:
    """Changes what is read before its type looks at it; ValueError says, in French, that it cannot be."""

    def __init__(self, change: Reader) -> None:
        self.change = change

    def around(self, inner: Reader) -> Reader:
        """Change, then read."""
        return before(self.change, inner)


class Apres:
    """Settles, or refuses by ValueError, a value that its type has read."""

    def __init__(self, change: Reader) -> None:
        self.change = change

    def around(self, inner: Reader) -> Reader:
        """Read, then settle."""
        change = self.change

        def read(value: Any) -> Any:
            found = inner(value)
            try:
                return change(found)
            except ValueError as error:
                raise refusal("value", value, error=error) from None

        return read


class Autour:
    """Reads a value itself, or has its type read it: `change` is given both."""

    def __init__(self, change: Callable[[Any, Reader], Any]) -> None:
        self.change = change

    def around(self, inner: Reader) -> Reader:
        """Hand the reading of the type over."""
        return lambda value: self.change(value, inner)


class Bornes:
    """The limits of a number: `least` and `most` are admitted, `above` is not."""

    def __init__(self, least: int | None = None, most: int | None = None, above: int | None = None) -> None:
        self.least, self.most, self.above = least, most, above

    def around(self, inner: Reader) -> Reader:
        """Read, then compare."""
        least, most, above = self.least, self.most, self.above

        def read(value: Any) -> Any:
            found = inner(value)
            if found is not None:
                if least is not None and found < least:
                    raise refusal("at_least", value, least=least)
                if most is not None and found > most:
                    raise refusal("at_most", value, most=most)
                if above is not None and found <= above:
                    raise refusal("above", value, above=above)
            return found

        return read


class AuMoins:
    """The fewest items of a list."""

    def __init__(self, fewest: int) -> None:
        self.fewest = fewest

    def around(self, inner: Reader) -> Reader:
        """Read, then count."""

        def read(value: Any) -> Any:
            if len(found := inner(value)) < self.fewest:
                raise refusal("too_short", value, fewest=self.fewest)
            return found

        return read


class Motif:
    """The form of a text, as a regular expression."""

    def __init__(self, expression: str) -> None:
        self.expression = expression

    def around(self, inner: Reader) -> Reader:
        """Read, then look at the whole."""
        matches = re.compile(self.expression).search

        def read(value: Any) -> Any:
            if not matches(found := inner(value)):
                raise refusal("form", value)
            return found

        return read


def before(change: Reader, inner: Reader) -> Reader:
    """A reading that changes what is read first."""

    def read(value: Any) -> Any:
        try:
            changed = change(value)
        except ValueError as error:
            raise refusal("value", value, error=error) from None
        return inner(changed)

    return read
