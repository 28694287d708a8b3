"""`make paquet`: the wheel, with our library compiled and the list of what it is made of inside; the list beside it."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.paquet.construction import made

if __name__ == "__main__":
    made(Path(sys.argv[1]))
