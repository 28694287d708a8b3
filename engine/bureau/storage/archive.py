"""All that a desk holds, in a folder: to keep, to move from SQLite to PostgreSQL, or to read without cpom.

Each table is a file of lines of JSON. What is long stands in files of its own, that open as they are: the states of a
description in YAML, what was attached, the libraries in ZIP. Sessions and counts of attempts are left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Connection, DateTime, Engine, MetaData, Table, func, insert, select, text
from sqlalchemy.types import Date, LargeBinary

from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.migrate import migrate, version_of, versions

HEAD: Final = "bureau.json"
_LEFT_OUT: Final = frozenset({"alembic_version", "seances", "tentatives"})
_NUMBERED: Final = "evenements"
"""The table whose rows the base numbers: it goes on after those that were put back."""
_SAFE: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 50
"""Letters of the name of a file that are kept in that of its copy: systems count its bytes, up to four a letter."""


class NotEmptyError(Exception):
    """The base has dossiers or accounts already: nothing was written."""


class DamagedError(Exception):
    """The folder is not what was exported, or is not whole; its argument says what of it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How much was written or read."""

    dossiers: int
    etats: int
    fichiers: int


def exported(base: Engine, folder: Path) -> Counted:
    """Write everything in a folder, as it is at one moment; only its owner reads it.

    Raises:
        LookupError: where the base is not that of a desk.
        FileExistsError: where the folder is not empty.
        OSError: where it cannot be written.
    """
    if not version_of(base):
        raise LookupError(str(base.url))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(str(folder))
    counts: dict[str, int] = {}
    with _at_one_moment(base) as db:
        for table in _tables(db):
            lines = folder / f"{table.name}.jsonl"
            with lines.open("w", encoding="utf-8") as file:
                for row in _rows(db, table):
                    file.write(json.dumps(_out(folder, table, row), ensure_ascii=False) + "\n")
                    counts[table.name] = counts.get(table.name, 0) + 1
    head = {
        "version": version_of(base),
        "exporte_le": datetime.now(UTC).isoformat(timespec="seconds"),
        "lignes": counts,
    }
    (folder / HEAD).write_text(json.dumps(head, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return _counted(counts)


def imported(base: Engine, folder: Path) -> Counted:
    """Put back what was exported in a base that has nothing; its tables are then brought to the version of this desk.

    Raises:
        NotEmptyError: where the base has something.
        DamagedError: where the folder is not whole, or comes from a later version.
    """
    head = _head(folder)
    if version_of(base) not in ("", head["version"]):
        if not _is_empty(base):
            raise NotEmptyError
        migrate(base, "base")
    if not version_of(base):
        migrate(base, head["version"])
    if not _is_empty(base):
        raise NotEmptyError
    with writing(base) as db:
        counts = {table.name: _put(db, folder, table) for table in _tables(db)}
        if counts != {name: head["lignes"].get(name, 0) for name in counts}:
            raise DamagedError("il n'a pas toutes ses lignes")
    migrate(base)
    return _counted(counts)


@contextmanager
def _at_one_moment(base: Engine) -> Iterator[Connection]:
    """What the base holds now, whatever is written meanwhile: SQLite reads so by itself."""
    if base.dialect.name != "postgresql":
        with reading(base) as db:
            yield db
        return
    with base.connect().execution_options(isolation_level="REPEATABLE READ") as db:
        yield db


def _head(folder: Path) -> Mapping[str, Any]:
    try:
        head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
        known = head["version"] in versions() and isinstance(head["lignes"], dict)
    except (OSError, ValueError, KeyError, TypeError):
        raise DamagedError(f"il n'a pas de « {HEAD} » lisible") from None
    if not known:
        raise DamagedError(f"il vient d'une autre version de cpom ({head['version']})")
    return dict(head)


def _is_empty(base: Engine) -> bool:
    with reading(base) as db:
        return not any(
            db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in _tables(db)
            if table.name in ("comptes", "dossiers")
        )


def _tables(db: Connection) -> list[Table]:
    """The tables as the base has them, what others refer to first."""
    found = MetaData()
    found.reflect(db)
    return [one for one in found.sorted_tables if one.name not in _LEFT_OUT]


def _rows(db: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
    """The rows, those that refer to none of their own table first; what is long is read row by row."""
    long = [one for one in table.c if _is_long(one)]
    own = [one for one in table.c if any(key.column.table is table for key in one.foreign_keys)]
    order = [*(one.is_not(None) for one in own), *table.primary_key.columns]
    short = [one for one in table.c if one not in long]
    for row in db.execute(select(*short).order_by(*order)).mappings().all():
        key = [one == row[one.name] for one in table.primary_key.columns]
        held = db.execute(select(*long).where(*key)).mappings().one() if long else {}
        yield {str(name): value for name, value in (*row.items(), *held.items())}


def _is_long(column: Column[Any]) -> bool:
    return isinstance(column.type, LargeBinary) or (column.table.name, column.name) == ("etats", "texte")


def _out(folder: Path, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON; what is long is written beside, and named."""
    said = dict(row)
    for column in table.c:
        held = said[column.name]
        if isinstance(held, datetime | date):
            said[column.name] = held.isoformat()
        elif _is_long(column) and held is not None:
            content = held.encode() if isinstance(held, str) else bytes(held)
            file = folder / _place(table.name, row)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            written = {"fichier": file.relative_to(folder).as_posix(), "sha256": hashlib.sha256(content).hexdigest()}
            said[column.name] = written
    return said


