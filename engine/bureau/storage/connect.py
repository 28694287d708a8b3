"""Opening the database: SQLite in a file of its own, or PostgreSQL by its address."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

_READS = "cpom_reads"
_PATIENCE: Final = 30
"""Seconds that a process waits for the file of SQLite while others hold it."""
_PAUSE: Final = 0.01
_UNWRITABLE: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_DISK_FULL: Final = "53100"
"""How PostgreSQL calls it."""


def connect(address: str) -> Engine:
    """The database at an address (« sqlite:///bureau.db », « postgresql+psycopg://… »).

    Whoever opens it disposes of it. The journal of the server tells its faults without the answers that they hold.

    Raises:
        sqlalchemy.exc.ArgumentError: where this is no address.
    """
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    base = create_engine(url, connect_args={"timeout": _PATIENCE, "check_same_thread": False}, hide_parameters=True)

    @event.listens_for(base, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # pysqlite opens its transactions late, and not for reading: SQLAlchemy opens them (below).
        connection.isolation_level = None
        cursor = connection.cursor()
        _keep_a_log(cursor)
        cursor.execute("PRAGMA synchronous = FULL")  # an answer that was acknowledged survives a power cut
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(base, "begin")
    def _begin(connection: Any) -> None:
        # SQLite refuses one that read first, then writes, where another wrote in between: a writer is one at once.
        reads = connection.get_execution_options().get(_READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return base


def _keep_a_log(cursor: sqlite3.Cursor) -> None:
    """Have a base write ahead in a log, for good: whoever reads it then stops nobody who writes.

    SQLite waits for whoever holds a base, except here: it reads the mode, then writes another, and refuses at once
    where somebody else writes meanwhile (two that open a new base together), lest each wait for the other. Ask again.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as why:
            if why.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def is_unwritable(why: OperationalError) -> bool:
    """Whether a base refuses for its disk is full, fails, or may only be read."""
    code = getattr(why.orig, "sqlite_errorcode", 0) & 0xFF
    return code in _UNWRITABLE or getattr(why.orig, "sqlstate", "") == _DISK_FULL


@contextmanager
def reading(base: Engine) -> Iterator[Connection]:
    """A transaction that reads, and stops nobody; what it wrote would be undone."""
    with base.connect().execution_options(**{_READS: True}) as connection:
        yield connection


@contextmanager
def writing(base: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it at its end, or nothing where something is raised."""
    with base.begin() as connection:
        yield connection


def new_id() -> str:
    """A name that nobody guesses, for what stands in an address."""
    return secrets.token_hex(12)
