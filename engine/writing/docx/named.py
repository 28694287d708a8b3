"""The name of the gestionnaire in a header or a footer of a letterhead, in a content control as in the body.

A name that is written otherwise (« {{ gestionnaire | upper }} ») has none.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Final
from zlib import crc32

from models.regexes import regex

CONTROL: Final = "controle_du_gestionnaire"
"""Our own field: what the control is called."""

_RUN: Final = regex(r"<w:r(?: [^>]*)?>(?P<look><w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?(?:(?!</w:r>).)*?</w:r>", re.DOTALL)
_FIELD: Final = regex(r"\{\{ *gestionnaire *\}\}")
_FIRST: Final = 1_000_000
"""The controls of letterheads are numbered from here, apart in each part of the package."""


def with_control(xml: str, part: str) -> str:
    """A part with each run that holds the name cut where it stands, the name alone in its control.

    What comes out is whole whichever words a condition keeps, since the run is closed and opened again at one place.
    """
    numbers = count(_FIRST + crc32(part.encode()) % _FIRST * 100)

    def cut(run: re.Match[str]) -> str:
        look = run["look"] or ""
        return _FIELD.sub(lambda field: _control(next(numbers), look, field.group()), run.group())

    return _RUN.sub(cut, xml)


def _control(number: int, look: str, name: str) -> str:
    properties = f'<w:sdtPr>{{{{ {CONTROL} }}}}<w:id w:val="{number}"/></w:sdtPr>'
    opened = f'<w:r>{look}<w:t xml:space="preserve">'
    inside = f"<w:sdtContent>{opened}{name}</w:t></w:r></w:sdtContent>"
    return f"</w:t></w:r><w:sdt>{properties}{inside}</w:sdt>{opened}"