def _place(table: str, row: Mapping[str, Any]) -> str:
    """Where what is long in a row is written."""
    if table == "etats":
        return f"dossiers/{row['dossier']}/etat-{row['numero']:04d}.yaml"
    if table == "fichiers":
        owner = f"dossiers/{row['dossier']}" if row["dossier"] else f"programmations/{row['programmation']}"
        return f"{owner}/{row['id']}-{_SAFE.sub('-', row['nom'])[-_LONGEST:]}"
    if table == "bibliotheques":
        return f"bibliotheques/{row['empreinte']}.zip"
    return f"{table}/{'-'.join(_SAFE.sub('-', str(one)) for one in row.values() if isinstance(one, str))[:80]}"


def _put(db: Connection, folder: Path, table: Table) -> int:
    """Put back the rows of a table; how many."""
    count = 0
    file = folder / f"{table.name}.jsonl"
    if not file.exists():
        return 0
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            db.execute(insert(table).values(_in(folder, table, line)))
            count += 1
    if count and db.dialect.name == "postgresql" and table.name == _NUMBERED:
        db.execute(text(f"select setval(pg_get_serial_sequence('{_NUMBERED}', 'id'), max(id)) from {_NUMBERED}"))  # noqa: S608
    return count


def _in(folder: Path, table: Table, line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
        for column in table.c:
            held = said.get(column.name)
            if held is None:
                continue
            if isinstance(column.type, DateTime):
                moment = datetime.fromisoformat(held)
                said[column.name] = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            elif isinstance(column.type, Date):
                said[column.name] = date.fromisoformat(held)
            elif _is_long(column):
                said[column.name] = _held(folder, held, is_text=not isinstance(column.type, LargeBinary))
    except (ValueError, TypeError, KeyError):
        raise DamagedError(f"« {table.name}.jsonl » a une ligne qui ne peut pas être lue") from None
    return {name: value for name, value in said.items() if name in table.c}


def _held(folder: Path, named: Mapping[str, str], *, is_text: bool) -> bytes | str:
    """What stands in a file beside, which is the one that was written."""
    file = (folder / named["fichier"]).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        raise DamagedError(f"« {named['fichier']} » manque")
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != named["sha256"]:
        raise DamagedError(f"« {named['fichier']} » a été changé depuis")
    return content.decode() if is_text else content


def _counted(counts: Mapping[str, int]) -> Counted:
    return Counted(*(counts.get(name, 0) for name in ("dossiers", "etats", "fichiers")))
