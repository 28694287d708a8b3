"""The tables brought to the version of the desk, or back."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def migrate(base: Engine, to: str = "head") -> None:
    """Bring the tables to a version (« head »: that of this desk; « base »: none), up or down."""
    config = configuration()
    with base.connect() as connection:
        config.attributes["connection"] = connection
        if _is_earlier(config, connection, to):
            command.downgrade(config, to)
        else:
            command.upgrade(config, to)


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


def _is_earlier(config: Config, connection: object, to: str) -> bool:
    if to == "head":
        return False
    if to == "base":
        return True
    known = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]
    current = MigrationContext.configure(connection).get_current_revision()  # type: ignore[arg-type]
    return current is not None and known.index(to) > known.index(current)
