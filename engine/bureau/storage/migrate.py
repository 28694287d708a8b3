"""The tables brought to the version of the desk, or back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

_LOCK = 0x63706F6D
"""What servers agree on to change the tables one after the other: « cpom »."""


def migrate(base: Engine, to: str = "head") -> None:
    """Bring the tables to a version (« head »: that of this desk; « base »: none), up or down.

    Several servers that start at once do it one after the other.
    """
    config = configuration()
    with _alone(base), _whole_tables(base) as connection:
        config.attributes["connection"] = connection
        if _is_earlier(config, connection, to):
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)


@contextmanager
def _alone(base: Engine) -> Iterator[None]:
    """While nobody else changes the tables; SQLite sees to it by itself."""
    if base.dialect.name != "postgresql":
        yield
        return
    with base.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield


def version_of(base: Engine) -> str:
    """The version of the tables, empty where there is none."""
    with base.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def versions() -> list[str]:
    """The versions that there have been, the first one first."""
    return [one.revision for one in reversed([*ScriptDirectory.from_config(configuration()).walk_revisions()])]


def configuration() -> Config:
    """What Alembic needs to find the versions."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


@contextmanager
def _whole_tables(base: Engine) -> Iterator[Connection]:
    """A connection that changes tables and keeps their rows.

    SQLite changes a table by making it anew: taking the old one away would delete, in cascade, the states, the files
    and all that leans on its rows. It takes this setting outside a transaction alone, so before SQLAlchemy opens one.
    """
    with base.connect() as connection:
        if base.dialect.name != "sqlite":
            yield connection
            return
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - it was opened above
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
        finally:
            connection.rollback()  # what is left of a change that failed
            driver.execute("PRAGMA foreign_keys = ON")


def _is_earlier(config: Config, connection: object, to: str) -> bool:
    if to == "head":
        return False
    if to == "base":
        return True
    known = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]
    current = MigrationContext.configure(connection).get_current_revision()  # type: ignore[arg-type]
    return current is not None and known.index(to) > known.index(current)
