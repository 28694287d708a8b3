"""For whoever changed tables.py: `python -m engine.bureau.storage "What changes."` writes the next version, to read."""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command
from alembic.util import CommandError

from engine.bureau.storage.connect import connect
from engine.bureau.storage.migrate import configuration, migrate, versions
from engine.writing.temporary import temporary_folder


def main() -> int:
    """Write the version that leads from the last one to the tables as they are."""
    what = " ".join(sys.argv[1:])
    if not what:
        sys.stderr.write('python -m engine.bureau.storage "What changes"\n')
        return 2
    with temporary_folder("base") as folder:
        base = connect(f"sqlite:///{Path(folder) / 'base.db'}")
        try:
            if versions():
                migrate(base)
            config = configuration()
            with base.connect() as connection:
                config.attributes["connection"] = connection
                command.revision(config, what, autogenerate=True, rev_id=f"{len(versions()) + 1:04d}")
        except CommandError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        finally:
            base.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
