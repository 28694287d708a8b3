"""The tables go from one version to the next, and back, with what is in them, and end as the desk expects them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from engine.bureau.storage import migrate as migrating
from engine.bureau.storage.connect import connect
from engine.bureau.storage.migrate import configuration, migrate, version_of, versions
from engine.bureau.storage.tables import metadata
from tests.bureau.contenu import everything, one_row_in_each_table
from tests.bureau.postgresql import Cluster

NEXT = '''
"""A version that is to come: a column more, one less, and another type, in a table that others lean on."""
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{last}"


def upgrade():
    with op.batch_alter_table("dossiers") as table:
        table.add_column(sa.Column("couleur", sa.String(20), nullable=False, server_default="bleu"))
        table.alter_column("titre", existing_type=sa.String(200), existing_nullable=False, type_=sa.Text())
    with op.batch_alter_table("comptes") as table:
        table.add_column(sa.Column("couleur", sa.String(20)))


def downgrade():
    with op.batch_alter_table("comptes") as table:
        table.drop_column("couleur")
    with op.batch_alter_table("dossiers") as table:
        table.alter_column("titre", existing_type=sa.Text(), existing_nullable=False, type_=sa.String(200))
        table.drop_column("couleur")
'''

STARTS = """
import sys
from engine.bureau.storage.connect import connect
from engine.bureau.storage.migrate import migrate
migrate(connect(sys.argv[1]))
"""

OPENS = """
import sys, time
from pathlib import Path
from sqlalchemy import text
from engine.bureau.storage.connect import connect
folder, start = Path(sys.argv[1]), float(sys.argv[2])
for turn in range(150):  # a new base each time, that all open at the same instant
    while time.time() < start + turn * 0.01:
        pass
    base = connect(f"sqlite:///{folder / str(turn)}.db")
    with base.begin() as db:
        db.execute(text("create table if not exists ouvert (fois int)"))
        db.execute(text("insert into ouvert values (1)"))
    base.dispose()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A new database, of each kind."""
    address = f"sqlite:///{tmp_path / 'bureau.db'}"
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        address = cluster.database()
    made = connect(address)
    yield made
    made.dispose()


@pytest.fixture
def to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a version that follows those of today."""
    (tmp_path / "9999_to_come.py").write_text(NEXT.format(last=versions()[-1]), encoding="utf-8")

    def with_it() -> Config:
        config = configuration()
        known = Path(str(config.get_main_option("script_location"))) / "versions"
        config.set_main_option("path_separator", "newline")
        config.set_main_option("version_locations", f"{known}\n{tmp_path}")
        return config

    monkeypatch.setattr(migrating, "configuration", with_it)
    return "9999"


def test_the_versions_lead_to_the_tables_of_the_desk(base: Engine) -> None:
    migrate(base)
    with base.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []


def test_every_version_goes_up_and_down(base: Engine) -> None:
    known = versions()
    for version in [*known, *reversed(known), *known]:
        migrate(base, version)
        assert version_of(base) == version
    migrate(base, "base")
    assert version_of(base) == ""
    assert inspect(base).get_table_names() == ["alembic_version"]


def test_servers_that_start_at_once_make_the_tables_once(base: Engine) -> None:
    address = base.url.render_as_string(hide_password=False)
    servers = [subprocess.Popen([sys.executable, "-c", STARTS, address]) for _ in range(3)]
    assert [one.wait(60) for one in servers] == [0, 0, 0]
    assert version_of(base) == versions()[-1]


def test_a_new_base_is_opened_and_closed_by_many_at_the_same_instant(tmp_path: Path) -> None:
    words = [sys.executable, "-c", OPENS, str(tmp_path), str(time.time() + 2)]
    servers = [subprocess.Popen(words) for _ in range(3)]
    assert [one.wait(60) for one in servers] == [0, 0, 0]


def test_a_base_that_another_writes_as_it_is_first_opened_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "bureau.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    Timer(0.2, other.rollback).start()
    base = connect(f"sqlite:///{tmp_path / 'bureau.db'}")
    with base.connect() as db:
        assert db.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    base.dispose()
    other.close()


def test_a_fault_of_the_base_tells_no_answer(base: Engine) -> None:
    with base.connect() as db, pytest.raises(DBAPIError) as raised:
        db.execute(text("insert into nulle_part values (:dit)"), {"dit": "12 rue des Exemples"})
    assert "12 rue des Exemples" not in str(raised.value)


def test_what_a_desk_holds_stays_when_its_tables_change(base: Engine, to_come: str) -> None:
    last = versions()[-2]
    migrate(base, last)
    one_row_in_each_table(base)
    held = everything(base)
    assert all(held.values())
    migrate(base, to_come)
    assert version_of(base) == to_come
    assert everything(base) == held
    migrate(base, last)
    assert everything(base) == held
    with base.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []
