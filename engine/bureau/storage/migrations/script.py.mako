"""${message}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.bureau.storage.tables import Hour

revision = "${up_revision}"
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Back from it."""
    ${downgrades if downgrades else "pass"}
