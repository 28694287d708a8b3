"""Opening the database: SQLite in a file of its own, or PostgreSQL by its address."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

_READS = "cpom_reads"


def connect(address: str) -> Engine:
    """The database at an address (« sqlite:///bureau.db », « postgresql+psycopg://… »).

    Whoever opens it disposes of it. The journal of the server tells its faults without the answers that they hold.

    Raises:
        sqlalchemy.exc.ArgumentError: where this is no address.
    """
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    base = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False}, hide_parameters=True)

    @event.listens_for(base, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # pysqlite opens its transactions late, and not for reading: SQLAlchemy opens them (below).
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # an answer that was acknowledged survives a power cut
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(base, "begin")
    def _begin(connection: Any) -> None:
        # SQLite refuses one that read first, then writes, where another wrote in between: a writer is one at once.
        reads = connection.get_execution_options().get(_READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return base


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
