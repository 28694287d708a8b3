"""The threads of a server that take tasks, have each done in a process of its own, and end it with the server."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from threading import Event, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from engine.bureau.settings import Settings
from engine.bureau.storage.connect import new_id
from engine.bureau.tasks.catalogue import KINDS
from engine.bureau.tasks.queue import LEASE, given_back, renewed, taken

PAUSE = 0.5
"""Seconds between two looks at the tasks that wait."""
_RENEWED = LEASE.total_seconds() / 6
_LOG = logging.getLogger(__name__)


def started(base: Engine, settings: Settings) -> Callable[[], None]:
    """Take tasks from now on, `settings.taches` short ones and as many long ones at once; what stops it.

    Stopping ends the tasks under way, which wait for the next server.
    """
    stop = Event()
    long = [name for name, kind in KINDS.items() if kind.longue]
    short = [name for name in KINDS if name not in long]
    threads = [
        Thread(target=_work, args=(base, settings, genres, stop), name="taches", daemon=True)
        for genres in (short, long)
        for _ in range(settings.taches)
    ]
    for one in threads:
        one.start()

    def stopped() -> None:
        stop.set()
        for one in threads:
            one.join()

    return stopped


def _work(base: Engine, settings: Settings, genres: Collection[str], stop: Event) -> None:
    porteur = f"{socket.gethostname()}:{os.getpid()}:{new_id()}"[-80:]
    while not stop.is_set():
        try:
            if name := taken(base, genres, porteur):
                _have_done(base, settings, name, porteur, stop)
                continue
        except (SQLAlchemyError, OSError):  # a base that is away for a while
            _LOG.exception("tasks cannot be taken")
        stop.wait(PAUSE)


def _have_done(base: Engine, settings: Settings, name: str, porteur: str, stop: Event) -> None:
    words = [sys.executable, "-m", "engine.bureau.tasks.run", name, porteur]
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, env={**os.environ, **settings.environment()}, start_new_session=True
    )
    died = True
    try:
        died = _followed(process, base, name, porteur, stop)
    finally:
        _kill(process)
        given_back(base, name, porteur, died=died)


def _followed(process: subprocess.Popen[bytes], base: Engine, name: str, porteur: str, stop: Event) -> bool:
    """Wait for a process, and hold its task meanwhile; whether it ended by itself."""
    said = time.monotonic()
    while not stop.is_set():
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            pass
        else:
            return True
        if time.monotonic() - said > _RENEWED:
            said = time.monotonic()
            if not renewed(base, name, porteur):
                return True
    return False


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process that is still there, and those that it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:  # pragma: no cover - Windows
            process.kill()
        process.wait()
    if process.stdin:
        process.stdin.close()
