"""What would be lost of a file that is replaced."""

from __future__ import annotations

from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """What would be lost: `why` is the end of a sentence whose subject is the file, `passages` the first of them.

    `code` is that of the finding, `back` the command by which they come back into the description, where there is
    one, `otherwise` what else may be done.
    """

    code: str
    why: str
    passages: tuple[str, ...] = ()
    back: str = ""
    otherwise: str = ""
