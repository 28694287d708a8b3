"""A PostgreSQL of the tests' own, from Debian's package: it listens on a socket alone, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

PROGRAMS = "/usr/lib/postgresql/*/bin"
OWNER = "nobody"
"""Whom it runs as where the tests are run by root, for whom it refuses to run."""


@dataclass
class Cluster:
    """A PostgreSQL that runs, and whose databases are made one by one."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def database(self) -> str:
        """The address of a new database, empty."""
        name = f"bureau{next(self._numbers)}"
        with psycopg.connect(f"host={self.folder} user=cpom dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://cpom@/{name}?host={self.folder}"


def programs() -> Path:
    """Where the programs of PostgreSQL are, the newest version first; its absence fails the test that asks for it."""
    found = sorted(Path("/").glob(PROGRAMS[1:] + "/initdb"), key=lambda one: float(one.parts[-3]))
    assert found, f"PostgreSQL manque ({PROGRAMS}) : apt-get install postgresql"
    return found[-1].parent


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a PostgreSQL in a folder of its own, short enough for the path of a socket (107 bytes), then delete it."""
    folder = Path(tempfile.mkdtemp(prefix="cpom-pg-", dir="/tmp"))  # pytest's own folders are closed to OWNER
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    where, data = programs(), folder / "data"
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
    try:
        _run(where / "initdb", "-D", data, "-A", "trust", "-U", "cpom", "-E", "UTF8", "--no-locale", "--no-sync")
        _run(where / "pg_ctl", "-D", data, "-w", "-s", "-l", folder / "journal", "-o", options, "start")
        yield Cluster(folder)
    finally:
        _run(where / "pg_ctl", "-D", data, "-s", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str | Path) -> None:
    """Run a program of PostgreSQL; no pipe, which the server that it starts would hold open."""
    owner: dict[str, Any] = {"user": OWNER, "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **owner)
