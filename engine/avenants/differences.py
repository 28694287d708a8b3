"""From two contracts to the operations of an avenant."""

from __future__ import annotations

from collections.abc import Sequence

from engine.avenants.modifications import Modification
from engine.carried import Line


def modifications(old: Sequence[Line], new: Sequence[Line]) -> tuple[Modification, ...]:
    """What makes the new contract of the old, in the order of the new; nothing where they are equal.

    Both are lines as `lines_of(document)` gives them; the numbers of `new` are those of `old`, frozen, and what is
    repealed in it has the heading `repealed_heading` alone. Spaces that do not break are no difference.
    """
    raise NotImplementedError
