"""A long run is stopped in the same way by the keyboard, by the system that shuts down, by a terminal that closes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

INTERRUPTED: Final = 130
"""The exit code of a command that Ctrl-C stopped, as a shell gives it."""
_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def stopped_as_by_hand() -> Iterator[None]:
    """Hear of a request to end as of a KeyboardInterrupt, so that what is done is told; what is ignored stays so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = [one for one in _SIGNALS if signal.getsignal(one) is signal.SIG_DFL]
    for one in heard:
        signal.signal(one, signal.default_int_handler)
    try:
        yield
    finally:
        for one in heard:
            signal.signal(one, signal.SIG_DFL)


@contextmanager
def before_writing() -> Iterator[None]:
    """Say of what is stopped here that nothing was written, and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        message = "cpom : interrompu avant d'avoir rien écrit ; relancez la même commande pour recommencer."
        raise KeyboardInterrupt(message) from None
