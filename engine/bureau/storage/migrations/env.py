"""What Alembic runs for each change of the tables; `engine.bureau.storage.migrate` calls it with its connection."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from engine.bureau.storage.tables import Hour, metadata


def _in_words(kind: str, column: object, _: AutogenContext) -> str | Literal[False]:
    """A column of ours, by its name; the others as Alembic writes them."""
    return "Hour(timezone=True)" if kind == "type" and isinstance(column, Hour) else False


connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, render_item=_in_words)
with context.begin_transaction():
    context.run_migrations()
    if connection.dialect.name == "sqlite" and (left := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
        message = f"a row of {left[0]} leans on a row of {left[2]} that is no more"
        raise RuntimeError(message)
connection.commit()
