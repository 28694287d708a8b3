"""What is kept of each content of a library: in what was installed with cpom for its own, else in the user's cache.

Whatever is wrong with it (a file cut short, of somebody else, of another version, a full disk) costs its making again.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from engine.compiling.cache import Store, cache_home, key_of, whole
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.compiled.content import code, content_of, unchanged
from engine.libraries.compiled.plain import objects, plain

SHIPPED = Path(__file__).with_name("installee")
"""Where a wheel has what was made of the library that comes with cpom; nothing in a folder of sources."""
_MOST = 500
_NOT_TODAYS = (TypeError, ValueError, LookupError, AttributeError, ImportError, RecursionError)
"""What reading plain data of another version raises."""


@cache
def _store() -> Store:
    return Store(cache_home(), code(dated=True), "bibliotheques", _MOST)


def found(library: Bibliotheque, name: str) -> Any:
    """What was kept of this content of a library under a name; None where nothing was."""
    if not (content := content_of(library, _store())):
        return None
    key = key_in(content, name)
    data = _shipped(key) if not library.siennes else None
    with suppress(*_NOT_TODAYS):
        if data := data or _store().read(key):
            return objects(data, _given(library))
    return None


def keep(library: Bibliotheque, name: str, value: object) -> None:
    """Keep what was made of a library, where it has not changed since it was first read."""
    content = content_of(library, _store())
    if content and _store().folder and unchanged(library, content):
        with suppress(TypeError, ValueError, RecursionError):
            _store().write(key_in(content, name), plain(value, _given(library)))


def key_in(content: str, name: str) -> str:
    """The name of the file that keeps something of a content, as the code of today reads it."""
    return key_of(f"{content}\0{code(dated=False)}", name)


def _given(library: Bibliotheque) -> tuple[object, ...]:
    """What a model is tied to, and which is not kept with it."""
    return (library, *library.couches)


def _shipped(key: str) -> Any:
    with suppress(OSError, ValueError, EOFError, TypeError):
        return whole(key, (SHIPPED / key).read_bytes())
    return None
