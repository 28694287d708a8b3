"""Code or plain data as bytes that tell whether they are whole, and of which key: what caches keep."""

from __future__ import annotations

import marshal
import sys
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from typing import Any

LARGEST = 5_000_000
"""The bytes of one value that is kept; a long clause takes some 60,000."""
PYTHON = f"{sys.implementation.cache_tag} {MAGIC_NUMBER.hex()} {sys.flags.optimize}"
"""The Pythons that run the same code."""
_DIGEST = 32
_SHARING = 4
"""A format of marshal that says once what a value holds several times: a hundredth of a command."""
_SAME = 2
"""One in which the same value gives the same bytes, whatever else the process holds.

Every Python writes and reads both alike, code aside.
"""


def sealed(key: str, value: Any, *, same: bool = False) -> bytes:
    """Code or plain data under a key, as bytes that `whole` knows again; the `same` ones for the same value."""
    data = marshal.dumps(value, _SAME if same else _SHARING)
    return _digest(key, data) + data


def whole(key: str, content: bytes) -> Any:
    """What was sealed under this key; None where it is not whole, or of another key.

    Raises:
        ValueError, EOFError, TypeError: where it is whole, and of another Python.
    """
    digest, data = content[:_DIGEST], memoryview(content)[_DIGEST:]  # hundreds of kilobytes, which are not copied
    if data and digest == _digest(key, data):
        return marshal.loads(data)  # noqa: S302 - whole, and written by this user, or with our own code
    return None


def _digest(key: str, data: bytes | memoryview) -> bytes:
    found = sha256(f"{key}\0".encode())
    found.update(data)
    return found.digest()
