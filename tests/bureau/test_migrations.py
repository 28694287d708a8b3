"""The tables go from one version to the next, and back, and end as the desk expects them."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from engine.bureau.storage.connect import connect
from engine.bureau.storage.migrate import migrate, version_of, versions
from engine.bureau.storage.tables import metadata


def test_the_versions_lead_to_the_tables_of_the_desk(tmp_path: Path) -> None:
    base = connect(f"sqlite:///{tmp_path / 'bureau.db'}")
    migrate(base)
    with base.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []
    base.dispose()


def test_every_version_goes_up_and_down(tmp_path: Path) -> None:
    base = connect(f"sqlite:///{tmp_path / 'bureau.db'}")
    known = versions()
    for version in [*known, *reversed(known), *known]:
        migrate(base, version)
        assert version_of(base) == version
    migrate(base, "base")
    assert version_of(base) == ""
    assert inspect(base).get_table_names() == ["alembic_version"]
    base.dispose()
