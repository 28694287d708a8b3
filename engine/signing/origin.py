"""What of a PDF is to the byte what cpom wrote: what signs a PDF adds to its end, and leaves the rest as it was."""

from __future__ import annotations

import re
from itertools import islice

from engine.seals import NAME, is_intact

_SEAL = re.compile(rf"%{NAME}:[0-9a-f]{{64}} ".encode())
_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
_MOST = 20


def written_part(content: bytes) -> bytes | None:
    """The beginning of a PDF, or all of it, as cpom wrote it; empty where it was changed, None without a seal."""
    seals = [*islice(_SEAL.finditer(content), _MOST)]
    if not seals:
        return None
    for seal in seals:
        end = _END.search(content, seal.end())
        for part in (content[: end.end()], content[: end.start() + len(b"%%EOF")]) if end else ():
            if is_intact(part):
                return part
    return b""
