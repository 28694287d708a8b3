"""What is kept of each content of a library, in the user's cache.

Whatever is wrong with it (a file cut short, of somebody else, of another version, a full disk) costs its making again.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import Any

from engine.compiling.cache import Store, key_of
from engine.compiling.own_folder import cache_home
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.compiled.content import code, content_of, unchanged
from engine.libraries.compiled.plain import objects, plain

_MOST = 500
_NOT_TODAYS = (TypeError, ValueError, LookupError, AttributeError, ImportError, RecursionError)
"""What reading plain data of another version raises."""


@cache
def _store() -> Store:
    return Store(cache_home(), code(), "bibliotheques", _MOST)


def found(library: Bibliotheque, name: str) -> Any:
    """What was kept of this content of a library under a name; None where nothing was."""
    if not (content := content_of(library)):
        return None
    with suppress(*_NOT_TODAYS):
        if data := _store().read(key_of(content, name)):
            return objects(data, _given(library))
    return None


def keep(library: Bibliotheque, name: str, value: object) -> None:
    """Keep what was made of a library, where it has not changed since it was first read."""
    content = content_of(library)
    if content and _store().folder and unchanged(library, content):
        with suppress(TypeError, ValueError, RecursionError):
            _store().write(key_of(content, name), plain(value, _given(library)))


def _given(library: Bibliotheque) -> tuple[object, ...]:
    """What a model is tied to, and which is not kept with it."""
    return (library, *library.couches)
