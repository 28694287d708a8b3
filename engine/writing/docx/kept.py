"""The letterheads that were made ready, in the user's cache, by what their files hold.

Making one ready loads python-docx and docxtpl, half of what a new process spends to write a contract. Whatever is wrong
with what was kept (a file cut short, of somebody else, of another version) costs its making again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from engine.compiling.cache import Store, key_of
from engine.compiling.own_folder import cache_home
from engine.compiling.states import State, digest_of, states
from engine.versions import version_of
from engine.writing.docx.prepared import PreparedLetterhead, from_plain, plain

_MOST = 50
_OURS = ("", "../layout", "../..")
"""The folders of the code that makes a letterhead ready, from this one."""
_THEIRS = ("docxtpl", "python-docx", "lxml")


def kept(content: bytes, sort: str, make: Callable[[], PreparedLetterhead]) -> PreparedLetterhead:
    """What was made of a file that holds the same, or what `make` makes of it; `sort` tells how it is made."""
    key = key_of(sha256(content).hexdigest(), sort)
    with suppress(TypeError, ValueError, AttributeError):
        if data := _store().read(key):
            return from_plain(data)
    made = make()
    _store().write(key, plain(made))
    return made


@cache
def _store() -> Store:
    return Store(cache_home(), repr((digest_of(_code), [*map(version_of, _THEIRS)])), "chartes", _MOST)


def _code() -> Iterator[State]:
    """The modules that make a letterhead ready."""
    for one in _OURS:
        yield from states(str(Path(__file__).parent / one), (".py",), one)
