"""What one contract changes of another as tracked changes: to accept all gives it, to reject all gives the other.

What is compared is what cpom wrote of both, without the controls of their facts and without what they carry: an editor
would show the values that are kept there over the words.
"""

from __future__ import annotations

from datetime import date

from engine.comparing.bare import bare
from engine.comparing.docxodus import compared
from engine.comparing.restored import without_signs
from engine.comparing.standing import members, signs_for, with_signs
from engine.writing.docx.package import zipped

AUTHOR = "cpom"
"""Who makes the tracked changes, where nobody is named."""


def redline(first: bytes, second: bytes, day: date, author: str = AUTHOR) -> bytes:
    """The second DOCX with its changes of the first tracked, by this author, on this day.

    Raises:
        InputError: where what compares them is not installed, or fails.
    """
    before, after = (bare(members(one)) for one in (first, second))
    signs = signs_for(before, after)
    marked, others = (zipped(with_signs(one, signs)) for one in (before, after))
    red = compared(marked, others, author, f"{day.isoformat()}T00:00:00Z")
    return zipped(without_signs(members(red), signs, day))
