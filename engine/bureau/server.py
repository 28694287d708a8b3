"""The server of the desk: its address taken first, its processes warmed before they listen, its journal."""

from __future__ import annotations

import os
import socket
import threading
import time
import urllib.request
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import uvicorn
from sqlalchemy import Engine, func, select
from starlette.applications import Starlette
from uvicorn.supervisors import Multiprocess

import cpom
from engine.bureau.app import make_app
from engine.bureau.journals import configuration
from engine.bureau.libraries import library
from engine.bureau.settings import Settings, settings_of
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers
from engine.collecting import collect_between_answers

UNIX: Final = "unix:"
_HEALTH: Final = 30
"""Seconds without an answer after which a process is replaced: a long contract in PDF holds it for a few."""
_WARM: Final = 10
_PATIENCE: Final = 60
_LAST_PORT: Final = 65535
_WAITING: Final = 2048
"""How many people the machine lets wait for an answer."""
_STOP: Final = 20
"""Seconds that requests under way have to end, when the server stops."""


def app() -> Starlette:
    """The desk of a process: made from the environment, and warm."""
    made = make_app(settings_of())
    warm(made.state.base)
    collect_between_answers()
    return made


def warm(base: Engine) -> None:
    """Draft a blank contract of each model that dossiers are of, as their pages will: nobody waits for a first time."""
    used = select(dossiers.c.bibliotheque, dossiers.c.modele).group_by(dossiers.c.bibliotheque, dossiers.c.modele)
    with reading(base) as db:
        found = db.execute(used.order_by(func.max(dossiers.c.modifie_le).desc()).limit(_WARM)).all()
    for name, model in found:
        with suppress(cpom.Erreur, LookupError):  # the pages of a dossier tell what is wrong of its library
            blank = cpom.lire(f"modele: {model}\n", bibliotheque=library(base, name))
            blank.ecrire("html")
            blank.questions()


def bound(address: str) -> socket.socket:
    """The socket of an address (« 127.0.0.1:8000 », « [::1]:8000 », « unix:/run/bureau.sock »).

    Whoever comes before its processes are warm waits for them: nobody is refused.

    Raises:
        OSError: where it is taken, or is none of this machine.
        ValueError: where it is no address.
    """
    if address.startswith(UNIX):
        path = Path(address.removeprefix(UNIX))
        with suppress(FileNotFoundError):
            path.unlink()
        made = _bound(socket.AF_UNIX, str(path))
        path.chmod(0o660)  # its group is that of the reverse proxy
        return made
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > _LAST_PORT:
        raise ValueError(address)
    family, *_, where = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)[0]
    return _bound(family, where)


def _bound(family: int, where: Any) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(where)
        made.listen(_WAITING)
    except OSError:
        made.close()
        raise
    made.set_inheritable(True)
    return made


def serve(settings: Settings, listening: socket.socket, processes: int = 1) -> None:
    """Serve the desk until it is stopped (Ctrl-C, SIGTERM); the requests under way end first."""
    os.environ.update(settings.environment())
    config = uvicorn.Config(
        "engine.bureau.server:app",
        factory=True,
        workers=processes,
        log_config=configuration(settings.journal),
        proxy_headers=False,  # whom a header names is judged by engine.bureau.access
        server_header=False,
        timeout_graceful_shutdown=_STOP,
        timeout_worker_healthcheck=_HEALTH,
    )
    server = uvicorn.Server(config)
    if processes == 1:
        server.run(sockets=[listening])
    else:
        Multiprocess(config, sockets=[listening]).run()


def open_when_ready(url: str, page: str) -> None:
    """Open a page in the browser of this machine, as soon as the desk answers."""

    def wait() -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with suppress(OSError), urllib.request.urlopen(f"{url}/sante", timeout=2):  # noqa: S310 - ours, over HTTP
                webbrowser.open(page)
                return
            time.sleep(0.3)

    threading.Thread(target=wait, daemon=True).start()
