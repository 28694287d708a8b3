"""Code or plain data as bytes that tell whether they are whole, and of which key: what caches keep."""

from __future__ import annotations

import marshal
from hashlib import sha256
from typing import Any

LARGEST = 5_000_000
"""The bytes of one value that is kept; a long clause takes some 60,000."""
_DIGEST = 32
_MARSHAL = 2
"""A format that every Python writes and reads alike, code aside: the same value gives the same bytes."""


def sealed(key: str, value: Any) -> bytes:
    """Code or plain data under a key, as bytes that `whole` knows again."""
    data = marshal.dumps(value, _MARSHAL)
    return _digest(key, data) + data


def whole(key: str, content: bytes) -> Any:
    """What was sealed under this key; None where it is not whole, or of another key.

    Raises:
        ValueError, EOFError, TypeError: where it is whole, and of another Python.
    """
    digest, data = content[:_DIGEST], content[_DIGEST:]
    if data and digest == _digest(key, data):
        return marshal.loads(data)  # noqa: S302 - whole, and written by this user, or with our own code
    return None


def _digest(key: str, data: bytes) -> bytes:
    return sha256(f"{key}\0".encode() + data).digest()
