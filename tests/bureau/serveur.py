"""The desk as people have it: a server in a process of its own, on a port that is free."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from engine.bureau.settings import Settings

PATIENCE = 60


@dataclass
class Server:
    """A server that runs; `journal` is what it wrote."""

    settings: Settings
    journal: Path
    process: subprocess.Popen[bytes]
    processes: int = 1

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.settings.public_url

    def kill(self) -> None:
        """End it without a word, as a machine that stops."""
        with suppress(ProcessLookupError):  # it is down already
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def again(self) -> Server:
        """Start it anew on the same database and address, once it is down."""
        return started(self.settings, self.journal, self.processes)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def started(settings: Settings, journal: Path, processes: int = 1) -> Server:
    """Start a server, and wait until it answers."""
    words = ["bureau", "--adresse", settings.adresse, "--base", settings.base, "--processus", str(processes)]
    with journal.open("ab") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "engine.cli", *words],
            env=os.environ | settings.environment(),
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    server = Server(settings, journal, process, processes)
    _wait(server)
    return server


@contextmanager
def serving(settings: Settings, folder: Path, processes: int = 1) -> Iterator[Server]:
    """A server while the tests need it."""
    told = replace(settings, adresse=f"127.0.0.1:{free_port()}")
    server = started(told, folder / "serveur.log", processes)
    try:
        yield server
    finally:
        server.kill()


def _wait(server: Server) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.process.poll() is None, server.journal.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(server.url + "/sante", timeout=PATIENCE):  # noqa: S310
                return
        except urllib.error.URLError:
            time.sleep(0.05)
    raise AssertionError(f"no answer in {PATIENCE} s: {server.journal.read_text(encoding='utf-8')}")
