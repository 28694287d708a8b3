"""What the tables of a desk hold: a row in each, whatever the tables are; all of it, to compare two databases."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    Table,
    insert,
    select,
)
from sqlalchemy.types import TypeDecorator

from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import metadata

VALUES: dict[type, Any] = {
    Boolean: True,
    Integer: 1,
    LargeBinary: b"\0\xff",
    Date: date(2026, 2, 1),
    DateTime: datetime(2026, 2, 1, 23, 59, 59, 123456, tzinfo=UTC),
    JSON: {"é": [1, None, "«"]},
}


def one_row_in_each_table(base: Engine) -> None:
    """A row in each table that has none, with something in each of its columns."""
    with base.begin() as db:
        for table in metadata.sorted_tables:
            if db.execute(select(table).limit(1)).first() is None:
                db.execute(insert(table).values(**{one.name: _value(db, one) for one in _filled(table)}))


def everything(base: Engine, left_out: Container[Table] = ()) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each table of the desk, in one order, as they are read."""
    with reading(base) as db:
        return {
            one.name: sorted(tuple(map(_said, row)) for row in db.execute(select(one)))
            for one in metadata.sorted_tables
            if one not in left_out
        }


def _filled(table: Table) -> list[Column[Any]]:
    """The columns of a row that is first in its table: none leads to another row of the same table."""
    return [one for one in table.columns if not any(key.column.table is table for key in one.foreign_keys)]


def _value(db: Connection, column: Column[Any]) -> Any:
    if column.foreign_keys:
        return db.execute(select(next(iter(column.foreign_keys)).column).limit(1)).scalar_one()
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    found = next((value for known, value in VALUES.items() if isinstance(kind, known)), None)
    return f"{column.table.name} é"[: getattr(kind, "length", None)] if found is None else found


def _said(value: object) -> str:
    return repr(value.astimezone(UTC) if isinstance(value, datetime) else value)
