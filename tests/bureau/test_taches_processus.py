"""A task in its own process, as a server has it done: it ends with the server, and the next server takes it again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from engine.bureau.settings import Settings
from engine.bureau.storage.connect import connect, reading, writing
from engine.bureau.storage.migrate import migrate
from engine.bureau.storage.tables import taches
from engine.bureau.tasks.queue import asked, taken
from engine.bureau.tasks.worker import started
from tests.bureau.conftest import OFFICER


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(base=f"sqlite:///{tmp_path / 'bureau.db'}")


@pytest.fixture
def base(settings: Settings) -> Iterator[Engine]:
    opened = connect(settings.base)
    migrate(opened)
    yield opened
    opened.dispose()


def _situation(base: Engine, name: str) -> str:
    with reading(base) as db:
        return str(db.execute(select(taches.c.situation).where(taches.c.id == name)).scalar_one())


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_server_has_its_tasks_done_by_processes_and_says_what_came_of_them(base: Engine, settings: Settings) -> None:
    with writing(base) as db:
        name = asked(db, "document", OFFICER, format="txt")  # about no dossier: a fault of ours
    stop = started(base, settings)
    try:
        _until(lambda: _situation(base, name) == "echouee")
    finally:
        stop()


def test_stopping_a_server_ends_its_task_and_leaves_it_to_the_next_one(base: Engine, settings: Settings) -> None:
    with writing(base) as db:
        name = asked(db, "document", OFFICER, format="txt")
    stop = started(base, settings)
    _until(lambda: _situation(base, name) == "en_cours")
    stop()
    assert _situation(base, name) == "attente"
    with reading(base) as db:
        assert db.execute(select(taches.c.essais).where(taches.c.id == name)).scalar_one() == 0


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="groups of processes")
def test_a_task_ends_when_its_server_is_killed(base: Engine, settings: Settings) -> None:
    with writing(base) as db:
        name = asked(db, "document", OFFICER, format="txt")
    assert taken(base, ["document"], "serveur") == name
    # A server that starts the process of a task, says its number, and is killed: its end of the pipe is closed with it.
    server = "; ".join(
        (
            "import subprocess, sys, time",
            "words = [sys.executable, '-c', 'import threading, time; from engine.bureau.tasks.run import"
            " _end_with_the_server as end; threading.Thread(target=end, daemon=True).start(); time.sleep(60)']",
            "one = subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True)",
            "print(one.pid, flush=True)",
            "time.sleep(60)",
        )
    )
    with subprocess.Popen([sys.executable, "-c", server], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        child = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
    _until(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2])
